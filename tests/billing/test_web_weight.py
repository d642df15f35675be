"""What the office reads before it changes the counter-value: the open lots, what it would do, the usual way instead."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kennisruil.billing.web.weight import weight_of_open_lots
from kennisruil.network.rules import Weight
from kennisruil.shared.scope import network_scope
from tests.billing.factories import hold
from tests.billing.web_world import World, a_world
from tests.factories import a_network, sign_in

pytestmark = pytest.mark.django_db

KEY = "coin.counter_value_cents"


def test_open_lots_are_shown_by_what_they_are_worth_with_the_menu_card_instead() -> None:
    world = _dearer(a_world(closed=False))

    found = _weights(world)

    assert [weight.text for weight in found[:1]] == ["4 lots of coins are open: 3.00 earned and 3.00 still to give."]
    assert _figures(found[0]) == [(60_00, "2", 100, 60_00, 100, 60_00), (50_00, "2", 200, 100_00, 200, 100_00)]
    assert [(weight.url, weight.action_text) for weight in found] == [
        (reverse("billing:open_lots"), "See every lot"),
        (reverse("menu:new_card"), "Change the menu card instead"),
    ]


def test_new_value_says_what_goes_to_revaluation() -> None:
    world = _dearer(a_world(closed=False))

    found = _weights(world, value=55_00)

    # 3 coins at 55 are 165; they came with 160.
    assert found[1].text.replace("\xa0", " ") == (
        "At €55.00 a coin, what was earned would be used for €5.00 more than it came with, and what is still to give "
        "would be given back for €5.00 more (with a minus: less). The books show it as revaluation."
    )


def test_nothing_weighs_without_open_coins_or_on_another_decision() -> None:
    network, world = a_network(), a_world(closed=False).network

    found = []
    for one, key in ((network, KEY), (world, "legal_role")):
        with network_scope(one.pk):
            found += weight_of_open_lots(network_id=one.pk, key=key)

    assert found == []


def test_screen_asks_to_be_sure_and_shows_the_lots(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("network:decide", args=[KEY])

    before = client.get(url)
    asked = client.post(url, {"value": "60", "holds_from": "2027-01-01"})
    done = client.post(url, {"value": "60", "holds_from": "2027-01-01", "sure": "1"})

    assert [len(page.context["weights"]) for page in (before, asked)] == [2, 3]
    assert (asked.context["asks"], done.status_code) == (True, 302)
    assert reverse("billing:open_lots") in before.content.decode()


def test_every_open_lot_is_listed_for_the_office_alone(client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)
    forbidden = client.get(reverse("billing:open_lots"))
    sign_in(client, world.office)

    page = client.get(reverse("billing:open_lots"))

    amounts = [(row[0]["text"], row[3]["coins"], row[4]["cents"]) for row in page.context["rows"]]
    assert (forbidden.status_code, amounts) == (
        403,
        [("Velo Vooruit", -200, 100_00), ("Maaklab Schelde", 200, 100_00)],
    )


def _dearer(world: World) -> World:
    hold(
        world.network,
        on=date(2026, 1, 25),
        pays=[(world.receiving, 100)],
        earns=[(world.giving, 100)],
        cents_per_coin=60_00,
    )
    return world


def _weights(world: World, value: int | None = None) -> list[Weight]:
    with network_scope(world.network.pk), translation.override("en"):
        return weight_of_open_lots(network_id=world.network.pk, key=KEY, value=value)


def _figures(weight: Weight) -> list[tuple[object, ...]]:
    return [tuple(next(iter(cell.values())) if isinstance(cell, dict) else cell for cell in row) for row in weight.rows]
