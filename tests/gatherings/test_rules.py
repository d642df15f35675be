"""Rules of the gatherings room."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.gatherings import rules

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))


@pytest.mark.parametrize(
    ("costs", "has_provider", "kind"),
    [
        (True, False, "office_workshop"),
        (True, True, "member_workshop"),
        (False, False, "attendance"),
        (False, True, "attendance"),
    ],
)
def test_supply_kind(costs: bool, has_provider: bool, kind: str) -> None:
    assert rules.supply_kind(costs=costs, has_provider=has_provider) == kind


@given(planned_on=DAYS, today=DAYS)
def test_a_day_is_never_both_ahead_only_and_past_only(planned_on: date, today: date) -> None:
    """On the day itself both a place and the list of who came may change; on any other day exactly one."""

    def passes(check: object) -> bool:
        try:
            check(planned_on=planned_on, today=today)  # type: ignore[operator]  # a function in the parameters
        except (rules.NotYetHeld, rules.DayHasPassed):
            return False
        return True

    both = passes(rules.check_held) and passes(rules.check_ahead)

    assert passes(rules.check_held) or passes(rules.check_ahead)
    assert both == (planned_on == today)


@given(capacity=st.integers(0, 50), taken=st.integers(0, 60))
def test_a_place_is_left_or_refused_with_the_capacity(capacity: int, taken: int) -> None:
    if capacity == 0 or taken < capacity:
        rules.check_place(capacity=capacity, taken=taken)
        return
    with pytest.raises(rules.GatheringFull) as refused:
        rules.check_place(capacity=capacity, taken=taken)
    assert refused.value.capacity == capacity


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_check_open_when_over(state: str) -> None:
    with pytest.raises(rules.GatheringClosed) as refused:
        rules.check_open(state)

    assert refused.value.state == state


def test_check_offered_when_answered() -> None:
    rules.check_offered("offered")
    with pytest.raises(rules.AlreadyDecided):
        rules.check_offered("accepted")
