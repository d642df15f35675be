"""The health of a network: laws of each figure, and small networks counted by hand."""

from datetime import date
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.reports.rules import health
from kennisruil.reports.rules.health import Belonging, Dealing
from kennisruil.shared.periods import Month

MONTH = Month(2026, 6)


def party(number: int) -> UUID:
    return UUID(int=number)


def dealing(giver: int, receiver: int, *, minor: int = 200, on: date = date(2026, 6, 10)) -> Dealing:
    return Dealing(on, party(giver), party(receiver), minor)


def test_window_is_twelve_months_with_this_one() -> None:
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)]

    found = health.within([dealing(1, 2, on=day) for day in days], month=MONTH, months=health.WINDOW_MONTHS)

    assert [one.on for one in found] == days[1:3]


def test_reciprocity_is_who_does_both_of_who_takes_part() -> None:
    assert health.reciprocity([dealing(1, 2), dealing(2, 3)]) == 333
    assert health.reciprocity([dealing(1, 2), dealing(2, 1)]) == 1000
    assert health.reciprocity([]) is None


def test_velocity_is_given_over_the_credit_that_stood() -> None:
    assert health.velocity([dealing(1, 2, minor=600)], credits=[400, 200]) == 200
    assert health.velocity([dealing(1, 2)], credits=[0, 0]) is None


def test_still_is_who_belongs_long_and_did_nothing_for_half_a_year() -> None:
    old, left = date(2025, 1, 1), date(2026, 5, 1)
    members = [
        Belonging(party(1), old, None),
        Belonging(party(2), old, None),
        Belonging(party(3), old, left),
        Belonging(party(4), date(2026, 2, 1), None),
        Belonging(party(5), old, None),
    ]
    dealings = [dealing(1, 9, on=date(2026, 1, 1)), dealing(9, 2, on=date(2025, 12, 31))]

    assert health.still(dealings, members=members, month=MONTH) == [party(2), party(5)]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_gini_lies_between_alike_and_all_by_one(values: list[int]) -> None:
    found = health.gini(values)

    if not sum(values):
        assert found is None
    else:
        assert found is not None
        assert 0 <= found < 1000
        assert found == health.gini([2 * value for value in values])
        assert (found == 0) == (len(set(values)) == 1 or found < 1)


def test_gini_of_one_who_gives_all() -> None:
    assert health.gini([0, 0, 0, 10]) == 750
    assert health.gini([5, 5, 5, 5]) == 0


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), max_size=12))
def test_core_is_the_largest_group_that_reaches_itself(pairs: set[tuple[int, int]]) -> None:
    reach = {node: {node} for node in range(6)}
    for _round in range(6):
        for giver, receiver in pairs:
            for node in range(6):
                if giver in reach[node]:
                    reach[node].add(receiver)
    groups = [{one for one in range(6) if one in reach[node] and node in reach[one]} for node in range(6)]
    largest = max(len(group) for group in groups)

    found = health.core([dealing(giver, receiver) for giver, receiver in pairs])

    assert len(found) == (largest if largest > 1 else 0)
    assert all(other.int in reach[one.int] for one, other in permutations(found, 2))


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_median_has_half_below_and_half_above(values: list[int]) -> None:
    found = health.median(values)

    assert found in values
    assert sum(value < found for value in values) * 2 < len(values)
    assert sum(value > found for value in values) * 2 <= len(values)
