"""Months and civil days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared.periods import Month, UnreadableMonth, day_of, month_instants

MONTHS = st.builds(Month, st.integers(min_value=1000, max_value=9000), st.integers(min_value=1, max_value=12))


@given(month=MONTHS)
def test_month_reads_what_it_writes(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(month=MONTHS)
def test_month_is_half_open(month: Month) -> None:
    assert month.start_on in month
    assert month.end_on not in month
    assert month.end_on - timedelta(days=1) in month
    assert month.end_on == month.next.start_on


@given(month=MONTHS, step=st.integers(min_value=-1000, max_value=1000))
def test_months_step_there_and_back(month: Month, step: int) -> None:
    assert month.plus(step).plus(-step) == month
    assert (month.plus(step) > month) == (step > 0)


@given(day=st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)))
def test_month_of_a_day_holds_it(day: date) -> None:
    assert day in Month.of(day)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026/01", "january", "", "2026-1"])
def test_month_refuses_what_is_none(text: str) -> None:
    with pytest.raises(UnreadableMonth):
        Month.parse(text)


def test_quarters_end_in_their_third_month() -> None:
    assert [month for month in range(1, 13) if Month(2026, month).ends_quarter] == [3, 6, 9, 12]


def test_day_of_follows_the_civil_zone() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    assert day_of(late, "Europe/Brussels") == date(2026, 7, 1)
    assert day_of(late, "UTC") == date(2026, 6, 30)


def test_month_instants_span_the_spring_change() -> None:
    start, end = month_instants(Month(2026, 3), "Europe/Brussels")

    assert start.astimezone(UTC) == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 3, 31, 22, tzinfo=UTC)
