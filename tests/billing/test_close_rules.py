"""Which run a day allows, how a month looks against the 15th, how long a draft waits; parts of a reversal."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.billing.rules.close import Colour, Run, acceptance_until, colour_of, run_on
from kennisruil.billing.rules.lots import share_of
from kennisruil.billing.rules.reversals import parts_of
from kennisruil.shared.periods import Month

MARCH, APRIL = Month(2026, 3), Month(2026, 4)


@pytest.mark.parametrize(
    ("month", "today", "run"),
    [
        (MARCH, date(2026, 3, 28), None),
        (MARCH, date(2026, 3, 29), Run.FIRST),
        (MARCH, date(2026, 3, 31), Run.FIRST),
        (MARCH, date(2026, 4, 1), Run.FINAL),
        (APRIL, date(2026, 4, 30), None),
        (APRIL, date(2026, 5, 1), Run.FINAL),
    ],
)
def test_run_on_a_day(month: Month, today: date, run: Run | None) -> None:
    assert run_on(month=month, today=today, first_run_days=3) == run


@pytest.mark.parametrize(
    ("day", "colour"), [(9, Colour.GREEN), (10, Colour.AMBER), (14, Colour.AMBER), (15, Colour.RED)]
)
def test_open_month_turns_amber_and_red(day: int, colour: Colour) -> None:
    assert colour_of(month=MARCH, today=date(2026, 4, day), amber_day=10, red_day=15) == colour


@pytest.mark.parametrize(
    ("issued_on", "until"),
    [
        (date(2026, 3, 30), date(2026, 4, 6)),
        (date(2026, 4, 5), date(2026, 4, 12)),
        (date(2026, 4, 10), date(2026, 4, 14)),
        (date(2026, 4, 20), date(2026, 4, 27)),
    ],
)
def test_draft_is_accepted_within_its_days_and_by_the_14th(issued_on: date, until: date) -> None:
    assert acceptance_until(month=MARCH, issued_on=issued_on, acceptance_days=7) == until


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.data())
def test_parts_of_a_reversal_add_up_and_stay_within(amounts: list[int], data: st.DataObject) -> None:
    coins = {UUID(int=number): amount for number, amount in enumerate(amounts)}
    whole = max(1, sum(amounts))
    share = data.draw(st.integers(0, whole))

    parts = parts_of(coins=coins, share=share, whole=whole)

    assert sum(parts.values()) == share_of(cents=sum(amounts), part=share, whole=whole)
    assert all(0 <= parts[key] <= coins[key] for key in coins)
