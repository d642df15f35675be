"""Both sides agree, decline, take another date, or call it off."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails, money
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.spans import check_free, keep_spans
from kennisruil.brokerage.models import Acceptance, Need, Proposal, Session
from kennisruil.brokerage.queries.money import consequences_of
from kennisruil.brokerage.queries.sessions import locked_session
from kennisruil.brokerage.rules import course as courses
from kennisruil.brokerage.rules.course import SIDES, Course
from kennisruil.brokerage.rules.refusals import TextMissing
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def keep_course(session: Session, course: Course, *, at: datetime) -> None:
    """Write where a session now stands; inside an action."""
    session.state, session.since_on = course.state, course.since_on
    for side in SIDES:
        if side not in course.accepted:
            setattr(session, f"{side}_accepted_at", None)
        elif getattr(session, f"{side}_accepted_at") is None:
            setattr(session, f"{side}_accepted_at", at)
        setattr(session, f"{side}_answer", course.answers.get(side, ""))
    session.held_at = at if course.state == "held" else None
    session.save()
    keep_spans(session)


def accept_session(*, network_id: UUID, session_id: UUID, side: str, by: Actor, at: datetime) -> Session:
    """Accept, for one side, a session's date and what it means.

    The yes is kept with the euro consequence that was shown and the version of the terms.

    With the second yes the coins of every paying party are reserved, and both get a calendar file.
    :raises FloorReached: a paying party would go below its floor; the yes is not kept, nothing is reserved.
    :raises AlreadyTaken: one of both agreed to another session at that time; the same.
    :raises NotNow: said before, or it is over; nothing changes.
    """
    with action("brokerage.accept_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        course = courses.accept(session.course, side=side, today=today)
        _keep_acceptance(session, side=side, at=at)
        if course.state == "agreed":
            money.reserve(session, by=by, at=at)
        keep_course(session, course, at=at)
        if course.state == "agreed":
            mails.mail_agreed(session, at=at)
    return session


def _keep_acceptance(session: Session, *, side: str, at: datetime) -> None:
    """Keep what was shown: per party coins, base, VAT and whole, in cents, and the version of the exchange terms."""
    member = session.member_on(side)
    terms = network.terms_text(
        network_id=session.network_id, kind="exchange_terms", language=member.language, on=session.since_on
    )
    shown = [
        {
            "party": str(one.party.pk),
            "coins": one.coins,
            "base_cents": one.euro.base_cents,
            "vat_cents": one.euro.vat_cents,
            "gross_cents": one.euro.gross_cents,
        }
        for one in consequences_of(network_id=session.network_id, session=session, side=side)
    ]
    Acceptance.objects.get_or_create(
        network_id=session.network_id,
        session=session,
        side=side,
        revision=session.revision,
        defaults={
            "id": derived_id(session.pk, "acceptance", side, session.revision),
            "member": member,
            "accepted_at": at,
            "terms_version": terms.version,
            "shown": {"parties": shown},
        },
    )


def decline_session(
    *, network_id: UUID, session_id: UUID, side: str, text: str = "", by: Actor, at: datetime
) -> Session:
    """Say no to a proposed session or a new date; it ends and the need is open again. :raises NotNow: not proposed."""
    with action("brokerage.decline_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        course = courses.decline(session.course, today=today)
        end_session(session, course, reason=text, by=by, at=at)
        if session.need_id and side == "provider":
            Proposal.objects.filter(
                network_id=network_id, need_id=session.need_id, member_id=session.provider_id
            ).update(state="no", since_on=today)
        mails.mail_cancelled(session, at=at)
    return session


def cancel_session(*, network_id: UUID, session_id: UUID, reason: str, by: Actor, at: datetime) -> Session:
    """Call a session off: what was held aside comes free, both get a mail, the need is open again.

    :raises TextMissing: no reason is given. :raises NotNow: it is over. Nothing changes.
    """
    if not reason.strip():
        raise TextMissing(field="reason")
    with action("brokerage.cancel_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        course = courses.cancel(session.course, today=day_in(network_id=network_id, at=at))
        end_session(session, course, reason=reason, by=by, at=at)
        mails.mail_cancelled(session, at=at)
    return session


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

    Price, counter-value and reservation stay; who did not move is asked.

    :raises NotNow: it is over.
    :raises DateHasPassed: the date lies before today. Nothing changes.
    :raises AlreadyTaken: one of both has another agreed session then. Nothing changes.
    """
    with action("brokerage.move_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        to = day_in(network_id=network_id, at=starts_at)
        course = courses.move(session.course, to=to, mover=mover, today=today)
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
            _keep_acceptance(session, side=mover, at=at)
        mails.mail_moved(session, at=at)
    return session
