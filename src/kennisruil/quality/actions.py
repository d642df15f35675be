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
