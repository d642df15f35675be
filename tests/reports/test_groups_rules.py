"""Rules of who gave to whom by groups."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.reports import rules
from kennisruil.reports.rules import UNKNOWN, Given, GroupFlow

A, B, C, D = (UUID(int=number) for number in range(4))
FIRST, SECOND = UUID(int=11), UUID(int=12)
GIVEN = [Given(FIRST, A, B, 300), Given(FIRST, C, B, 100), Given(SECOND, A, C, 200), Given(SECOND, B, D, 50)]
MONEY, DIGITAL, CARE = "geld-en-financiering", "digitaal-en-data", "zorg-en-welzijn"


def test_a_picture_groups_above_forty_parties() -> None:
    few = [Given(FIRST, UUID(int=0), UUID(int=number), 100) for number in range(1, 40)]

    assert not rules.is_grouped(few)
    assert rules.is_grouped([*few, Given(FIRST, UUID(int=0), UUID(int=40), 100)])


def test_main_field_is_the_one_most_statements_are_about() -> None:
    assert rules.main_field({"subsidies": 1, "websites": 2, "rekenbladen": 1}) == DIGITAL
    assert rules.main_field({"websites": 1, "subsidies": 1}) == MONEY
    assert rules.main_field({"a theme of long ago": 3}) == UNKNOWN
    assert rules.main_field({}) == UNKNOWN


def test_groups_are_fields_where_half_of_the_parties_have_one() -> None:
    said = {A: {"websites": 1}, B: {"dementie": 2}}

    found = rules.grouping_of(GIVEN, themes_said=said, kinds={})

    assert (found.by, found.group_of) == ("field", {A: DIGITAL, B: CARE, C: UNKNOWN, D: UNKNOWN})


def test_groups_are_kinds_of_party_where_little_is_known() -> None:
    found = rules.grouping_of(GIVEN, themes_said={A: {"websites": 1}}, kinds={A: "person", B: "organisation"})

    assert (found.by, found.group_of) == ("kind", {A: "person", B: "organisation", C: UNKNOWN, D: UNKNOWN})


def test_group_flows_add_up_and_count_a_supply_once() -> None:
    found = rules.group_flows(GIVEN, group_of={A: "x", B: "y", C: "x", D: "y"})

    assert found == [GroupFlow("x", "y", 400, 1), GroupFlow("x", "x", 200, 1), GroupFlow("y", "y", 50, 1)]
    assert rules.tenths_across(found) == 6


def test_between_keeps_what_went_from_one_group_to_the_other() -> None:
    found = rules.between(GIVEN, group_of={A: "x", B: "y", C: "x", D: "y"}, giver="x", receiver="y")

    assert found == GIVEN[:2]


PARTIES = st.sampled_from([A, B, C, D])


@given(st.lists(st.builds(Given, st.sampled_from([FIRST, SECOND]), PARTIES, PARTIES, st.integers(1, 10_000))))
def test_every_list_behind_a_stream_adds_up_to_it(given_all: list[Given]) -> None:
    group_of = {A: "x", B: "y", C: "x", D: "z"}

    flows = rules.group_flows(given_all, group_of=group_of)

    assert sum(flow.minor for flow in flows) == sum(one.minor for one in given_all)
    for flow in flows:
        behind = rules.between(given_all, group_of=group_of, giver=flow.giver, receiver=flow.receiver)
        assert (sum(one.minor for one in behind), len({one.supply_id for one in behind})) == (flow.minor, flow.times)
