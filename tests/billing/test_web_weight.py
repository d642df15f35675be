"""What the office reads before it changes the counter-value."""

import pytest
from django.urls import reverse
from django.utils import translation

from kennisruil.billing.web.weight import weight_of_open_lots
from kennisruil.network.rules import Weight
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import a_world
from tests.factories import a_network

pytestmark = pytest.mark.django_db

KEY = "coin.counter_value_cents"


def test_open_coins_are_counted_on_both_sides() -> None:
    network = a_world(closed=False).network

    with network_scope(network.pk), translation.override("en"):
        found = weight_of_open_lots(network_id=network.pk, key=KEY)

    assert found == [
        Weight(
            "2 accounts have open coins: 2.00 earned and 2.00 still to give.",
            url=reverse("menu:new_card"),
            action_text="Change the menu card instead",
        )
    ]


def test_nothing_weighs_without_open_coins_or_on_another_decision() -> None:
    network, world = a_network(), a_world(closed=False).network

    found = []
    for one, key in ((network, KEY), (world, "legal_role")):
        with network_scope(one.pk):
            found += weight_of_open_lots(network_id=one.pk, key=key)

    assert found == []
