"""Arranging a session: a date, a menu item, who pays, who earns, at the prices of its day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from kennisruil.brokerage.actions import mails
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.details import own_party
from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.actions.sparing import check_spared
from kennisruil.brokerage.actions.writing import Guest, Plan, write_sessions
from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.brokerage.queries.joint import companions_of
from kennisruil.brokerage.queries.money import price_on
from kennisruil.brokerage.rules.coins import Share
from kennisruil.brokerage.rules.joint import SPLIT
from kennisruil.brokerage.rules.refusals import NotNow
from kennisruil.pathway import queries as pathway
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def arrange_session(
    *,
    network_id: UUID,
    id: UUID,
    provider_id: UUID,
    item_code: str,
    starts_at: datetime,
    need_id: UUID | None = None,
    recipient_id: UUID | None = None,
    ends_at: datetime | None = None,
    place: str = "",
    text: str = "",
    payers: Sequence[Share] = (),
    payer_party_ids: Sequence[UUID] = (),
    payer_parts: Mapping[UUID, int] | None = None,
    provider_party_id: UUID | None = None,
    price_rule: str = SPLIT,
    booked_by: str = "",
    over_reason: str = "",
    by: Actor,
    at: datetime,
) -> Session:
    """Propose a session to both sides; each gets a mail with what it means and a link to accept.

    The same id again gives it back. ``starts_at`` is an instant; the prices and the counter-value of its civil day
    are fixed now. Who pays the asker's part: ``payers`` (shares in minor units), or ``payer_parts`` (or
    ``payer_party_ids``, equal parts), or the owners of the need's concept by their parts, or else the recipient's own
    party. Who earns: ``provider_party_id``, or the party named with the yes, or the provider's own. Missing facts of a
    party stop nothing. Companions of the need each get a session of their own beside the asker's, of which the price
    follows ``price_rule`` (each, split); the asker's is given back. ``booked_by`` names a side that chose the date and
    says yes with it: that side gets no mail. Who gives is spared as ``check_spared`` says, unless they booked it
    themselves; ``over_reason``: why they are asked beyond what they wanted to give, kept with the action.
    :raises LeftInPeace, AskedNotTo, GivesEnough: who gives is not to be asked for this.
    :raises ItemUnknown, ItemNotASession: no such price.
    :raises SharesWrong: shares do not add up.
    :raises SamePerson: one person or party on both sides.
    :raises TooManyRecipients: the price cannot be split over so many.
    :raises NotNow: the need has a session or is over.
    :raises AlreadyTaken: somebody has another agreed session then. With each nothing changes.
    """
    known = Session.objects.filter(network_id=network_id, pk=id).order_by("pk").first()
    if known:
        return known
    over_reason = over_reason.strip()
    data = {"over_reason": over_reason} if over_reason else None
    about = ("session", id)
    with action("brokerage.arrange_session", network_id=network_id, by=by, at=at, about=about, data=data):
        need = _open_need(network_id, need_id)
        asker_id = need.member_id if need else recipient_id
        assert asker_id is not None, "a session has a need or a recipient"
        held_on = day_in(network_id=network_id, at=starts_at)
        price = price_on(network_id=network_id, item_code=item_code, on=held_on)
        earning = provider_party_id or _party_named(need, provider_id)
        earning = earning or own_party(network_id=network_id, member_id=provider_id, by=by, at=at).pk
        plan = Plan(
            provider_id=provider_id,
            earning=earning,
            price=price,
            starts_at=starts_at,
            ends_at=ends_at or starts_at + timedelta(minutes=price.item.duration_minutes or 120),
            held_on=held_on,
            place=place.strip(),
            text=(text or (need.text if need else "")).strip(),
            by=by,
            at=at,
        )
        parts = payer_parts or dict.fromkeys(payer_party_ids, 1)
        parts = parts or _owners(need, provider_party_id=earning, on=held_on)
        guests = [Guest(member_id=asker_id, need=need, session_id=id, shares=payers, parts=parts), *_guests(need, id)]
        if booked_by != "provider":
            check_spared(
                network_id=network_id,
                provider_id=provider_id,
                recipient_ids=[guest.member_id for guest in guests],
                need=need,
                on=held_on,
                today=day_in(network_id=network_id, at=at),
                over_reason=over_reason,
            )
        sessions = write_sessions(network_id, plan, guests, price_rule=price_rule)
        mails.mail_session_proposed(*sessions, booked_by=booked_by, at=at)
        mails.mail_payers(*sessions, at=at)
    return sessions[0]


def _guests(need: Need | None, session_id: UUID) -> list[Guest]:
    """Give the companions of a need; their own needs, still open, are met along with it."""
    if need is None:
        return []
    return [
        Guest(
            member_id=row.member_id,
            need=_still_open(row.own_need),
            session_id=derived_id(session_id, "companion", row.member_id),
        )
        for row in companions_of(network_id=need.network_id, need_id=need.pk)
    ]


def _still_open(own: Need | None) -> Need | None:
    need = locked_need(network_id=own.network_id, need_id=own.pk) if own else None
    return need if need and need.state == "open" else None


def _open_need(network_id: UUID, need_id: UUID | None) -> Need | None:
    if need_id is None:
        return None
    need = locked_need(network_id=network_id, need_id=need_id)
    if need.state != "open":
        raise NotNow(verb="arrange_session", state=need.state)
    return need


def _owners(need: Need | None, *, provider_party_id: UUID, on: date) -> dict[UUID, int]:
    """Give the owners of the need's concept with their parts; who earns does not pay."""
    if need is None or need.concept_id is None:
        return {}
    shares = pathway.shares_of(network_id=need.network_id, concept_id=need.concept_id, on=on)
    return {share.party_id: share.parts for share in shares if share.party_id != provider_party_id}


def _party_named(need: Need | None, provider_id: UUID) -> UUID | None:
    if need is None:
        return None
    rows = Proposal.objects.filter(network_id=need.network_id, need_id=need.pk, member_id=provider_id)
    return rows.order_by("pk").values_list("party_id", flat=True).first()
