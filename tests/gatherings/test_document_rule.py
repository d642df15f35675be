"""Attending that earns follows the document rule of its item on the menu card."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kennisruil.billing.models import Movement, Supply
from kennisruil.menu import actions as menu
from kennisruil.menu import queries as menu_queries
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON
from tests.gatherings.factories import a_gathering, enrol, hold, people

pytestmark = pytest.mark.django_db


def test_attending_a_panel_earns_a_grant(network: Network) -> None:
    first, second, away = people(network)
    gathering = a_gathering(network, item_code="feedback_panel")
    places = [enrol(gathering, person) for person in (first, second, away)]

    hold(gathering, *places[:2])

    supply = Supply.objects.get(ref_id=gathering.pk)
    assert [person.balance for person in (first, second, away)] == [100, 100, 0]
    assert supply.kind == "attendance"
    sides = Movement.objects.filter(supply=supply).values_list("side", "rule", "coins", "cents")
    assert list(sides) == [("provider", "grant", 100, 5000)] * 2


def test_attending_is_a_service_when_the_card_says_so(network: Network) -> None:
    first, *_ = people(network)
    items = [
        replace(item, document_rule="purchase") if item.code == "feedback_panel" else item
        for item in menu_queries.shipped_items()
    ]
    menu.publish_card(
        network_id=network.pk, id=new_id(at=AT), holds_from=ON + timedelta(days=1), items=items, by=BY, at=AT
    )
    gathering = a_gathering(network, item_code="feedback_panel")

    hold(gathering, enrol(gathering, first))

    supply = Supply.objects.get(ref_id=gathering.pk)
    sides = Movement.objects.filter(supply=supply).values_list("side", "rule", "coins", "cents")
    assert list(sides) == [("provider", "purchase", 100, 5000)]
