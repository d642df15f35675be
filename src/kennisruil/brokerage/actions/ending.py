"""Declining a session, taking another date, or calling it off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails, money
from kennisruil.brokerage.actions.agreeing import keep_acceptance, keep_course
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.places import offer_place
from kennisruil.brokerage.actions.spans import check_free
from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.brokerage.queries.joint import locked_together
from kennisruil.brokerage.rules import course as courses
from kennisruil.brokerage.rules.course import FINAL, SIDES, Course
from kennisruil.brokerage.rules.refusals import MovesWithOthers, TextMissing
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def decline_session(
    *, network_id: UUID, session_id: UUID, side: str, text: str = "", by: Actor, at: datetime
) -> Session:
    """Say no to a proposed session or a new date; it ends and the need is open again.

    Of several recipients one says no for themselves, who gives for all. :raises NotNow: not proposed.
    """
    with action("brokerage.decline_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        waiting = [one for one in others if side == "provider" and one.state in ("proposed", "moved")]
        for session in (named, *waiting):
            end_session(session, courses.decline(session.course, today=today), reason=text, by=by, at=at)
            if session.need_id and side == "provider":
                Proposal.objects.filter(
                    network_id=network_id, need_id=session.need_id, member_id=session.provider_id
                ).update(state="no", since_on=today)
        mails.mail_cancelled(named, *waiting, at=at)
        _tell_who_stay(named, others, at=at)
        offer_place(network_id=network_id, member_id=named.provider_id, by=by, at=at)
    return named


def cancel_session(
    *, network_id: UUID, session_id: UUID, reason: str, is_for_all: bool = False, by: Actor, at: datetime
) -> Session:
    """Call a session off: what was held aside comes free, both get a mail, the need is open again.

    Of several recipients one is called off alone, with their part of the price; ``is_for_all``: everybody's.
    :raises TextMissing: no reason is given. :raises NotNow: it is over. Nothing changes.
    """
    if not reason.strip():
        raise TextMissing(field="reason")
    with action("brokerage.cancel_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        also = [one for one in others if is_for_all and one.state not in FINAL]
        for session in (named, *also):
            end_session(session, courses.cancel(session.course, today=today), reason=reason, by=by, at=at)
        mails.mail_cancelled(named, *also, at=at)
        _tell_who_stay(named, others, at=at)
        offer_place(network_id=network_id, member_id=named.provider_id, by=by, at=at)
    return named


def _tell_who_stay(left: Session, others: Sequence[Session], *, at: datetime) -> None:
    """Tell the other recipients that one does not come, where the session goes on with them."""
    mails.mail_leaves(left, staying=[one for one in others if one.state not in FINAL], at=at)


def end_session(session: Session, course: Course, *, reason: str, by: Actor, at: datetime) -> None:
    """End a session that is not held: coins come free, the need opens again; inside an action."""
    money.release(session, by=by, at=at)
    session.ended_reason = reason.strip()
    session.revision += 1
    keep_course(session, course, at=at)
    if session.need_id:
        Need.objects.filter(network_id=session.network_id, pk=session.need_id, state="matched").update(
            state="open", since_on=course.since_on
        )
        # A yes is kept for a next date only while its session lives; the broker starts from the list again.
        Proposal.objects.filter(
            network_id=session.network_id, need_id=session.need_id, member_id=session.provider_id, state="yes"
        ).update(state="withdrawn", since_on=course.since_on)


def move_session(
    *,
    network_id: UUID,
    session_id: UUID,
    starts_at: datetime,
    mover: str = courses.OFFICE,
    place: str | None = None,
    by: Actor,
    at: datetime,
) -> Session:
    """Take another date; ``mover`` is a side or the office.

    Price, counter-value and reservation stay; who did not move is asked. With several recipients all of them move,
    by who gives or by the office.

    :raises NotNow: it is over.
    :raises DateHasPassed: the date lies before today. Nothing changes.
    :raises MovesWithOthers: one of several recipients cannot move all. Nothing changes.
    :raises AlreadyTaken: one of both has another agreed session then. Nothing changes.
    """
    with action("brokerage.move_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        alive = [one for one in others if one.state not in FINAL]
        if alive and mover == "recipient":
            raise MovesWithOthers(session_id=session_id)
        for session in (named, *alive):
            _move(session, starts_at=starts_at, mover=mover, place=place, at=at)
        mails.mail_moved(named, *alive, at=at)
    return named


def _move(session: Session, *, starts_at: datetime, mover: str, place: str | None, at: datetime) -> None:
    network_id = session.network_id
    to = day_in(network_id=network_id, at=starts_at)
    course = courses.move(session.course, to=to, mover=mover, today=day_in(network_id=network_id, at=at))
    ends_at = session.ends_at + (starts_at - session.starts_at)
    check_free(session, starts_at=starts_at, ends_at=ends_at)
    session.ends_at = ends_at
    session.starts_at, session.held_on, session.asked_at = starts_at, to, None
    session.place = session.place if place is None else place.strip()
    session.revision += 1
    for side in SIDES:
        setattr(session, f"{side}_accepted_at", None)
    keep_course(session, course, at=at)
    if mover in SIDES:
        keep_acceptance(session, side=mover, at=at)
