"""Limits of an account on the page: seen with their history, changed with a reason, by who may see the books."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.ledger import queries as ledger
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import a_world
from tests.factories import sign_in, two_networks

pytestmark = pytest.mark.django_db


def test_limits_are_changed_once_with_a_reason_and_kept_in_the_history(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:limits", args=[world.receiving.pk])
    given = {"id": str(new_id()), "floor": "-10", "ceiling": "30,5", "reason": "A large concept"}

    seen = client.get(url)
    client.post(url, given)
    client.post(url, given)

    assert seen.status_code == 200
    with network_scope(world.network.pk):
        now = ledger.balance(network_id=world.network.pk, account_id=world.receiving.account_id)
        history = ledger.limit_history(network_id=world.network.pk, account_id=world.receiving.account_id)
    assert (now.floor, now.ceiling) == (-1000, 3050)
    assert len(history) == 2
    assert (history[0].floor, history[0].ceiling, history[0].reason) == (-1000, 3050, "A large concept")


@pytest.mark.parametrize(
    "wrong", [{"floor": "5", "ceiling": "1", "reason": "r"}, {"floor": "0", "ceiling": "9", "reason": ""}]
)
def test_limits_that_cannot_be_change_nothing(client: Client, wrong: dict[str, str]) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:limits", args=[world.receiving.pk])

    answer = client.post(url, wrong | {"id": str(new_id())})

    assert answer.status_code == 200
    assert not answer.context["form"].is_valid()
    with network_scope(world.network.pk):
        history = ledger.limit_history(network_id=world.network.pk, account_id=world.receiving.account_id)
    assert len(history) == 1


def test_limits_are_not_for_members(client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)

    assert client.get(reverse("billing:limits", args=[world.receiving.pk])).status_code == 403


def test_limits_of_another_network_do_not_exist(client: Client) -> None:
    world, others = a_world(), two_networks()
    sign_in(client, world.office)

    assert client.get(reverse("billing:limits", args=[others.their_party.pk])).status_code == 404
