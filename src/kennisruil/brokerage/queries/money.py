"""What a session costs and earns, in coins and in euro."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kennisruil.billing import queries as billing
from kennisruil.billing.queries import Consequence
from kennisruil.brokerage.models import Session, SessionPayer
from kennisruil.brokerage.queries.sessions import payers_of
from kennisruil.brokerage.rules import coins
from kennisruil.brokerage.rules.refusals import ItemNotASession
from kennisruil.ledger import queries as ledger
from kennisruil.menu import queries as menu
from kennisruil.menu.models import MenuItem
from kennisruil.network import queries as network
from kennisruil.network.models import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price of an item on a day: positive minor units per side, the counter-value and the coin's scale."""

    item: MenuItem
    recipient_coins: int
    provider_coins: int
    counter_value_cents: int
    scale: int

    @property
    def recipient_base_cents(self) -> int:
        """The euro base of what the recipient pays."""
        return coins.base_cents(
            coins=self.recipient_coins, counter_value_cents=self.counter_value_cents, scale=self.scale
        )

    @property
    def provider_base_cents(self) -> int:
        """The euro base of what the provider earns."""
        return coins.base_cents(
            coins=self.provider_coins, counter_value_cents=self.counter_value_cents, scale=self.scale
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyConsequence:
    """What a session means for one party: ``euro`` is billing's answer (coins, base, VAT, gross, document)."""

    party: Party
    coins: int
    euro: Consequence


def price_on(*, network_id: UUID, item_code: str, on: date) -> Price:
    """Give the price of a session item on a day.

    :raises ItemUnknown: not on the card.
    :raises ItemNotASession: no session.
    """
    item = menu.item_on(network_id=network_id, code=item_code, on=on)
    if item.kind != "session":
        raise ItemNotASession(item_code=item_code)
    decided = network.settings_on(network_id=network_id, on=on)
    return Price(
        item=item,
        recipient_coins=-item.recipient_coins,
        provider_coins=item.provider_coins,
        counter_value_cents=decided["coin.counter_value_cents"],
        scale=decided["coin.scale"],
    )


def consequences_of(*, network_id: UUID, session: Session, side: str) -> Sequence[PartyConsequence]:
    """Give what the session means for each party on a side, VAT included, as of its day."""
    payers = payers_of(network_id=network_id, session_id=session.pk)
    earned, provider_id = session.provider_coins, session.provider_party_id
    if side == "provider":
        payer_id = payers[0].party_id if payers else None
        return [_consequence(network_id, session, session.provider_party, earned, side=side, across=(payer_id, earned))]
    paid = sum(payer.coins for payer in payers) or 1
    return [
        _consequence(
            network_id,
            session,
            payer.party,
            payer.coins,
            side=side,
            across=(provider_id, payer.coins * earned // paid),
        )
        for payer in payers
    ]


def _consequence(
    network_id: UUID, session: Session, party: Party, amount: int, *, side: str, across: tuple[UUID | None, int]
) -> PartyConsequence:
    """Ask billing; ``across`` is who stands on the other side, and the coins that go straight between the two."""
    euro = billing.consequence_for(
        network_id=network_id,
        side=side,
        party_id=party.pk,
        coins=amount,
        on=session.held_on,
        counter_value_cents=session.counter_value_cents,
        counterparty_id=across[0],
        brokered_coins=across[1],
    )
    return PartyConsequence(party=party, coins=amount, euro=euro)


def without_room(*, network_id: UUID, session_id: UUID) -> list[tuple[Party, int]]:
    """List the parties that cannot pay their part of a session now, with what they lack in minor units."""
    payers = payers_of(network_id=network_id, session_id=session_id)
    return [(payer.party, short_by) for payer, short_by in _lacking(network_id, payers)]


def sessions_without_room(*, network_id: UUID, on: date) -> list[tuple[Session, Party]]:
    """List sessions from a day on that one side said yes to and a party cannot pay, by date; 500 at most."""
    said = Q(recipient_accepted_at__isnull=False) | Q(provider_accepted_at__isnull=False)
    rows = Session.objects.filter(said, network_id=network_id, state__in=("proposed", "moved"), held_on__gte=on)
    sessions = list(rows.select_related("recipient", "provider").order_by("held_on", "pk")[:500])
    payers = SessionPayer.objects.filter(network_id=network_id, session__in=sessions).select_related("party")
    short = {payer.session_id: payer.party for payer, _by in _lacking(network_id, payers.order_by("-position", "pk"))}
    return [(session, short[session.pk]) for session in sessions if session.pk in short]


def _lacking(network_id: UUID, payers: Iterable[SessionPayer]) -> list[tuple[SessionPayer, int]]:
    """Give of payers for whom nothing is held yet those whose room is too small, with what they lack."""
    waiting = [payer for payer in payers if not payer.reservation_id]
    if not waiting:
        return []
    accounts = {payer.party.account_id for payer in waiting if payer.party.account_id}
    book_id = network.network_by_id(network_id=network_id).book_id
    found = ledger.balances(network_id=network_id, book_id=book_id, account_ids=accounts)
    rooms = {one.account_id: one.room for one in found}
    known = [(payer, rooms.get(payer.party.account_id)) for payer in waiting if payer.party.account_id]
    return [(payer, payer.coins - room) for payer, room in known if room is not None and room < payer.coins]
