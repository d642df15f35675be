"""After the date: asking both, hearing them, and booking what was held."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails, money
from kennisruil.brokerage.actions.agreeing import keep_course
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.ending import end_session
from kennisruil.brokerage.actions.places import offer_place
from kennisruil.brokerage.models import Need, Outcome, Session
from kennisruil.brokerage.queries.joint import locked_together
from kennisruil.brokerage.queries.sessions import exchange_terms, locked_session
from kennisruil.brokerage.rules import course as courses
from kennisruil.brokerage.rules.course import Course
from kennisruil.brokerage.rules.refusals import Disputed, NotNow, NotYetHeld, TextMissing
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def ask_whether_held(*, network_id: UUID, session_id: UUID, by: Actor, at: datetime) -> Session:
    """Ask both whether it took place: a mail with a link for yes, no and "talk to me".

    Several recipients are asked together, and who gave once for all of them; asked already, nothing changes.
    :raises NotNow: not agreed. :raises NotYetHeld: too early.
    """
    with action("brokerage.ask_whether_held", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        if named.joint_id and named.state == "asked":
            return named
        agreed = [named, *(one for one in others if one.state == "agreed")]
        for session in agreed:
            course = courses.ask(session.course, today=day_in(network_id=network_id, at=at))
            session.asked_at = at
            keep_course(session, course, at=at)
        mails.mail_asked(*agreed, at=at)
    return named


def answer_session(
    *, network_id: UUID, session_id: UUID, side: str, said: str, text: str = "", by: Actor, at: datetime
) -> Session:
    """Hear one side, from the session's day on: ``held``, ``not_held`` or ``talk``.

    An answer may be changed until the session is settled.

    Both ``held``: coins move and the supply exists. Both ``not_held``: it is called off.
    Anything else waits for the other side or for the office. ``text`` is kept for the office. Who gave to several
    recipients answers for all who are still to be settled; each recipient for themselves alone.
    :raises NotNow, NotYetHeld: no answer is awaited; nothing changes.
    """
    data = {"side": side, "said": said}
    about = ("session", session_id)
    with action("brokerage.answer_session", network_id=network_id, by=by, at=at, about=about, data=data):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        also = [one for one in others if side == "provider" and one.state in ("agreed", "asked")]
        for session in (named, *also):
            course = courses.answer(session.course, side=side, said=said, today=day_in(network_id=network_id, at=at))
            if text.strip():
                session.ended_reason = text.strip()
            _follow(session, course, by=by, at=at)
    return named


def _follow(session: Session, course: Course, *, by: Actor, at: datetime) -> None:
    """Do what the new state asks: book what was held, free what was not."""
    if course.state == "held":
        _book(session, course, by=by, at=at)
    elif course.state == "cancelled":
        end_session(session, course, reason=session.ended_reason, by=by, at=at)
        offer_place(network_id=session.network_id, member_id=session.provider_id, by=by, at=at)
    else:
        keep_course(session, course, at=at)


def _book(session: Session, course: Course, *, by: Actor, at: datetime) -> None:
    money.settle(session, by=by, at=at)
    keep_course(session, course, at=at)
    if session.need_id:
        Need.objects.filter(network_id=session.network_id, pk=session.need_id).update(
            state="met", since_on=course.since_on
        )


def report_no_show(*, network_id: UUID, session_id: UUID, text: str = "", by: Actor, at: datetime) -> Session:
    """Note that somebody did not come; nothing is booked until the office decides. :raises NotNow, NotYetHeld."""
    with action("brokerage.report_no_show", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        course = courses.report_no_show(session.course, today=day_in(network_id=network_id, at=at))
        session.ended_reason = text.strip()
        keep_course(session, course, at=at)
    return session


def decide_session(
    *, network_id: UUID, session_id: UUID, is_held: bool, reason: str, by: Actor, at: datetime
) -> Session:
    """Settle a disputed session or one at which somebody did not come: it counts as held (coins move), or it does not.

    :raises TextMissing: no reason is given. :raises NotNow: there is nothing to settle. Nothing changes.
    """
    if not reason.strip():
        raise TextMissing(field="reason")
    data = {"is_held": is_held}
    about = ("session", session_id)
    with action("brokerage.decide_session", network_id=network_id, by=by, at=at, about=about, data=data):
        session = locked_session(network_id=network_id, session_id=session_id)
        course = courses.decide(session.course, is_held=is_held, today=day_in(network_id=network_id, at=at))
        session.ended_reason = reason.strip()
        _follow(session, course, by=by, at=at)
        mails.mail_decided(session, at=at)
    return session


def confirm_session(
    *, network_id: UUID, session_id: UUID, is_for_all: bool = False, by: Actor, at: datetime
) -> Session:
    """Book a session as held: by the office for both, or by the job when nobody protested.

    A second time changes nothing. The reserved coins move to who gave, in one transfer at equal prices, else as a
    linked group through the network's account; the supply is recorded in the same transaction, on the session's date,
    whatever ``at`` is. ``is_for_all``: with every other recipient who has not protested, in one linked group, all or
    none; who protests or never agreed hangs nobody.
    :raises NotYetHeld: the date has not passed.
    :raises Disputed: somebody says it did not take place; the office decides.
    :raises NotNow: it was never agreed, or was called off. With each nothing is booked.
    """
    with action("brokerage.confirm_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        today = day_in(network_id=network_id, at=at)
        also = [one for one in others if is_for_all and one.state in ("agreed", "asked")]
        for session in (named, *also):
            _confirm(session, today=today, by=by, at=at)
    return named


def _confirm(session: Session, *, today: date, by: Actor, at: datetime) -> None:
    if session.state == "held":
        return
    if session.state in ("disputed", "no_show"):
        raise Disputed(session_id=session.pk)
    if session.state not in ("agreed", "asked"):
        raise NotNow(verb="confirm", state=session.state)
    if today < session.held_on:
        raise NotYetHeld(held_on=session.held_on)
    held = Course(
        state="held",
        held_on=session.held_on,
        since_on=today,
        accepted=session.course.accepted,
        answers=session.course.answers,
    )
    _book(session, held, by=by, at=at)


def pass_quiet_session(*, network_id: UUID, session_id: UUID, by: Actor, at: datetime) -> Session:
    """Take the silence after asking for a yes. :raises NotNow: not asked, or too early; nothing is booked."""
    today = day_in(network_id=network_id, at=at)
    terms = exchange_terms(network_id=network_id, on=today)
    with action("brokerage.pass_quiet_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = locked_session(network_id=network_id, session_id=session_id)
        _book(session, courses.pass_quietly(session.course, today=today, terms=terms), by=by, at=at)
    return session


def note_outcome(*, network_id: UUID, session_id: UUID, side: str, text: str, by: Actor, at: datetime) -> Outcome:
    """Keep what came of a session, by one side; a second time replaces it.

    :raises TextMissing: empty.
    :raises NotNow: not held.
    """
    if not text.strip():
        raise TextMissing(field="outcome")
    with action("brokerage.note_outcome", network_id=network_id, by=by, at=at, about=("session", session_id)):
        session = Session.objects.get(network_id=network_id, pk=session_id)
        if session.state != "held":
            raise NotNow(verb="note_outcome", state=session.state)
        outcome, _new = Outcome.objects.update_or_create(
            network_id=network_id,
            session=session,
            side=side,
            defaults={"text": text.strip(), "noted_at": at},
            create_defaults={
                "id": derived_id(session.pk, "outcome", side),
                "text": text.strip(),
                "noted_at": at,
            },
        )
    return outcome
