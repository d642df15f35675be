"""Euro that settles a base buys coins back, at the worth of the lots it closes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.billing.actions.claims import allocate
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Claim, Movement
from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.lots import OpenLot
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.rules.entries import EntryLine, credit
from kennisruil.network.models import Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def left_of(claim: Claim) -> int:
    """Give what is open of a claim, in cents."""
    return claim.cents - claim.settled_cents


def settle_vat(
    *, house: House, claims: Sequence[Claim], cents: int, how: str, about: tuple[str, UUID]
) -> tuple[int, list[EntryLine]]:
    """Settle VAT a party owes with at most ``cents``, in the order given; the answer is what it took, and its lines."""
    paid = 0
    lines: list[EntryLine] = []
    for claim in claims:
        part = min(cents - paid, left_of(claim))
        if part:
            allocate(claim=claim, cents=part, how=how, on=house.on, about=about)
            lines.append(credit(claim.account, part, claim.party_id))
        paid += part
    return paid, lines


def buy_back(
    *,
    house: House,
    id: UUID,
    party: Party,
    coins: int,
    lots: Sequence[OpenLot],
    kind: MoveKind,
    reason: str,
    by: Actor,
    at: datetime,
) -> Movement:
    """Move ``coins`` back to the party, closing ``lots`` in their order at their own worth. Inside an action."""
    move_coins(house, id, party, coins=coins, kind=kind, reason=reason, on=house.on, by=by, at=at)
    return record_movement(
        network_id=house.network_id,
        id=derived_id(id, "movement"),
        party_id=party.pk,
        kind=kind,
        coins=coins,
        cents=0,
        booked_on=booking_day(network_id=house.network_id, day=house.on, at=at, zone=house.zone),
        at=at,
        lots=lots,
        at_origin=True,
    )
