"""Both sides agree to a session."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kennisruil.brokerage.actions import mails, money
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.spans import keep_spans
from kennisruil.brokerage.models import Acceptance, Session
from kennisruil.brokerage.queries.joint import locked_together
from kennisruil.brokerage.queries.money import consequences_of
from kennisruil.brokerage.rules import course as courses
from kennisruil.brokerage.rules.course import SIDES, Course
from kennisruil.brokerage.rules.refusals import AlreadyTaken, PayerHasNoRoom
from kennisruil.ledger.rules.refusals import AccountFrozen, FloorReached, LedgerRefusal
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


def accept_session(
    *, network_id: UUID, session_id: UUID, side: str, by: Actor, at: datetime, is_by_phone: bool = False
) -> Session:
    """Accept, for one side, a session's date and what it means; ``is_by_phone``: the office notes what it heard.

    The yes is kept with the euro consequence that was shown and the version of the terms.

    With the second yes the coins of every paying party are reserved, and both get a calendar file. Who gives to
    several recipients says yes to all at once; a recipient who has no room any more is asked again, the others go on.
    :raises FloorReached: one's own party would go below its floor; the yes is not kept, nothing is reserved.
    :raises PayerHasNoRoom: another paying party would, or its account rests; the same.
    :raises AlreadyTaken: one of both agreed to another session at that time; the same.
    :raises NotNow: said before, or it is over; nothing changes.
    """
    with action("brokerage.accept_session", network_id=network_id, by=by, at=at, about=("session", session_id)):
        named, *others = locked_together(network_id=network_id, session_id=session_id)
        try:
            _accept(named, side=side, by=by, at=at, is_by_phone=is_by_phone)
        except (FloorReached, AccountFrozen) as refusal:
            _keep_to_its_party(refusal, named, side=side, is_by_phone=is_by_phone, at=at)
            raise
        accepted = [named]
        for other in others if side == "provider" else ():
            if other.state in ("proposed", "moved") and side not in other.course.accepted:
                _accept_or_ask_again(other, side=side, by=by, at=at, is_by_phone=is_by_phone)
                accepted.append(other)
        agreed = [session for session in accepted if session.state == "agreed"]
        if agreed:
            mails.mail_agreed(*agreed, at=at)
    return named


def _keep_to_its_party(
    refusal: FloorReached | AccountFrozen, session: Session, *, side: str, is_by_phone: bool, at: datetime
) -> None:
    """Refuse in words that tell nobody how another party stands; nothing where it is one's own.

    :raises PayerHasNoRoom: it is another's, or the office asks.
    """
    network_id = session.network_id
    if is_by_phone:
        party = network.party_of_account(network_id=network_id, account_id=refusal.account_id)
        raise PayerHasNoRoom(party=party.name, short_by=getattr(refusal, "short_by", 0)) from refusal
    acts_for = network.parties_of(
        network_id=network_id, member_id=session.member_on(side).pk, on=day_in(network_id=network_id, at=at)
    )
    if refusal.account_id not in {acting.party.account_id for acting in acts_for}:
        raise PayerHasNoRoom from refusal


def _accept(session: Session, *, side: str, by: Actor, at: datetime, is_by_phone: bool) -> None:
    course = courses.accept(session.course, side=side, today=day_in(network_id=session.network_id, at=at))
    keep_acceptance(session, side=side, at=at, is_by_phone=is_by_phone)
    if course.state == "agreed":
        money.reserve(session, by=by, at=at)
    keep_course(session, course, at=at)


def _accept_or_ask_again(session: Session, *, side: str, by: Actor, at: datetime, is_by_phone: bool) -> None:
    """Accept for one of several recipients; when that one cannot (any more), their yes is taken back, nobody else's."""
    try:
        with transaction.atomic():
            _accept(session, side=side, by=by, at=at, is_by_phone=is_by_phone)
    except (LedgerRefusal, AlreadyTaken):
        session.refresh_from_db()
        course = replace(session.course, accepted=frozenset({side}))
        keep_acceptance(session, side=side, at=at, is_by_phone=is_by_phone)
        keep_course(session, course, at=at)


def keep_acceptance(session: Session, *, side: str, at: datetime, is_by_phone: bool = False) -> None:
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
            "is_by_phone": is_by_phone,
        },
    )
