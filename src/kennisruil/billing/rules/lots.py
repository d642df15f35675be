"""Lots: coins that keep their origin in euro. A party's open lots all have one sign; they close oldest first, in coins.

A movement of coins closes open lots of the opposite sign, and what is left of it opens a lot of its own. Cents are
shared by coins and rounded half up, always from what remains, so that the parts of a lot add up to the lot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLot:
    """What is left of a lot: ``coins`` signed (positive a credit, negative still to give), ``cents`` never negative."""

    id: UUID
    movement_id: UUID
    coins: int
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LotClosing:
    """A movement closes ``coins`` (positive) of a lot: worth ``lot_cents`` at its origin, ``movement_cents`` now."""

    lot_id: UUID
    coins: int
    lot_cents: int
    movement_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LotOutcome:
    """What a movement does to a party's lots: what it closes, and the signed rest that becomes a lot."""

    closings: tuple[LotClosing, ...]
    rest_coins: int
    rest_cents: int


class NotThatManyCoins(Exception):
    """The open lots hold fewer coins than asked. Both in minor units."""

    def __init__(self, *, asked: int, held: int) -> None:
        super().__init__(f"{asked} of {held}")
        self.asked, self.held = asked, held


def share_of(*, cents: int, part: int, whole: int) -> int:
    """Give the cents of ``part`` out of ``whole`` coins, rounded half up; all of them for the whole."""
    return (2 * cents * part + whole) // (2 * whole)


def move(
    lots: Sequence[OpenLot], *, coins: int, cents: int, first: frozenset[UUID] = frozenset(), at_origin: bool = False
) -> LotOutcome:
    """Work out what a movement of ``coins`` (signed) worth ``cents`` does to ``lots``, given oldest first.

    ``first`` names movements whose lots close before all others: a reversal closes the lots it came from. ``at_origin``
    values each closed coin as its lot does, as a payment or a pay-out does; ``cents`` then only values the rest.
    """
    assert coins and cents >= 0
    opposite = [lot for lot in lots if (lot.coins < 0) == (coins > 0)]
    ordered = sorted(opposite, key=lambda lot: lot.movement_id not in first)
    left_coins, left_cents = abs(coins), cents
    closings: list[LotClosing] = []
    for lot in ordered:
        if not left_coins:
            break
        closed = min(left_coins, abs(lot.coins))
        lot_cents = share_of(cents=lot.cents, part=closed, whole=abs(lot.coins))
        worth = lot_cents if at_origin else share_of(cents=left_cents, part=closed, whole=left_coins)
        closings.append(LotClosing(lot_id=lot.id, coins=closed, lot_cents=lot_cents, movement_cents=worth))
        left_coins -= closed
        left_cents -= worth
    assert left_coins == 0 or not at_origin, "only what lies in lots has a worth at origin"
    sign = 1 if coins > 0 else -1
    return LotOutcome(closings=tuple(closings), rest_coins=sign * left_coins, rest_cents=0 if at_origin else left_cents)


def after(lots: Sequence[OpenLot], outcome: LotOutcome, *, id: UUID, movement_id: UUID) -> tuple[OpenLot, ...]:
    """Give the open lots after ``outcome``; the rest of the movement, if any, is the newest."""
    closed = {closing.lot_id: closing for closing in outcome.closings}
    left = [_less(lot, closed.get(lot.id)) for lot in lots]
    rest = OpenLot(id=id, movement_id=movement_id, coins=outcome.rest_coins, cents=outcome.rest_cents)
    return tuple(lot for lot in [*left, rest] if lot.coins)


def worth_of(lots: Sequence[OpenLot], *, coins: int, first: frozenset[UUID] = frozenset()) -> int:
    """Give the cents at origin of the ``coins`` (signed as the movement that will close them).

    :raises NotThatManyCoins: the lots hold fewer.
    """
    held = sum(abs(lot.coins) for lot in lots if (lot.coins < 0) == (coins > 0))
    if abs(coins) > held:
        raise NotThatManyCoins(asked=abs(coins), held=held)
    outcome = move(lots, coins=coins, cents=0, first=first, at_origin=True)
    return sum(closing.lot_cents for closing in outcome.closings)


def bought_with(lots: Sequence[OpenLot], *, cents: int, first: frozenset[UUID] = frozenset()) -> tuple[int, int]:
    """Give how many coins ``cents`` buy back from ``lots`` still to give, and what they cost; whole minor units only.

    What is left over stays with the payer as a prepayment: never lost, never rounded into coins.
    """
    open_lots = sorted((lot for lot in lots if lot.coins < 0), key=lambda lot: lot.movement_id not in first)
    coins = cost = 0
    for lot in open_lots:
        part = _affordable(lot, cents - cost)
        coins += part
        cost += share_of(cents=lot.cents, part=part, whole=abs(lot.coins)) if part else 0
        if part < abs(lot.coins):
            break
    return coins, cost


def totals(lots: Iterable[OpenLot]) -> tuple[int, int]:
    """Give the signed coins and the signed cents of ``lots``."""
    every = list(lots)
    return sum(lot.coins for lot in every), sum(lot.cents if lot.coins > 0 else -lot.cents for lot in every)


def _affordable(lot: OpenLot, cents: int) -> int:
    whole = abs(lot.coins)
    if cents >= lot.cents:
        return whole
    part = min(whole, max(0, cents) * whole // lot.cents)
    # Rounding half up may make the last minor unit a cent too dear.
    while part and share_of(cents=lot.cents, part=part, whole=whole) > cents:
        part -= 1
    return part


def _less(lot: OpenLot, closing: LotClosing | None) -> OpenLot:
    if closing is None:
        return lot
    sign = 1 if lot.coins > 0 else -1
    return replace(lot, coins=lot.coins - sign * closing.coins, cents=lot.cents - closing.lot_cents)
