"""When people have time: the week, the days that differ, what is taken, and what suits two."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.brokerage.rules.half_days import (
    AFTERNOON,
    AHEAD,
    HALVES,
    MORNING,
    Choice,
    Given,
    HalfDay,
    Hours,
    choices,
    differences,
    free_halves,
    halves_ahead,
)

# A Monday.
FROM = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 5, 0, tzinfo=UTC)
HOURS = Hours(morning=9, afternoon=13, zone="Europe/Brussels")
TUESDAYS = frozenset({(1, MORNING)})
halves = st.sampled_from(halves_ahead(from_on=FROM))


def free(said: Given, **other: object) -> list[HalfDay]:
    values = {"taken": (), "minutes": 240, "hours": HOURS, "at": AT, "from_on": FROM} | other
    return free_halves(said, **values)  # type: ignore[arg-type]  # values of the test


def test_a_half_day_begins_by_the_clock_of_the_network_in_summer_and_winter() -> None:
    winter, summer = HalfDay(date(2026, 3, 10), MORNING), HalfDay(date(2026, 4, 7), AFTERNOON)

    assert HOURS.starts_at(winter).astimezone(UTC) == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    assert HOURS.starts_at(summer).astimezone(UTC) == datetime(2026, 4, 7, 11, 0, tzinfo=UTC)


def test_a_week_comes_back_six_times_and_a_day_may_differ() -> None:
    away, extra = HalfDay(date(2026, 3, 17), MORNING), HalfDay(date(2026, 3, 19), AFTERNOON)
    said = Given(week=TUESDAYS, days={away: False, extra: True})

    assert free(said) == [
        HalfDay(date(2026, 3, 10), MORNING),
        extra,
        *(HalfDay(date(2026, 3, 24) + timedelta(weeks=week), MORNING) for week in range(4)),
    ]


def test_what_has_begun_is_not_free() -> None:
    said = Given(week=frozenset({(0, MORNING)}))

    assert free(said, at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC))[0].on == date(2026, 3, 16)


def test_a_session_takes_the_half_day_it_meets_and_no_other() -> None:
    said = Given(week=frozenset({(1, MORNING), (1, AFTERNOON)}))
    morning = (datetime(2026, 3, 10, 8, 0, tzinfo=UTC), datetime(2026, 3, 10, 12, 0, tzinfo=UTC))

    assert free(said, taken=[morning])[0] == HalfDay(date(2026, 3, 10), AFTERNOON)
    assert free(said, taken=[(morning[0], morning[1] + timedelta(minutes=1))])[0].on == date(2026, 3, 17)


def test_what_suits_both_comes_first_then_time() -> None:
    one, two, three = (HalfDay(date(2026, 3, day), MORNING) for day in (10, 11, 12))

    assert choices(of_other=[three, one, two], own=[two]) == [
        Choice(half_day=two, is_common=True),
        Choice(half_day=one, is_common=False),
        Choice(half_day=three, is_common=False),
    ]


@given(st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(HALVES))), st.frozensets(halves))
def test_what_was_ticked_is_what_is_free_whatever_the_week(
    week: frozenset[tuple[int, str]], wanted: frozenset[HalfDay]
) -> None:
    days = differences(week=week, wanted=wanted, from_on=FROM)
    said = Given(week=week, days=days)

    assert {one for one in halves_ahead(from_on=FROM) if said.is_free(one)} == wanted
    assert len(days) <= 2 * AHEAD.days


def test_who_said_nothing_is_not_known() -> None:
    assert [Given().is_known, Given(week=TUESDAYS).is_known] == [False, True]
