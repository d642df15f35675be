"""Laws of the pure rules."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.ledger import rules
from kennisruil.ledger.rules.refusals import (
    BY_CODE,
    AmountNotWhole,
    AmountOutOfRange,
    FloorReached,
    LedgerRefusal,
    PeriodClosed,
    refusal_of,
)

coins = st.integers(-(10**6), 10**6)


@pytest.mark.parametrize("amount", [1.0, Decimal(1), "1", True, None])
def test_check_amount_not_a_whole_number(amount: object) -> None:
    with pytest.raises(AmountNotWhole):
        rules.check_amount(amount)


@pytest.mark.parametrize("amount", [0, -1, rules.MOST_AMOUNT + 1])
def test_check_amount_out_of_range(amount: int) -> None:
    with pytest.raises(AmountOutOfRange):
        rules.check_amount(amount)


@given(coins, coins, coins)
def test_short_by_refuses_only_what_lowers_and_leaves_under(floor: int, available: int, after: int) -> None:
    missing = rules.short_by(floor=floor, available=available, available_after=after)

    assert (missing > 0) == (after < available and after < floor)
    assert missing in (0, floor - after)


@given(coins, coins, coins)
def test_over_by_mirrors_short_by(ceiling: int, balance: int, after: int) -> None:
    assert rules.over_by(ceiling=ceiling, balance=balance, balance_after=after) == rules.short_by(
        floor=-ceiling, available=-balance, available_after=-after
    )


@given(coins, st.lists(coins, max_size=20))
def test_floor_in_force_never_allows_what_was_refused(floor: int, moves: list[int]) -> None:
    available, in_force = 0, rules.floor_in_force_after(floor=floor, available=0)
    for move in moves:
        if rules.short_by(floor=floor, available=available, available_after=available + move):
            continue
        available += move
        after = rules.floor_in_force_after(floor=floor, available=available)
        # The row's own formula, which cannot go below the former floor in force by itself.
        assert after == min(floor, max(in_force or 0, available)) or in_force is None
        assert after is not None and after <= available
        in_force = after


def test_refusals_have_one_code_each_and_come_back_typed() -> None:
    account_id = UUID(int=7)

    assert len(BY_CODE) == len(LedgerRefusal.__subclasses__())
    assert refusal_of(code="floor_reached", data={"account_id": str(account_id), "short_by": 5}) == FloorReached(
        account_id=account_id, short_by=5
    )
    assert refusal_of(code="period_closed", data={"period_on": "2026-01-01"}) == PeriodClosed(
        period_on=date(2026, 1, 1)
    )
