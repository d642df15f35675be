"""Rules of the reports room."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.reports import rules
from kennisruil.reports.rules import Exchanged, Flow, Passage, Period, Side, Waiting
from kennisruil.shared.ages import Age

TODAY = date(2026, 6, 15)
STAGES = ("idea", "exploring", "pilot")


@pytest.mark.parametrize(
    ("text", "months", "start_on"),
    [
        ("3", 3, date(2026, 4, 1)),
        ("12", 12, date(2025, 7, 1)),
        ("", 12, date(2025, 7, 1)),
        ("7", 12, date(2025, 7, 1)),
        ("-3", 12, date(2025, 7, 1)),
        ("drie", 12, date(2025, 7, 1)),
        ("²", 12, date(2025, 7, 1)),
    ],
)
def test_period_of_an_address(text: str, months: int, start_on: date) -> None:
    assert rules.period_of(text, today=TODAY) == Period(months=months, start_on=start_on, end_on=date(2026, 7, 1))


def test_by_age_names_every_age() -> None:
    rows = [(TODAY, 100), (TODAY - timedelta(days=400), 250), (TODAY - timedelta(days=500), 50)]

    assert rules.by_age(rows, today=TODAY) == [
        Waiting(Age.FRESH, 100, 1),
        Waiting(Age.SEASON, 0, 0),
        Waiting(Age.HALF_YEAR, 0, 0),
        Waiting(Age.YEAR, 300, 2),
    ]


SIDES = st.lists(
    st.builds(
        lambda supply, party, side, minor: Side(UUID(int=supply), UUID(int=party), f"P{party}", side, minor),
        st.integers(0, 4),
        st.integers(0, 4),
        st.sampled_from(["provider", "recipient"]),
        st.integers(1, 1_000),
    ),
    unique_by=lambda side: (side.supply_id, side.party_id, side.side),
)


@given(SIDES)
def test_flows_are_all_that_was_received_from_somebody(sides: list[Side]) -> None:
    given = {side.supply_id for side in sides if side.side == "provider"}
    received = sum(side.minor for side in sides if side.side == "recipient" and side.supply_id in given)

    assert sum(flow.minor for flow in rules.flows_of(sides)) == received


@given(SIDES)
def test_exchanged_adds_up(sides: list[Side]) -> None:
    found = rules.exchanged_of(sides)

    assert sum(row.given + row.received for row in found) == sum(side.minor for side in sides)
    assert len(found) == len({side.party_id for side in sides})


FLOWS = st.lists(
    st.builds(Flow, giver=st.sampled_from("ABCDEF"), receiver=st.sampled_from("UVW"), minor=st.integers(1, 10_000))
)


@given(FLOWS)
def test_tenths_of_largest_lie_between_their_share_and_all(flows: list[Flow]) -> None:
    tenths = rules.tenths_of_largest(flows)

    givers = len({flow.giver for flow in flows})
    assert 0 <= tenths <= 10
    assert tenths == (0 if not flows else 10) if givers <= 3 else tenths >= 30 // (givers + 1)


def test_tenths_of_largest_round_half_up() -> None:
    flows = [Flow("A", "U", 45), Flow("B", "U", 20), Flow("C", "V", 20), Flow("D", "V", 15)]

    assert rules.tenths_of_largest(flows) == 9
    assert rules.tenths_of_largest(flows, givers=1) == 5


def test_most_out_of_step_puts_who_gave_most_first() -> None:
    rows = [Exchanged("A", 100, 100), Exchanged("B", 0, 400), Exchanged("C", 300, 0), Exchanged("D", 100, 50)]

    assert [row.name for row in rules.most_out_of_step(rows, most=3)] == ["C", "D", "B"]


def test_quarters_between() -> None:
    assert rules.quarters_between(date(2025, 11, 1), date(2026, 5, 1)) == [(2025, 4), (2026, 1), (2026, 2)]


def test_passages_count_who_came_this_far_and_who_stopped() -> None:
    history = {
        "a": ["idea", "exploring", "pilot"],
        "b": ["idea", "exploring", "stopped"],
        "c": ["exploring", "idea"],
        "d": ["idea"],
        "e": ["stopped"],
    }

    assert rules.passages(history, stages=STAGES) == [
        Passage("idea", 4, 0),
        Passage("exploring", 3, 1),
        Passage("pilot", 1, 0),
    ]


@given(st.dictionaries(st.integers(), st.lists(st.sampled_from((*STAGES, "stopped")), min_size=1)))
def test_passages_never_widen(history: dict[int, list[str]]) -> None:
    found = rules.passages(dict(history), stages=STAGES)

    assert all(one.reached >= two.reached for one, two in pairwise(found))
    assert all(0 <= row.stopped <= row.reached for row in found)
