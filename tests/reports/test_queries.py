"""Figures of a network: what they add up, what they leave out, and that nothing of a neighbour slips in."""

from datetime import UTC, date, datetime

import pytest

from kennisruil.billing import actions as billing
from kennisruil.brokerage import actions as brokerage
from kennisruil.gatherings.models import Gathering
from kennisruil.ledger import queries as ledger
from kennisruil.network.models import Network
from kennisruil.pathway import actions as pathway
from kennisruil.reports import queries
from kennisruil.reports.queries import Circulation, Quarter
from kennisruil.reports.rules import (
    Exchanged,
    Flow,
    Passage,
    Period,
    Waiting,
    exchanged_of,
    flows_of,
    period_of,
)
from kennisruil.shared.ages import Age
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month, month_instants
from kennisruil.shared.scope import network_scope
from tests.billing.factories import hold
from tests.factories import AT, BY, a_member
from tests.gatherings import factories as gatherings
from tests.reports.factories import DAY, NOW, TODAY, Town, a_town, some_exchange

pytestmark = pytest.mark.django_db
ZONE = "Europe/Brussels"


@pytest.fixture
def town() -> Town:
    """A town and, beside it, a neighbour in which much more happens."""
    neighbour = a_town()
    some_exchange(neighbour, times=2)
    town = a_town()
    some_exchange(town)
    return town


def _year() -> Period:
    return period_of("12", today=TODAY)


def _months(count: str) -> Period:
    return period_of(count, today=TODAY)


def test_flows_are_largest_first(town: Town) -> None:
    with network_scope(town.network.pk):
        found = flows_of(queries.sides(network_id=town.network.pk, period=_year()))

    assert found == [
        Flow("Bakkerij", "School", 400),
        Flow("Bakkerij", "Theater", 100),
        Flow("School", "Bakkerij", 50),
    ]


def test_flows_are_of_the_period(town: Town) -> None:
    with network_scope(town.network.pk):
        found = flows_of(queries.sides(network_id=town.network.pk, period=_months("3")))

    assert found == [Flow("Bakkerij", "Theater", 100), Flow("School", "Bakkerij", 50)]


def test_flows_of_a_workshop_are_what_each_received() -> None:
    town = a_town()
    with network_scope(town.network.pk):
        giver, *attending = gatherings.people(town.network, 3)
        workshop = gatherings.a_gathering(town.network, item_code="workshop", giver=giver)
        gatherings.hold(workshop, *[gatherings.enrol(workshop, person) for person in attending])
        office = gatherings.a_gathering(town.network)
        gatherings.hold(office, gatherings.enrol(office, giver))

        found = flows_of(queries.sides(network_id=town.network.pk, period=_year()))
        gave = exchanged_of(queries.sides(network_id=town.network.pk, period=_year()))

    assert {(flow.giver, flow.receiver, flow.minor) for flow in found} == {
        (giver.party.name, person.party.name, 50) for person in attending
    }
    assert Gathering.objects.count() == 0  # outside the scope nothing shows
    assert Exchanged(giver.party.name, 400, 100) in gave


def test_exchanged_is_by_name(town: Town) -> None:
    with network_scope(town.network.pk):
        found = exchanged_of(queries.sides(network_id=town.network.pk, period=_year()))

    assert found == [Exchanged("Bakkerij", 500, 50), Exchanged("School", 50, 400), Exchanged("Theater", 0, 100)]


def test_what_was_taken_back_does_not_count(town: Town) -> None:
    supply = hold(town.network, on=DAY, pays=[(town.theatre, 200)], earns=[(town.school, 200)])
    billing.reverse_supply(
        network_id=town.network.pk, id=new_id(at=NOW), supply_id=supply.pk, coins=150, reason="Vergissing",
        by=BY, at=NOW, today=TODAY,
    )  # fmt: skip

    with network_scope(town.network.pk):
        found = flows_of(queries.sides(network_id=town.network.pk, period=_year()))

    assert Flow("School", "Theater", 50) in found
    assert len(found) == 4


