"""When a reminder is due: three steps, in their order, never bunched, and only of what is really due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.billing.rules.reminders import Pace, gives_again_on, less_what_is_owed, next_step

DUE = date(2026, 3, 5)
PACE = Pace(after_days=(7, 21, 42), least_cents=100)


def test_steps_follow_the_days_after_the_due_day() -> None:
    first, second = DUE + timedelta(days=7), DUE + timedelta(days=21)

    assert next_step(due_on=DUE, sent={}, today=first - timedelta(days=1), pace=PACE) is None
    assert next_step(due_on=DUE, sent={}, today=first, pace=PACE) == 1
    assert next_step(due_on=DUE, sent={1: first}, today=second - timedelta(days=1), pace=PACE) is None
    assert next_step(due_on=DUE, sent={1: first}, today=second, pace=PACE) == 2
    assert next_step(due_on=DUE, sent={1: first, 2: second}, today=DUE + timedelta(days=42), pace=PACE) == 3
    assert next_step(due_on=DUE, sent={1: first, 2: second, 3: DUE + timedelta(days=42)}, today=DUE, pace=PACE) is None


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_steps_never_bunch_however_late_the_first_one_is(pauses: list[int]) -> None:
    today, sent = DUE, dict[int, date]()
    for pause in pauses:
        today += timedelta(days=pause)
        step = next_step(due_on=DUE, sent=sent, today=today, pace=PACE)
        if step:
            sent[step] = today

    days = [sent[step] for step in sorted(sent)]
    assert list(sent) == list(range(1, len(sent) + 1))
    assert all(day >= DUE + timedelta(days=after) for day, after in zip(days, PACE.after_days, strict=False))
    assert all((later - day).days >= gap for day, later, gap in zip(days, days[1:], (14, 21), strict=False))


@given(st.lists(st.integers(0, 50_000)), st.integers(0, 100_000))
def test_what_is_owed_comes_off_the_oldest_first(due: list[int], owed: int) -> None:
    left = less_what_is_owed(due, owed_cents=owed)

    assert sum(left) == max(0, sum(due) - owed)
    assert all(0 <= after <= before for before, after in zip(due, left, strict=True))
    touched = [after < before for before, after in zip(due, left, strict=True) if before]
    assert touched == sorted(touched, reverse=True)


def test_giving_is_mentioned_after_a_while_and_not_again_too_soon() -> None:
    usual = {"since_on": DUE, "after_days": 60, "again_days": 90}

    assert gives_again_on(last_on=None, **usual) == date(2026, 5, 4)
    assert gives_again_on(last_on=date(2026, 5, 4), **usual) == date(2026, 8, 2)
