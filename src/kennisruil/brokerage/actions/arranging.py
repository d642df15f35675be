"""Arranging a session: a date, a menu item, who pays, who earns, at the prices of its day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from kennisruil.brokerage.actions import mails
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.details import own_party
from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.actions.needs import let_off
from kennisruil.brokerage.actions.spans import check_free
from kennisruil.brokerage.models import Need, Proposal, Session, SessionPayer
from kennisruil.brokerage.queries.money import Price, price_on
from kennisruil.brokerage.rules import coins
from kennisruil.brokerage.rules.coins import Share
from kennisruil.brokerage.rules.refusals import NotNow, SamePerson
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
    provider_party_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Session:
    """Propose a session to both sides; each gets a mail with what it means and a link to accept.

    The same id again gives it back. ``starts_at`` is an instant; the prices and the counter-value of its civil day
    are fixed now. Who pays: ``payers`` (shares in minor units), or ``payer_party_ids`` in equal shares, or the
    owners of the need's concept by their parts, or else the recipient's own party. Who earns: ``provider_party_id``,
    or the party named with the yes, or the provider's own. Missing facts of a party stop nothing.
    :raises ItemUnknown, ItemNotASession: no such price.
    :raises SharesWrong: shares do not add up.
    :raises SamePerson: one person or party on both sides.
    :raises NotNow: the need has a session or is over.
    :raises AlreadyTaken: one of both has another agreed session then. With each nothing changes.
    """
    known = Session.objects.filter(network_id=network_id, pk=id).order_by("pk").first()
    if known:
        return known
    with action("brokerage.arrange_session", network_id=network_id, by=by, at=at, about=("session", id)):
        need = _open_need(network_id, need_id)
        asker_id = need.member_id if need else recipient_id
        assert asker_id is not None, "a session has a need or a recipient"
        if asker_id == provider_id:
            raise SamePerson(id=provider_id)
        held_on = day_in(network_id=network_id, at=starts_at)
        price = price_on(network_id=network_id, item_code=item_code, on=held_on)
        earning = provider_party_id or _party_named(need, provider_id)
        earning = earning or own_party(network_id=network_id, member_id=provider_id, by=by, at=at).pk
        shares = list(payers)
        if not shares:
            parts = dict.fromkeys(payer_party_ids, 1) or _owners(need, provider_party_id=earning, on=held_on)
            parts = parts or {own_party(network_id=network_id, member_id=asker_id, by=by, at=at).pk: 1}
            shares = coins.weighed_shares(price=price.recipient_coins, parts=parts)
        coins.check_shares(shares, price=price.recipient_coins, provider_party_id=earning)
        session = Session.objects.create(
            id=id,
            network_id=network_id,
            need=need,
            concept_id=need.concept_id if need else None,
            recipient_id=asker_id,
            provider_id=provider_id,
            provider_party_id=earning,
            item=price.item,
            text=(text or (need.text if need else "")).strip(),
            place=place.strip(),
            starts_at=starts_at,
            ends_at=ends_at or starts_at + timedelta(minutes=price.item.duration_minutes or 120),
            held_on=held_on,
            recipient_coins=price.recipient_coins,
            provider_coins=price.provider_coins,
            counter_value_cents=price.counter_value_cents,
            provider_base_cents=price.provider_base_cents,
            state="proposed",
            since_on=day_in(network_id=network_id, at=at),
            arranged_at=at,
        )
        check_free(session, starts_at=session.starts_at, ends_at=session.ends_at)
        _write_payers(session, shares=shares, price=price)
        if need:
            _match(need, provider_id=provider_id, session=session)
        mails.mail_session_proposed(session, at=at)
    return session


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


def _write_payers(session: Session, *, shares: Sequence[Share], price: Price) -> None:
    bases = coins.bases_of(shares, counter_value_cents=price.counter_value_cents, scale=price.scale)
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
