"""The list of a need: order, answers, and that an open need always waits for somebody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.brokerage.rules.asking import (
    PROPOSAL_STATES,
    Listed,
    check_answer,
    is_silent,
    need_waits,
    next_to_ask,
)
from kennisruil.brokerage.rules.refusals import NobodyLeft, NotNow
from kennisruil.shared.ids import new_id

ON = date(2026, 3, 10)
NEED = new_id()


def people(*states: str) -> list[Listed]:
    return [Listed(id=new_id(), member_id=new_id(), state=state, since_on=ON) for state in states]


def test_next_is_the_first_who_was_not_asked() -> None:
    listed = people("no", "silent", "listed", "listed")

    assert next_to_ask(listed, need_id=NEED) == listed[2]


@pytest.mark.parametrize("state", ["asked", "yes", "other_date"])
def test_nobody_is_asked_while_an_answer_stands(state: str) -> None:
    with pytest.raises(NotNow):
        next_to_ask(people(state, "listed"), need_id=NEED)


def test_an_empty_list_is_said() -> None:
    with pytest.raises(NobodyLeft):
        next_to_ask(people("no", "silent"), need_id=NEED)


@pytest.mark.parametrize(
    ("state", "answer", "is_allowed"),
    [
        ("asked", "yes", True),
        ("silent", "yes", True),
        ("no", "yes", True),
        ("yes", "no", True),
        ("no", "no", False),
        ("yes", "yes", False),
        ("withdrawn", "yes", False),
        ("listed", "yes", False),
    ],
)
def test_answers_that_count(state: str, answer: str, is_allowed: bool) -> None:
    if is_allowed:
        check_answer(state, answer)
    else:
        with pytest.raises(NotNow):
            check_answer(state, answer)


def test_silence_begins_after_the_days_of_the_network() -> None:
    (person,) = people("asked")

    assert [is_silent(person, today=ON + timedelta(days=days), ask_next_after_days=4) for days in (3, 4)] == [
        False,
        True,
    ]


@given(st.lists(st.sampled_from(PROPOSAL_STATES), max_size=6), st.integers(0, 40))
def test_an_open_need_always_waits_for_somebody(states: list[str], days: int) -> None:
    waiting = need_waits(
        state="open", since_on=ON, people=people(*states), today=ON + timedelta(days=days), ask_next_after_days=4
    )

    assert waiting


@pytest.mark.parametrize("state", ["matched", "met", "withdrawn"])
def test_a_need_that_is_not_open_waits_for_nobody(state: str) -> None:
    assert need_waits(state=state, since_on=ON, people=people("listed"), today=ON, ask_next_after_days=4) == ()
