"""The page of what people can do."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.matching import queries
from kennisruil.shared.scope import network_scope
from tests.factories import a_member, a_network, an_office_member, sign_in
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db


def test_a_member_tells_withdraws_and_brings_back() -> None:
    network = a_network()
    with network_scope(network.pk):
        member = a_member(network)
    client, page = sign_in(Client(), member), reverse("matching:my_know_how")

    client.post(page, {"text": "Kas van de voetbalclub", "where": "outside", "language": "nl"})
    with network_scope(network.pk):
        (row,) = queries.know_how_of(network_id=network.pk, member_id=member.pk)
    shown = client.get(page).content.decode()
    client.post(reverse("matching:withdraw", args=[row.pk]))
    gone = client.get(page).content.decode()
    client.post(reverse("matching:restore", args=[row.pk]))

    assert (row.is_in_job, "Kas van de voetbalclub" in shown) == (False, True)
    assert ("Kas van de voetbalclub" in gone, "Kas van de voetbalclub" in client.get(page).content.decode()) == (
        False,
        True,
    )


def test_others_cannot_touch_it_and_the_office_can_add() -> None:
    network, other = a_network(), a_network()
    with network_scope(network.pk):
        member, colleague, office = a_member(network), a_member(network), an_office_member(network)
        row = knows(member, "Drukwerk")
    with network_scope(other.pk):
        stranger = an_office_member(other)
    withdraw, page = reverse("matching:withdraw", args=[row.pk]), reverse("matching:know_how_of", args=[member.pk])

    assert [sign_in(Client(), one).post(withdraw).status_code for one in (colleague, stranger)] == [404, 404]
    assert [sign_in(Client(), one).get(page).status_code for one in (office, colleague, stranger)] == [200, 403, 404]
