"""Writing the sessions of an arrangement: one a recipient, with who pays each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.details import own_party
from kennisruil.brokerage.actions.needs import let_off
from kennisruil.brokerage.actions.spans import check_free
from kennisruil.brokerage.models import JointSession, Need, Proposal, Session, SessionPayer
from kennisruil.brokerage.queries.money import Price
from kennisruil.brokerage.rules import coins
from kennisruil.brokerage.rules.coins import Share
from kennisruil.brokerage.rules.joint import Amounts, parts_of
from kennisruil.brokerage.rules.refusals import SamePerson
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the sessions of all recipients have in common."""

    provider_id: UUID
    earning: UUID
    price: Price
    starts_at: datetime
    ends_at: datetime
    held_on: date
    place: str
    text: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who receives, for which need, and who pays that part: ``shares``, or a split by ``parts``, or their own party."""

    member_id: UUID
    need: Need | None
    session_id: UUID
    shares: Sequence[Share] = ()
    parts: Mapping[UUID, int] = field(default_factory=dict)


def write_sessions(network_id: UUID, plan: Plan, guests: Sequence[Guest], *, price_rule: str) -> list[Session]:
    """Write a session for each guest, the asker first; several are tied together. Always inside an action.

    :raises TooManyRecipients, SamePerson, SharesWrong, AlreadyTaken: the caller undoes everything.
    """
    whole = Amounts(
        recipient_coins=plan.price.recipient_coins,
        provider_coins=plan.price.provider_coins,
        recipient_base_cents=plan.price.recipient_base_cents,
        provider_base_cents=plan.price.provider_base_cents,
    )
    amounts = parts_of(whole, rule=price_rule, recipients=len(guests))
    joint = None
    if len(guests) > 1:
        joint = JointSession.objects.create(
            id=derived_id(guests[0].session_id, "joint"),
            network_id=network_id,
            price_rule=price_rule,
            arranged_at=plan.at,
        )
    return [
        write_one(network_id, plan, guest, part, joint=joint, number=number)
        for number, (guest, part) in enumerate(zip(guests, amounts, strict=True))
    ]


def write_one(
    network_id: UUID, plan: Plan, guest: Guest, part: Amounts, *, joint: JointSession | None, number: int
) -> Session:
    """Write one recipient's session, with who pays it. Always inside an action; as ``write_sessions``."""
    if guest.member_id == plan.provider_id:
        raise SamePerson(id=plan.provider_id)
    need = guest.need
    shares = list(guest.shares)
    if not shares:
        parts = guest.parts or {
            own_party(network_id=network_id, member_id=guest.member_id, by=plan.by, at=plan.at).pk: 1
        }
        shares = coins.weighed_shares(price=part.recipient_coins, parts=parts)
    coins.check_shares(shares, price=part.recipient_coins, provider_party_id=plan.earning)
    session = Session.objects.create(
        id=guest.session_id,
        network_id=network_id,
        joint=joint,
        place_in_joint=number,
        need=need,
        concept_id=need.concept_id if need else None,
        recipient_id=guest.member_id,
        provider_id=plan.provider_id,
        provider_party_id=plan.earning,
        item=plan.price.item,
        text=plan.text,
        place=plan.place,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        held_on=plan.held_on,
        recipient_coins=part.recipient_coins,
        provider_coins=part.provider_coins,
        counter_value_cents=plan.price.counter_value_cents,
        provider_base_cents=part.provider_base_cents,
        state="proposed",
        since_on=day_in(network_id=network_id, at=plan.at),
        arranged_at=plan.at,
    )
    check_free(session, starts_at=session.starts_at, ends_at=session.ends_at)
    _write_payers(session, shares=shares, base_cents=part.recipient_base_cents)
    if need:
        _match(need, provider_id=plan.provider_id, session=session)
    return session


def _write_payers(session: Session, *, shares: Sequence[Share], base_cents: int) -> None:
    bases = coins.bases_of(shares, whole_cents=base_cents)
    SessionPayer.objects.bulk_create(
        SessionPayer(
            id=derived_id(session.pk, "payer", position),
            network_id=session.network_id,
            session=session,
            position=position,
            party_id=share.party_id,
            coins=share.coins,
            base_cents=base,
        )
        for position, (share, base) in enumerate(zip(shares, bases, strict=True))
    )


def _match(need: Need, *, provider_id: UUID, session: Session) -> None:
    """Note that the need has its session: the provider's proposal is a yes, everybody else is let off."""
    need.state, need.since_on = "matched", session.since_on
    need.save(update_fields=["state", "since_on"])
    let_off(need, keep=provider_id)
    Proposal.objects.filter(network_id=need.network_id, need_id=need.pk, member_id=provider_id).update(
        state="yes", since_on=session.since_on
    )
