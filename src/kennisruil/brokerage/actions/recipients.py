"""Somebody more who receives, in a session that stands already; nobody's price changes without their own yes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails, money
from kennisruil.brokerage.actions.agreeing import keep_course
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.actions.writing import Guest, Plan, write_one
from kennisruil.brokerage.models import JointSession, Need, Session, SessionSpan
from kennisruil.brokerage.queries.joint import amounts_of, locked_together, whole_of
from kennisruil.brokerage.queries.money import Price
from kennisruil.brokerage.queries.sessions import payers_of
from kennisruil.brokerage.queries.willing import avoided_by
from kennisruil.brokerage.rules import coins
from kennisruil.brokerage.rules.course import TAKES_MORE, Course
from kennisruil.brokerage.rules.joint import EACH, SPLIT, Amounts, parts_of
from kennisruil.brokerage.rules.refusals import AskedNotTo, DateHasPassed, NotNow, SamePerson
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def add_recipient(
    *,
    network_id: UUID,
    session_id: UUID,
    id: UUID,
    member_id: UUID,
    price_rule: str = EACH,
    by: Actor,
    at: datetime,
) -> Session:
    """Let somebody receive along in a session that is proposed or agreed, until it begins; the same id gives it back.

    The new recipient and who gives are asked to accept. By ``each`` the newcomer pays what the others pay, and nothing
    changes for them: they read who joins. By ``split`` what all pay together is shared by one more: coins that were
    held come free, and everybody is asked to accept the new, smaller part. ``price_rule`` counts for a session of one
    recipient; several keep theirs. The newcomer's oldest own open need is met with it.
    :raises NotNow: it is over, or the person was called off from it before. :raises DateHasPassed: it has begun.
    :raises SamePerson: they are in it already. :raises AskedNotTo: one of both asked not to meet.
    :raises TooManyRecipients, SharesWrong: the price cannot be split so. :raises AlreadyTaken: one has a session then.
    """
    known = Session.objects.filter(network_id=network_id, pk=id).order_by("pk").first()
    if known:
        return known
    about, data = ("session", id), {"joins": str(session_id)}
    with action("brokerage.add_recipient", network_id=network_id, by=by, at=at, about=about, data=data):
        together = _locked(network_id, session_id)
        alive = [one for one in together if one.state != "cancelled"]
        _check(together, alive, session_id=session_id, member_id=member_id, at=at)
        joint = _tie(alive[0], price_rule=price_rule, at=at)
        parts = _parts(alive, rule=joint.price_rule)
        if joint.price_rule == SPLIT:
            for session, part in zip(alive, parts, strict=False):
                _ask_anew(session, part, by=by, at=at)
        guest = Guest(member_id=member_id, need=_own_need(network_id, member_id), session_id=id)
        number = max(one.place_in_joint for one in together) + 1
        new = write_one(network_id, _plan(alive[0], by=by, at=at), guest, parts[-1], joint=joint, number=number)
        # The shared appointment of who gives counts the changes of all: this is one.
        new.revision = 1
        new.save(update_fields=["revision"])
        if joint.price_rule == SPLIT:
            mails.mail_shared_anew(*alive, new, at=at)
        else:
            mails.mail_session_proposed(new, at=at)
            mails.mail_joins(new, others=alive, at=at)
        mails.mail_payers(new, at=at)
    return new


def _locked(network_id: UUID, session_id: UUID) -> list[Session]:
    """Give the sessions of all recipients in their order; others keep off."""
    together = locked_together(network_id=network_id, session_id=session_id)
    if together[0].joint_id is not None and len(together) == 1:
        # While we waited, somebody else added the second recipient.
        together = locked_together(network_id=network_id, session_id=session_id)
    return sorted(together, key=lambda one: one.place_in_joint)


def _check(
    together: Sequence[Session], alive: Sequence[Session], *, session_id: UUID, member_id: UUID, at: datetime
) -> None:
    named = next(one for one in together if one.pk == session_id)
    stopped = next((one for one in (named, *alive) if one.state not in TAKES_MORE), None)
    if stopped is not None:
        raise NotNow(verb="add_recipient", state=stopped.state)
    if named.starts_at <= at:
        raise DateHasPassed(on=named.held_on)
    if member_id == named.provider_id or member_id in {one.recipient_id for one in alive}:
        raise SamePerson(id=member_id)
    if member_id in {one.recipient_id for one in together}:
        raise NotNow(verb="add_recipient", state="cancelled")
    if member_id in avoided_by(network_id=named.network_id, member_id=named.provider_id):
        raise AskedNotTo(name=network.member_by_id(network_id=named.network_id, member_id=member_id).name)


def _tie(first: Session, *, price_rule: str, at: datetime) -> JointSession:
    """Give what ties the recipients; of one alone it is made now, under the id by which calendars know the session."""
    if first.joint_id is not None:
        return JointSession.objects.get(network_id=first.network_id, pk=first.joint_id)
    joint = JointSession.objects.create(id=first.pk, network_id=first.network_id, price_rule=price_rule, arranged_at=at)
    first.joint = joint
    first.save(update_fields=["joint"])
    SessionSpan.objects.filter(network_id=first.network_id, session=first).update(joint_id=joint.pk)
    return joint


def _parts(alive: Sequence[Session], *, rule: str) -> list[Amounts]:
    """Give the amounts of each, the newcomer last: what the others pay, or what all pay together, shared anew."""
    own = [amounts_of(session) for session in alive]
    if rule == EACH:
        return [*own, own[0]]
    return parts_of(whole_of(own), rule=SPLIT, recipients=len(own) + 1)


def _ask_anew(session: Session, part: Amounts, *, by: Actor, at: datetime) -> None:
    """Give a session another part of the price: what was held comes free, and both are asked again."""
    money.release(session, by=by, at=at)
    payers = payers_of(network_id=session.network_id, session_id=session.pk)
    shares = coins.weighed_shares(price=part.recipient_coins, parts={row.party_id: row.coins for row in payers})
    bases = coins.bases_of(shares, whole_cents=part.recipient_base_cents)
    paid = {share.party_id: (share.coins, base) for share, base in zip(shares, bases, strict=True)}
    for payer in payers:
        payer.coins, payer.base_cents = paid[payer.party_id]
        # Another place gives the next reservation an id of its own: the one let go stays what it was.
        payer.position, payer.reservation_id = payer.position + len(payers), None
        payer.save(update_fields=["coins", "base_cents", "position", "reservation_id"])
    session.recipient_coins, session.provider_coins = part.recipient_coins, part.provider_coins
    session.provider_base_cents = part.provider_base_cents
    session.revision += 1
    today = day_in(network_id=session.network_id, at=at)
    keep_course(session, Course(state="proposed", held_on=session.held_on, since_on=today), at=at)


def _own_need(network_id: UUID, member_id: UUID) -> Need | None:
    rows = Need.objects.filter(network_id=network_id, member_id=member_id, state="open").order_by("asked_at", "pk")
    own = rows.first()
    need = locked_need(network_id=network_id, need_id=own.pk) if own else None
    return need if need and need.state == "open" else None


def _plan(first: Session, *, by: Actor, at: datetime) -> Plan:
    scale = network.setting(network_id=first.network_id, key="coin.scale", on=first.held_on)
    price = Price(
        item=first.item,
        recipient_coins=first.recipient_coins,
        provider_coins=first.provider_coins,
        counter_value_cents=first.counter_value_cents,
        scale=int(scale),
    )
    return Plan(
        provider_id=first.provider_id,
        earning=first.provider_party_id,
        price=price,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        held_on=first.held_on,
        place=first.place,
        text=first.text,
        by=by,
        at=at,
    )
