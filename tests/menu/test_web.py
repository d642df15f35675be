"""Pages of the menu card."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.menu import actions, queries
from kennisruil.menu.models import MenuCard
from kennisruil.menu.web.forms import initial_of
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.factories import AT, BY, ON, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    made = a_network()
    with network_scope(made.pk):
        actions.publish_shipped_card(network_id=made.pk, holds_from=ON, by=BY, at=AT)
    return made


@pytest.fixture
def office(network: Network) -> Client:
    with network_scope(network.pk):
        member = an_office_member(network)
    return sign_in(Client(), member)


def values(**changed: str) -> dict[str, Any]:
    rows = initial_of(queries.shipped_items())
    data: dict[str, Any] = {
        "item-TOTAL_FORMS": str(len(rows)),
        "item-INITIAL_FORMS": str(len(rows)),
        "item-MIN_NUM_FORMS": "0",
        "item-MAX_NUM_FORMS": "60",
    }
    for number, row in enumerate(rows):
        data |= {f"item-{number}-{name}": value for name, value in row.items()}
    return data | changed


def test_members_see_the_card_and_that_it_is_an_example(network: Network) -> None:
    with network_scope(network.pk):
        member = a_member(network)
    page = sign_in(Client(), member).get(reverse("menu:card"))

    assert (page.status_code, "notice--waits" in page.content.decode()) == (200, True)
    assert sign_in(Client(), member).get(reverse("menu:new_card")).status_code == 403


def test_office_publishes_a_next_card(network: Network, office: Client) -> None:
    page = reverse("menu:new_card")

    assert office.get(page).status_code == 200
    answer = office.post(page, values(holds_from="2030-01-01", **{"item-0-recipient_coins": "-3"}))

    with network_scope(network.pk):
        newest = queries.cards(network_id=network.pk)[0]
        prices = queries.items_of(network_id=network.pk, card_id=newest.pk)[0].recipient_coins
    assert (answer.status_code, prices, newest.is_demo) == (302, -300, False)
    assert office.get(reverse("menu:version", args=[newest.pk])).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"holds_from": "2020-01-01"}, {"holds_from": "2030-01-01", "item-0-recipient_coins": "twee"}]
)
def test_a_card_that_cannot_be_is_explained(network: Network, office: Client, wrong: dict[str, str]) -> None:
    answer = office.post(reverse("menu:new_card"), values(**wrong))

    with network_scope(network.pk):
        count = MenuCard.objects.filter(network_id=network.pk).count()
    assert (answer.status_code, count) == (422, 1)


def test_preview_shows_the_change(office: Client) -> None:
    answer = office.post(reverse("menu:preview"), values(**{"item-0-recipient_coins": "-3"}))

    assert (answer.status_code, "3,00" in answer.content.decode()) == (200, True)


def test_a_card_of_another_network_is_not_there(network: Network) -> None:
    other = a_network()
    with network_scope(other.pk):
        member = an_office_member(other)
    with network_scope(network.pk):
        card = queries.cards(network_id=network.pk)[0]

    assert sign_in(Client(), member).get(reverse("menu:version", args=[card.pk])).status_code == 404
