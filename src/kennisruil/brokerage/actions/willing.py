"""Being left in peace for a while, not meeting somebody, and what the office judged of a fit."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.models import Avoidance, Judgement, Pause
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules.refusals import DateHasPassed, GradeUnknown, LeftInPeace, SamePerson
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_GRADES = range(4)


def take_pause(
    *, network_id: UUID, id: UUID, member_id: UUID, until_on: date | None = None, by: Actor, at: datetime
) -> Pause:
    """Leave a member in peace from today, until a day or until further notice; a pause under way makes room for it.

    What was agreed before stays agreed. :raises DateHasPassed: the last day is not after today; nothing changes.
    """
    today = day_in(network_id=network_id, at=at)
    if until_on is not None and until_on <= today:
        raise DateHasPassed(on=until_on)
    with action("brokerage.take_pause", network_id=network_id, by=by, at=at, about=("member", member_id)):
        _end(network_id, member_id, today)
        pause, _new = Pause.objects.get_or_create(
            network_id=network_id, id=id, defaults={"member_id": member_id, "from_on": today, "until_on": until_on}
        )
    return pause


def end_pause(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> None:
    """Be there again; without a pause nothing changes."""
    with action("brokerage.end_pause", network_id=network_id, by=by, at=at, about=("member", member_id)):
        _end(network_id, member_id, day_in(network_id=network_id, at=at))


def _end(network_id: UUID, member_id: UUID, today: date) -> None:
    Pause.objects.filter(network_id=network_id, member_id=member_id, ended_on=None).update(ended_on=today)


def check_not_paused(*, network_id: UUID, member_id: UUID, on: date) -> None:
    """Let a person through who may be proposed. :raises LeftInPeace: paused on that day."""
    if paused_on(network_id=network_id, on=on, member_ids=[member_id]):
        raise LeftInPeace(member_id=member_id)


def avoid(*, network_id: UUID, member_id: UUID, other_id: UUID, by: Actor, at: datetime) -> Avoidance:
    """Propose two people to each other no more, either way; a second time changes nothing.

    :raises SamePerson: it is one person; nothing changes.
    """
    if member_id == other_id:
        raise SamePerson(id=member_id)
    with action("brokerage.avoid", network_id=network_id, by=by, at=at, about=("member", member_id)):
        row, _new = Avoidance.objects.get_or_create(
            network_id=network_id,
            member_id=member_id,
            other_id=other_id,
            defaults={"id": derived_id(network_id, "avoidance", member_id, other_id), "said_at": at},
        )
    return row


def avoid_no_more(*, network_id: UUID, member_id: UUID, other_id: UUID, by: Actor, at: datetime) -> None:
    """Let two people be proposed to each other again, whoever of them had asked."""
    with action("brokerage.avoid_no_more", network_id=network_id, by=by, at=at, about=("member", member_id)):
        for one, two in ((member_id, other_id), (other_id, member_id)):
            Avoidance.objects.filter(network_id=network_id, member_id=one, other_id=two).delete()


def judge_fit(*, network_id: UUID, need_id: UUID, member_id: UUID, grade: int, by: Actor, at: datetime) -> Judgement:
    """Keep how well somebody fits a need: 3 best, 2 clearly helpful, 1 adjacent, 0 not; a new grade replaces the old.

    :raises GradeUnknown: another number; nothing changes.
    """
    if grade not in _GRADES:
        raise GradeUnknown(grade=grade)
    with action("brokerage.judge_fit", network_id=network_id, by=by, at=at, about=("need", need_id)):
        row, _new = Judgement.objects.update_or_create(
            network_id=network_id,
            need_id=need_id,
            member_id=member_id,
            defaults={"grade": grade, "judged_at": at},
            create_defaults={
                "id": derived_id(network_id, "judgement", need_id, member_id),
                "grade": grade,
                "judged_at": at,
            },
        )
    return row
