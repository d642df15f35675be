"""Pages of the network room: each opens for who may, not for others, and never for another network's rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.network import actions
from kennisruil.network.models import Membership
from kennisruil.network.web.networks import ROLES
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.factories import (
    AT,
    BY,
    ON,
    Neighbours,
    a_login,
    a_member,
    a_network,
    a_party,
    an_office_member,
    sign_in,
    two_networks,
)

pytestmark = pytest.mark.django_db

MEMBER_PAGES = ["network:profile", "network:details", "network:own_party", "network:data", "network:choose"]
OFFICE_PAGES = [
    "network:invite",
    "network:parties",
    "network:add_party",
    "network:decisions",
    "network:staff",
    "network:terms",
]


@pytest.mark.parametrize("page", MEMBER_PAGES)
def test_member_page_opens(page: str, client: Client) -> None:
    network = a_network()
    member = a_member(network)
    a_party(network, member=member)
    sign_in(client, member)

    answer = client.get(reverse(page))

    assert answer.status_code == 200


@pytest.mark.parametrize("page", [*MEMBER_PAGES, *OFFICE_PAGES])
def test_page_asks_a_visitor_to_sign_in(page: str, client: Client) -> None:
    answer = client.get(reverse(page))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", OFFICE_PAGES)
def test_office_page_opens_for_the_office_only(page: str, client: Client) -> None:
    network = a_network()
    sign_in(client, a_member(network))
    other = Client()
    sign_in(other, an_office_member(network))

    answers = client.get(reverse(page)).status_code, other.get(reverse(page)).status_code

    assert answers == (403, 200)


@pytest.mark.parametrize(("key", "page"), [("books.accounts", "chart"), ("books.targets", "choose_packages")])
def test_a_decision_with_a_page_of_its_own_is_taken_there(key: str, page: str, client: Client) -> None:
    sign_in(client, an_office_member(a_network()))

    answer = client.get(reverse("network:decide", args=[key]))

    assert (answer.status_code, answer["Location"]) == (302, reverse(f"bookkeeping:{page}"))


def test_tables_are_told_in_words(client: Client) -> None:
    network = a_network()
    karin = an_office_member(network)
    with network_scope(network.pk):
        people = {"office": str(karin.pk), "books": str(new_id(at=AT))}
        actions.change_setting(network_id=network.pk, key="demo.people", value=people, holds_from=ON, by=BY, at=AT)
    sign_in(client, karin)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("network:decisions"))
    kept = client.get(reverse("network:decide", args=["demo.people"]))

    told = {one.kind.key: one.present for group in page.context["groups"] for one in group["decisions"]}
    assert told["demo.people"] == f"{karin.name} ({ROLES['office']})"
    assert told["books.accounts"].startswith("100000 ")
    assert "_" not in told["books.accounts"]
    assert kept.context["history"][0]["value"] == told["demo.people"]
    assert "<textarea" not in kept.content.decode()
    assert client.post(reverse("network:decide", args=["demo.people"])).status_code == 404


@pytest.mark.parametrize("key", ["coin.counter_value_cents", "legal_role", "house.hue", "limits.floor_minor"])
def test_decision_page_opens(key: str, client: Client) -> None:
    sign_in(client, an_office_member(a_network()))

    assert client.get(reverse("network:decide", args=[key])).status_code == 200


@pytest.mark.parametrize("kind", ["exchange_terms", "self_billing", "confidence", "privacy", "mandate"])
def test_terms_page_opens(kind: str, client: Client) -> None:
    sign_in(client, an_office_member(a_network()))

    assert client.get(reverse("network:new_terms", args=[kind])).status_code == 200


@pytest.fixture
def neighbours() -> Neighbours:
    """Two networks."""
    return two_networks()


def test_rows_of_another_network_do_not_exist(client: Client, neighbours: Neighbours) -> None:
    sign_in(client, an_office_member(neighbours.ours))
    theirs = [
        reverse("network:party", args=[neighbours.their_party.pk]),
        reverse("network:party_facts", args=[neighbours.their_party.pk]),
        reverse("network:person", args=[neighbours.their_member.pk]),
        reverse("network:own_facts", args=[neighbours.their_party.pk]),
        reverse("network:yes", args=["exchange_terms", neighbours.their_party.pk]),
    ]

    assert [client.get(url).status_code for url in theirs] == [404] * len(theirs)


def test_party_of_somebody_else_is_not_mine(client: Client) -> None:
    network = a_network()
    party = a_party(network, member=a_member(network))
    sign_in(client, a_member(network))

    answers = [
        client.get(reverse(page, args=args)).status_code
        for page, args in [
            ("network:own_facts", [party.pk]),
            ("network:party", [party.pk]),
            ("network:yes", ["self_billing", party.pk]),
        ]
    ]

    assert answers == [404, 404, 404]


def test_party_page_leads_who_acts_for_it_to_its_facts(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    party = a_party(network, member=member)
    sign_in(client, member)

    answer = client.get(reverse("network:party", args=[party.pk]))

    assert answer["Location"] == reverse("network:own_facts", args=[party.pk])


def test_office_opens_person_and_party(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    a_login(network, member)
    party = a_party(network, member=member)
    sign_in(client, an_office_member(network))

    answers = [
        client.get(reverse("network:person", args=[member.pk])).status_code,
        client.get(reverse("network:party", args=[party.pk])).status_code,
        client.get(reverse("network:party_facts", args=[party.pk])).status_code,
    ]

    assert answers == [200, 200, 200]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_sign_in_page_opens_in_each_language(language: str, client: Client) -> None:
    answer = client.get(reverse("account_login"), headers={"accept-language": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_party_list_asks_no_more_for_more_rows(client: Client) -> None:
    network = a_network()
    sign_in(client, an_office_member(network))
    counts = []

    for more in (1, 2):
        for _number in range(more):
            a_party(network)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("network:parties"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_foot_gives_the_address_of_the_office_once_it_is_set(client: Client) -> None:
    network = a_network()
    sign_in(client, a_member(network))
    before = client.get(reverse("network:profile")).content.decode()
    actions.change_setting(
        network_id=network.pk, key="office.email", value="kantoor@mail.example", holds_from=ON, by=BY, at=AT
    )

    after = client.get(reverse("network:profile")).content.decode()

    assert ["mailto:kantoor@mail.example" in page for page in (before, after)] == [False, True]


def test_profile_leads_to_other_networks_only_who_has_them(client: Client) -> None:
    one, other = a_network(), a_network()
    member = a_member(one)
    sign_in(client, member)
    alone = client.get(reverse("network:profile")).content.decode()
    with network_scope(one.pk):
        login = Membership.objects.get(member_id=member.pk).login
    with network_scope(other.pk):
        second = a_member(other)
        actions.give_login(network_id=other.pk, member_id=second.pk, email=login.email, by=BY, at=AT)

    both = client.get(reverse("network:profile")).content.decode()

    assert [reverse("network:choose") in page for page in (alone, both)] == [False, True]
