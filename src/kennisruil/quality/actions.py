"""Writes of the quality room."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from kennisruil.quality import rules
from kennisruil.quality.models import Feedback
from kennisruil.quality.rules import Answers
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def give_feedback(
    *,
    network_id: UUID,
    about: tuple[str, UUID],
    member_id: UUID,
    answers: Answers,
    concerns_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Feedback:
    """Keep one person's answers about ``(kind, id)``; a second time replaces them. At most five questions.

    ``concerns_id`` is the person who gave what the answers are about; their marks feed the next ranking.
    :raises FeedbackRefused: a mark out of range, or nothing answered; what was kept before stays.
    """
    rules.check_answers(answers)
    kind, id = about
    with action("quality.give_feedback", network_id=network_id, by=by, at=at, about=about):
        # Other words for the office are to be read again; the same ones are not.
        Feedback.objects.filter(network_id=network_id, about_kind=kind, about_id=id, member_id=member_id).exclude(
            for_office=answers.for_office
        ).update(handled_at=None, handled_by="")
        feedback, _new = Feedback.objects.update_or_create(
            network_id=network_id,
            about_kind=kind,
            about_id=id,
            member_id=member_id,
            defaults={**asdict(answers), "concerns_id": concerns_id, "given_at": at},
            create_defaults={
                **asdict(answers),
                "concerns_id": concerns_id,
                "given_at": at,
                "id": derived_id(network_id, "feedback", kind, id, member_id),
            },
        )
    return feedback


def handle_answer(*, network_id: UUID, feedback_id: UUID, by: Actor, at: datetime, back: bool = False) -> Feedback:
    """Note that the office did what an answer asked for, or (``back``) that it still waits; a second time is the first.

    :raises Feedback.DoesNotExist: nobody wrote that in this network.
    """
    with action("quality.handle_answer", network_id=network_id, by=by, at=at, about=("feedback", feedback_id)):
        feedback = Feedback.objects.select_for_update(of=("self",)).get(network_id=network_id, pk=feedback_id)
        if (feedback.handled_at is None) == back:
            return feedback
        feedback.handled_at, feedback.handled_by = (None, "") if back else (at, str(by))
        feedback.save(update_fields=["handled_at", "handled_by"])
    return feedback
