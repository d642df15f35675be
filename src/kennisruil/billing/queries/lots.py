"""Open lots, and what is worth what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Abs, Coalesce

from kennisruil.billing.models import Lot, Posted
from kennisruil.billing.rules.lots import OpenLot


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    """An open lot as the office reads it: where it came from, and the document that stands behind it."""

    coins: int
    cents: int
    booked_on: date
    text: str
    document_number: str


def open_lots(*, network_id: UUID, party_id: UUID) -> tuple[OpenLot, ...]:
    """Give what is left of a party's lots, oldest first."""
    rows = _open(network_id).filter(party_id=party_id).order_by("position", "pk")
    return tuple(_left(row) for row in rows)


def open_lots_of(*, network_id: UUID, party_ids: Iterable[UUID]) -> list[OpenLot]:
    """Give what is left of the lots still to give of several parties, oldest first."""
    rows = _open(network_id).filter(party_id__in=list(party_ids), coins__lt=0).order_by("position", "pk")
    return [_left(row) for row in rows]


def booked_movements(*, network_id: UUID, movement_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Give which of the movements stand in the euro books."""
    wanted = list(movement_ids)
    if not wanted:
        return frozenset()
    rows = Posted.objects.filter(network_id=network_id, movement_id__in=wanted)
    return frozenset(rows.values_list("movement_id", flat=True))


def payable_lots(
    *,
    network_id: UUID,
    party_id: UUID,
    first_document_id: UUID | None = None,
    only_document_id: UUID | None = None,
) -> tuple[OpenLot, ...]:
    """Give the lots still to give that stand in the books, oldest first: what euro can buy back.

    Those of ``first_document_id`` come before others; with ``only_document_id`` there are no others.
    """
    lots = [lot for lot in open_lots(network_id=network_id, party_id=party_id) if lot.coins < 0]
    rows = Posted.objects.filter(network_id=network_id, movement_id__in=[lot.movement_id for lot in lots])
    on = dict(rows.values_list("movement_id", "document_id"))
    found = [lot for lot in lots if lot.movement_id in on]
    if only_document_id:
        found = [lot for lot in found if on[lot.movement_id] == only_document_id]
    return tuple(sorted(found, key=lambda lot: bool(first_document_id) and on[lot.movement_id] != first_document_id))


def due_lots(*, network_id: UUID, party_id: UUID, on: date) -> tuple[OpenLot, ...]:
    """Give the lots still to give whose day to give back has passed, oldest first."""
    lots = [lot for lot in open_lots(network_id=network_id, party_id=party_id) if lot.coins < 0]
    rows = Posted.objects.filter(network_id=network_id, movement_id__in=[lot.movement_id for lot in lots])
    due = set(rows.filter(claim__due_on__lt=on).values_list("movement_id", flat=True))
    return tuple(lot for lot in lots if lot.movement_id in due)


def lots_of(*, network_id: UUID, party_id: UUID) -> list[LotRow]:
    """Give a party's open lots with their origin, oldest first; at most 500."""
    posted = Posted.objects.filter(network_id=network_id, movement=OuterRef("movement_id")).values("document__number")[
        :1
    ]
    rows = _open(network_id).filter(party_id=party_id).select_related("movement__supply").annotate(number=posted)
    found = []
    for row in rows.order_by("position", "pk")[:500]:
        left = _left(row)
        text = row.movement.supply.text if row.movement.supply else row.movement.text
        found.append(
            LotRow(
                coins=left.coins,
                cents=left.cents,
                booked_on=row.movement.booked_on,
                text=text,
                document_number=row.number or "",
            )
        )
    return found


def lot_totals(*, network_id: UUID) -> dict[UUID, tuple[int, int]]:
    """Give per party the signed coins and the signed cents of its open lots."""
    totals: dict[UUID, tuple[int, int]] = {}
    for row in _open(network_id).order_by("position", "pk"):
        left = _left(row)
        coins, cents = totals.get(row.party_id, (0, 0))
        totals[row.party_id] = (coins + left.coins, cents + (left.cents if left.coins > 0 else -left.cents))
    return totals


@dataclass(frozen=True, slots=True, kw_only=True)
class LotsOfWorth:
    """Open lots of one worth: cents for a whole coin, how many lots, coins earned and still to give, their cents."""

    cents_per_coin: int
    lots: int
    earned: int
    earned_cents: int
    to_give: int
    to_give_cents: int


def lots_by_worth(*, network_id: UUID, whole_coin: int) -> list[LotsOfWorth]:
    """Add the open lots up by what a whole coin of them is worth (rounded half up to a cent), the dearest first."""
    found: dict[int, LotsOfWorth] = {}
    for row in _open(network_id).order_by("position", "pk"):
        lot = _left(row)
        each = abs(lot.coins)
        worth = (2 * lot.cents * whole_coin + each) // (2 * each)
        known = found.get(worth) or LotsOfWorth(
            cents_per_coin=worth, lots=0, earned=0, earned_cents=0, to_give=0, to_give_cents=0
        )
        gave = lot.coins > 0
        found[worth] = LotsOfWorth(
            cents_per_coin=worth,
            lots=known.lots + 1,
            earned=known.earned + (each if gave else 0),
            earned_cents=known.earned_cents + (lot.cents if gave else 0),
            to_give=known.to_give + (0 if gave else each),
            to_give_cents=known.to_give_cents + (0 if gave else lot.cents),
        )
    return sorted(found.values(), key=lambda each: -each.cents_per_coin)


def every_open_lot(*, network_id: UUID) -> "QuerySet[Lot]":
    """Give all open lots by party, oldest first, with ``gone`` and ``gone_cents`` closed of each, and ``number``."""
    posted = Posted.objects.filter(network_id=network_id, movement=OuterRef("movement_id")).values("document__number")
    rows = _open(network_id).select_related("party", "movement__supply").annotate(number=Subquery(posted[:1]))
    return rows.order_by("party__number", "position", "pk")


def left_of_lot(row: Lot) -> OpenLot:
    """Give what is left of a row of :func:`every_open_lot`."""
    return _left(row)


def _open(network_id: UUID) -> "QuerySet[Lot]":
    rows = Lot.objects.filter(network_id=network_id)
    rows = rows.annotate(
        gone=Coalesce(Sum("closings__coins"), 0), gone_cents=Coalesce(Sum("closings__lot_cents"), 0), size=Abs("coins")
    )
    return rows.exclude(size=F("gone"))


def _left(row: Lot) -> OpenLot:
    gone, gone_cents = row.gone, row.gone_cents  # type: ignore[attr-defined]  # annotated by the query
    sign = 1 if row.coins > 0 else -1
    return OpenLot(id=row.pk, movement_id=row.movement_id, coins=row.coins - sign * gone, cents=row.cents - gone_cents)
