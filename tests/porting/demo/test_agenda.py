"""What is to happen, by day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.porting.demo.agenda import Agenda
from kennisruil.porting.demo.walk import working_day


@given(st.lists(st.integers(min_value=1, max_value=20), max_size=30))
def test_steps_come_by_day_and_then_in_the_order_put_down(days: list[int]) -> None:
    agenda, done = Agenda(), []
    for place, day in enumerate(days):
        agenda.on(date(2026, 1, day), lambda place=place: done.append(place))

    while step := agenda.due(date(2026, 1, 31)):
        step()

    assert done == sorted(range(len(days)), key=lambda place: (days[place], place))
    assert agenda.due(date(2026, 12, 31)) is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_work_waits_for_monday(day: date) -> None:
    found = working_day(day)

    assert found.weekday() < 5
    assert 0 <= (found - day).days <= 2
