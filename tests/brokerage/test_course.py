"""The course of a session: its laws, and that nothing hangs."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kennisruil.brokerage.rules import course as courses
from kennisruil.brokerage.rules.course import FINAL, OFFICE, RESERVED, SIDES, STATES, Course, Terms
from kennisruil.brokerage.rules.refusals import BrokerageRefusal, DateHasPassed, NotNow, NotYetHeld

ON = date(2026, 3, 10)
TERMS = Terms()


def a_course(state: str = "proposed", *, held_on: date = ON, since_on: date = ON, **other: object) -> Course:
    return Course(state=state, held_on=held_on, since_on=since_on, **other)  # type: ignore[arg-type]  # values of the test


def test_agreed_only_when_both_accepted() -> None:
    half = courses.accept(a_course(), side="recipient", today=ON)
    whole = courses.accept(half, side="provider", today=ON)

    assert (half.state, whole.state) == ("proposed", "agreed")


def test_same_side_does_not_accept_twice() -> None:
    half = courses.accept(a_course(), side="recipient", today=ON)

    with pytest.raises(NotNow):
        courses.accept(half, side="recipient", today=ON)


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("held", "held", "held"),
        ("held", "not_held", "disputed"),
        ("held", "talk", "disputed"),
        ("not_held", "not_held", "cancelled"),
        ("not_held", "held", "disputed"),
        ("talk", "held", "disputed"),
        ("talk", "talk", "disputed"),
    ],
)
def test_two_answers_make_a_state(first: str, second: str, state: str) -> None:
    asked = a_course("asked")

    one = courses.answer(asked, side="recipient", said=first, today=ON)
    both = courses.answer(one, side="provider", said=second, today=ON)

    assert both.state == state


def test_a_changed_mind_settles_a_dispute() -> None:
    disputed = courses.answer(a_course("asked", answers={"provider": "held"}), side="recipient", said="talk", today=ON)

    assert courses.answer(disputed, side="recipient", said="held", today=ON).state == "held"


def test_nobody_answers_before_the_day() -> None:
    agreed = a_course("agreed", held_on=ON + timedelta(days=1))

    for step in (
        lambda: courses.answer(agreed, side="provider", said="held", today=ON),
        lambda: courses.report_no_show(agreed, today=ON),
        lambda: courses.ask(agreed, today=ON + timedelta(days=1)),
    ):
        with pytest.raises(NotYetHeld):
            step()


def test_five_quiet_days_count_as_held_and_not_a_day_less() -> None:
    asked = a_course("asked")

    with pytest.raises(NotNow):
        courses.pass_quietly(asked, today=ON + timedelta(days=4), terms=TERMS)
    assert courses.pass_quietly(asked, today=ON + timedelta(days=5), terms=TERMS).state == "held"


def test_silence_never_settles_a_dispute() -> None:
    with pytest.raises(NotNow):
        courses.pass_quietly(a_course("disputed"), today=ON + timedelta(days=500), terms=TERMS)


def test_moving_keeps_what_was_agreed_and_asks_the_other() -> None:
    moved = courses.move(a_course("agreed"), to=ON + timedelta(days=7), mover="provider", today=ON)

    assert (moved.state, moved.accepted) == ("moved", frozenset({"provider"}))
    assert courses.accept(moved, side="recipient", today=ON).state == "agreed"


def test_moving_to_the_past_is_refused() -> None:
    with pytest.raises(DateHasPassed):
        courses.move(a_course("agreed"), to=ON - timedelta(days=1), mover=OFFICE, today=ON)


@given(
    state=st.sampled_from(STATES),
    accepted=st.frozensets(st.sampled_from(SIDES)),
    answers=st.dictionaries(st.sampled_from(SIDES), st.sampled_from(courses.ANSWERS)),
    days=st.integers(-30, 60),
)
def test_whatever_is_not_final_waits_for_somebody(
    state: str, accepted: frozenset[str], answers: dict[str, str], days: int
) -> None:
    if state in ("proposed", "moved") and accepted == set(SIDES):
        return  # two yeses are agreed
    waiting = courses.waits(
        a_course(state, accepted=accepted, answers=answers), today=ON + timedelta(days=days), terms=TERMS
    )

    assert bool(waiting) == (state not in FINAL)


class Walk(RuleBasedStateMachine):
    """Any steps in any order, at any pace: refused or not, nothing hangs and nothing final moves."""

    @initialize(ahead=st.integers(0, 20))
    def propose(self, ahead: int) -> None:
        self.today = ON
        self.course = a_course(held_on=ON + timedelta(days=ahead))

    def _try(self, step: Callable[[], Course]) -> None:
        before = self.course
        try:
            self.course = step()
        except BrokerageRefusal:
            self.course = before
        if before.is_final:
            assert self.course == before

    @rule(days=st.integers(1, 6))
    def pass_days(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(side=st.sampled_from(SIDES))
    def accept(self, side: str) -> None:
        self._try(lambda: courses.accept(self.course, side=side, today=self.today))

    @rule()
    def decline(self) -> None:
        self._try(lambda: courses.decline(self.course, today=self.today))

    @rule(days=st.integers(-3, 20), mover=st.sampled_from((*SIDES, OFFICE)))
    def move(self, days: int, mover: str) -> None:
        to = self.today + timedelta(days=days)
        self._try(lambda: courses.move(self.course, to=to, mover=mover, today=self.today))

    @rule()
    def ask(self) -> None:
        self._try(lambda: courses.ask(self.course, today=self.today))

    @rule(side=st.sampled_from(SIDES), said=st.sampled_from(courses.ANSWERS))
    def answer(self, side: str, said: str) -> None:
        self._try(lambda: courses.answer(self.course, side=side, said=said, today=self.today))

    @rule()
    def report_no_show(self) -> None:
        self._try(lambda: courses.report_no_show(self.course, today=self.today))

    @rule(is_held=st.booleans())
    def decide(self, is_held: bool) -> None:
        self._try(lambda: courses.decide(self.course, is_held=is_held, today=self.today))

    @rule()
    def pass_quietly(self) -> None:
        self._try(lambda: courses.pass_quietly(self.course, today=self.today, terms=TERMS))

    @rule()
    def cancel(self) -> None:
        self._try(lambda: courses.cancel(self.course, today=self.today))

    @invariant()
    def nothing_hangs(self) -> None:
        assert bool(courses.waits(self.course, today=self.today, terms=TERMS)) == (not self.course.is_final)

    @invariant()
    def reserved_states_were_agreed_once(self) -> None:
        if self.course.state in RESERVED and self.course.state != "moved":
            assert self.course.accepted == set(SIDES)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
