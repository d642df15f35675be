"""Laws of lots: coins and cents are conserved, lots have one sign, the oldest close first."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.billing.rules.lots import (
    NotThatManyCoins,
    OpenLot,
    after,
    bought_with,
    move,
    share_of,
    totals,
    worth_of,
)

movements = st.lists(st.tuples(st.integers(-500, 500).filter(bool), st.integers(0, 60_000)), min_size=1, max_size=25)


def uid(number: int) -> UUID:
    return UUID(int=number)


def walk(steps: list[tuple[int, int]]) -> tuple[OpenLot, ...]:
    """Let movements follow each other from nothing."""
    lots: tuple[OpenLot, ...] = ()
    for number, (coins, cents) in enumerate(steps, start=1):
        outcome = move(lots, coins=coins, cents=cents)
        lots = after(lots, outcome, id=uid(number), movement_id=uid(number))
    return lots


@given(movements)
def test_open_lots_hold_the_coins_that_moved(steps: list[tuple[int, int]]) -> None:
    lots = walk(steps)

    assert totals(lots)[0] == sum(coins for coins, _ in steps)


@given(movements)
def test_open_lots_all_have_one_sign_and_no_negative_cents(steps: list[tuple[int, int]]) -> None:
    lots = walk(steps)

    assert len({lot.coins > 0 for lot in lots}) <= 1
    assert all(lot.cents >= 0 for lot in lots)


@given(movements, st.integers(1, 500), st.integers(0, 60_000))
def test_movement_is_worth_its_closings_and_its_rest(steps: list[tuple[int, int]], coins: int, cents: int) -> None:
    outcome = move(walk(steps), coins=coins, cents=cents)

    assert sum(each.coins for each in outcome.closings) + outcome.rest_coins == coins
    assert sum(each.movement_cents for each in outcome.closings) + outcome.rest_cents == cents


@given(st.integers(1, 100), st.lists(st.integers(-300, 300).filter(bool), min_size=1, max_size=25))
def test_at_one_counter_value_cents_follow_coins(cents_per_minor: int, steps: list[int]) -> None:
    lots = walk([(coins, abs(coins) * cents_per_minor) for coins in steps])

    assert totals(lots)[1] == sum(steps) * cents_per_minor


@given(movements, st.integers(1, 400), st.integers(0, 50_000))
def test_reversal_of_the_latest_movement_undoes_it(steps: list[tuple[int, int]], coins: int, cents: int) -> None:
    before = walk(steps)
    number = len(steps) + 1
    there = after(before, move(before, coins=coins, cents=cents), id=uid(number), movement_id=uid(number))
    back = move(there, coins=-coins, cents=cents, first=frozenset([uid(number)]))

    lots = after(there, back, id=uid(number + 1), movement_id=uid(number + 1))

    assert totals(lots)[0] == totals(before)[0]


@given(movements, st.integers(0, 100_000))
def test_coins_bought_back_never_cost_more_than_was_paid(steps: list[tuple[int, int]], cents: int) -> None:
    lots = walk(steps)

    coins, cost = bought_with(lots, cents=cents)

    assert 0 <= cost <= cents
    assert coins == 0 or cost == worth_of(lots, coins=coins)
    assert coins <= max(0, -totals(lots)[0])


def test_oldest_lot_closes_first() -> None:
    lots = (
        OpenLot(id=uid(1), movement_id=uid(1), coins=-100, cents=50_00),
        OpenLot(id=uid(2), movement_id=uid(2), coins=-100, cents=60_00),
    )

    outcome = move(lots, coins=150, cents=90_00)

    assert [(each.lot_id, each.coins, each.lot_cents, each.movement_cents) for each in outcome.closings] == [
        (uid(1), 100, 50_00, 60_00),
        (uid(2), 50, 30_00, 30_00),
    ]


def test_sixty_and_a_half_on_a_hundred_and_twenty_one_buys_79_hundredths() -> None:
    lots = (OpenLot(id=uid(1), movement_id=uid(1), coins=-200, cents=100_00),)

    assert bought_with(lots, cents=60_50 - 21_00) == (79, 39_50)
    assert bought_with(lots, cents=39_80) == (79, 39_50)


def test_worth_of_more_than_there_is_is_refused() -> None:
    with pytest.raises(NotThatManyCoins) as refused:
        worth_of((OpenLot(id=uid(1), movement_id=uid(1), coins=50, cents=25_00),), coins=-60)

    assert (refused.value.asked, refused.value.held) == (60, 50)


def test_share_rounds_half_up() -> None:
    assert [share_of(cents=5, part=1, whole=2), share_of(cents=1, part=1, whole=3)] == [3, 0]