def test_circulation_agrees_with_the_ledger(town: Town) -> None:
    with network_scope(town.network.pk):
        found = queries.circulation(network_id=town.network.pk, period=_months("6"), zone=ZONE)
        sums = [_sums(town.network, point.month) for point in found]

    assert found == [
        Circulation(Month(2026, 1), 0, 0),
        Circulation(Month(2026, 2), 0, 0),
        Circulation(Month(2026, 3), 400, 400),
        Circulation(Month(2026, 4), 500, 500),
        Circulation(Month(2026, 5), 450, 450),
        Circulation(Month(2026, 6), 450, 450),
    ]
    assert sums == [(point.credit, point.to_give) for point in found]


def _sums(network: Network, month: Month) -> tuple[int, int]:
    _start, end = month_instants(month, ZONE)
    balances = ledger.balances_at(network_id=network.pk, book_id=network.book_id, at=end)
    own = [balance for account, balance in balances.items() if account != network.operator_account_id]
    return sum(max(balance, 0) for balance in own), -sum(min(balance, 0) for balance in own)


def test_circulation_before_the_first_coin_counts_what_was_there(town: Town) -> None:
    with network_scope(town.network.pk):
        period = period_of("3", today=date(2027, 2, 1))
        found = queries.circulation(network_id=town.network.pk, period=period, zone=ZONE)

    assert [(point.month, point.credit) for point in found] == [
        (Month(2026, 12), 450),
        (Month(2027, 1), 450),
        (Month(2027, 2), 450),
    ]


def test_still_to_give_leaves_the_networks_own_account_out(town: Town) -> None:
    hold(town.network, on=DAY, earns=[(town.bakery, 300)], kind="article")  # the network's account is far under zero

    with network_scope(town.network.pk):
        found = queries.still_to_give(network_id=town.network.pk, today=TODAY, zone=ZONE)

    assert found == [
        Waiting(Age.FRESH, 100, 1),
        Waiting(Age.SEASON, 350, 1),
        Waiting(Age.HALF_YEAR, 0, 0),
        Waiting(Age.YEAR, 0, 0),
    ]


def test_needs_fall_in_the_quarter_of_the_network(town: Town) -> None:
    # Half past eleven in the evening of 31 March in London is 1 April in Brussels.
    instants = [datetime(2026, 1, 20, 9, tzinfo=UTC), datetime(2026, 3, 31, 22, 30, tzinfo=UTC)]
    with network_scope(town.network.pk):
        asker = a_member(town.network)
        asked = [
            brokerage.ask_for_help(
                network_id=town.network.pk, id=new_id(at=at), member_id=asker.pk, text="Wie helpt?", language="nl",
                by=BY, at=at,
            )
            for at in instants
        ]  # fmt: skip
        brokerage.withdraw_need(network_id=town.network.pk, need_id=asked[0].pk, by=BY, at=NOW)

        found = queries.needs_per_quarter(network_id=town.network.pk, period=_months("6"), zone=ZONE)

    assert found == [Quarter(2026, 1, 0, 0, 1), Quarter(2026, 2, 1, 0, 0)]


def test_pathway_counts_concepts(town: Town) -> None:
    with network_scope(town.network.pk):
        for walked in (("idea", "pilot"), ("idea", "stopped"), ("exploring",)):
            concept = pathway.open_concept(
                network_id=town.network.pk, id=new_id(at=AT), name="Buurtoven", stage=walked[0],
                started_on=date(2026, 1, 5), by=BY, at=AT,
            )  # fmt: skip
            for stage in walked[1:]:
                pathway.enter_stage(
                    network_id=town.network.pk, concept_id=concept.pk, stage=stage, on=DAY, by=BY, at=NOW
                )

        found = queries.pathway(network_id=town.network.pk)

    assert found == [
        Passage("idea", 3, 1),
        Passage("exploring", 2, 0),
        Passage("prototype", 1, 0),
        Passage("pilot", 1, 0),
        Passage("launch", 0, 0),
        Passage("growth", 0, 0),
    ]
