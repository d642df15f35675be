"""A movement of coins: its place in the order of its party, and what it does to the lots."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kennisruil.billing.models import CloseRun, Lot, LotClosing, Movement, Supply
from kennisruil.billing.queries.lots import open_lots
from kennisruil.billing.rules import lots as rules
from kennisruil.billing.rules.close import Run
from kennisruil.billing.rules.lots import OpenLot
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of

_TAKE = """
INSERT INTO billing_movementcounter (id, network_id, party_id, last)
SELECT id, %s, party_id, count FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS t (id, party_id, count)
ORDER BY party_id
ON CONFLICT (network_id, party_id) DO UPDATE SET last = billing_movementcounter.last + EXCLUDED.last
RETURNING party_id, last
"""
_HOLD = """
SELECT FROM billing_movementcounter WHERE network_id = %s AND party_id = ANY(%s) ORDER BY party_id FOR UPDATE
"""


def next_position(*, network_id: UUID, party_id: UUID) -> int:
    """Draw the next place in a party's order, and hold its lots until the transaction ends."""
    return last_positions(network_id=network_id, counts={party_id: 1})[party_id]


def last_positions(*, network_id: UUID, counts: Mapping[UUID, int]) -> dict[UUID, int]:
    """Draw the next places in the orders of several parties, as many as ``counts`` says, and give the last of each."""
    if not counts:
        return {}
    ids = [derived_id(network_id, "movements", party_id) for party_id in counts]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [network_id, ids, list(counts), list(counts.values())])
        return {party_id: int(last) for party_id, last in cursor.fetchall()}


def hold_lots(*, network_id: UUID, party_ids: Collection[UUID]) -> None:
    """Hold the lots of several parties until the transaction ends, in the order in which everybody locks them."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [network_id, list(party_ids)])


def booking_day(*, network_id: UUID, day: date, at: datetime, zone: str) -> date:
    """Give the day a movement counts on statements: ``day`` itself, or today when its month is being closed or was."""
    closing = CloseRun.objects.filter(network_id=network_id, run=Run.FINAL, month_on=day.replace(day=1))
    return day_of(at, zone) if closing.exists() else day


def record_movement(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    kind: MoveKind,
    coins: int,
    cents: int,
    booked_on: date,
    at: datetime,
    supply: Supply | None = None,
    side: str = "",
    rule: Rule | None = None,
    reverses: Movement | None = None,
    other_party_id: UUID | None = None,
    text: str = "",
    lots: Sequence[OpenLot] | None = None,
    at_origin: bool = False,
) -> Movement:
    """Write a movement of ``coins`` (signed) worth ``cents``, close lots with it, open a lot for the rest.

    ``lots`` (default: all open ones, oldest first; for a reversal its own before others) is the order of closing.
    ``at_origin`` gives the movement the worth of the lots it closes.
    """
    position = next_position(network_id=network_id, party_id=party_id)
    candidates = open_lots(network_id=network_id, party_id=party_id) if lots is None else lots
    first = frozenset([reverses.pk]) if reverses else frozenset()
    outcome = rules.move(candidates, coins=coins, cents=cents, first=first, at_origin=at_origin)
    movement = Movement.objects.create(
        id=id,
        network_id=network_id,
        party_id=party_id,
        position=position,
        kind=kind,
        coins=coins,
        cents=sum(each.lot_cents for each in outcome.closings) if at_origin else cents,
        booked_on=booked_on,
        recorded_at=at,
        supply=supply,
        side=side,
        rule=rule or "",
        reverses=reverses,
        other_party_id=other_party_id,
        text=text[:300],
    )
    LotClosing.objects.bulk_create(_closing(movement, each) for each in outcome.closings)
    if outcome.rest_coins:
        Lot.objects.create(
            id=derived_id(movement.pk, "lot"),
            network_id=network_id,
            movement=movement,
            party_id=party_id,
            position=position,
            coins=outcome.rest_coins,
            cents=outcome.rest_cents,
        )
    return movement


def _closing(movement: Movement, closing: rules.LotClosing) -> LotClosing:
    return LotClosing(
        id=derived_id(movement.pk, "closes", closing.lot_id),
        network_id=movement.network_id,
        lot_id=closing.lot_id,
        movement=movement,
        party_id=movement.party_id,
        coins=closing.coins,
        lot_cents=closing.lot_cents,
        movement_cents=closing.movement_cents,
    )
