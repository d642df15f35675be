"""Pages of the pathway room."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.pathway import queries
from kennisruil.pathway.models import Concept
from kennisruil.pathway.rules import Share
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.factories import a_member, a_network, a_party, an_office_member, sign_in
from tests.pathway.factories import a_concept

pytestmark = pytest.mark.django_db


def test_office_opens_a_concept_once(client: Client) -> None:
    network = a_network()
    party = a_party(network)
    sign_in(client, an_office_member(network))
    given = {"id": str(new_id()), "name": "Zorgmaat", "summary": "", "stage": "idea", "owner": str(party.pk)}

    answers = [client.post(reverse("pathway:open_concept"), given) for _press in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    with network_scope(network.pk):
        assert Concept.objects.count() == 1
    assert client.get(answers[0]["Location"]).status_code == 200


def test_concept_opens_for_who_works_on_it_only(client: Client) -> None:
    network = a_network()
    member, stranger = a_member(network), a_member(network)
    url = reverse("pathway:concept", args=[a_concept(network, member_ids=[member.pk]).pk])

    answers = [sign_in(Client(), who).get(url).status_code for who in (member, stranger)]

    assert answers == [200, 404]


def test_member_changes_nothing(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    concept = a_concept(network, member_ids=[member.pk])
    sign_in(client, member)

    client.post(reverse("pathway:concept", args=[concept.pk]), {"name": "Mine", "summary": ""})
    moved = client.post(reverse("pathway:enter_stage", args=[concept.pk]), {"stage": "pilot"})

    assert moved.status_code == 403
    with network_scope(network.pk):
        concept.refresh_from_db()
        assert (concept.name, concept.stage) == ("Zorgmaat", "idea")


def test_office_moves_a_concept(client: Client) -> None:
    network = a_network()
    concept = a_concept(network)
    sign_in(client, an_office_member(network))

    client.post(reverse("pathway:enter_stage", args=[concept.pk]), {"stage": "pilot"})

    with network_scope(network.pk):
        concept.refresh_from_db()
        assert concept.stage == "pilot"


def test_concept_of_another_network_does_not_exist(client: Client) -> None:
    concept = a_concept(a_network())
    sign_in(client, an_office_member(a_network()))

    assert client.get(reverse("pathway:concept", args=[concept.pk])).status_code == 404


def test_concept_list_asks_no_more_for_more_rows(client: Client) -> None:
    network = a_network()
    sign_in(client, an_office_member(network))
    counts = []

    for more in (1, 2):
        for _number in range(more):
            a_concept(network)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("pathway:concepts"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_office_adds_who_works_on_it_and_who_owns_it(client: Client) -> None:
    network = a_network()
    concept, member = a_concept(network), a_member(network, email="luc@mail.example")
    first, second = a_party(network), a_party(network)
    sign_in(client, an_office_member(network))
    where = {"network_id": network.pk, "concept_id": concept.pk, "on": date(2030, 1, 1)}

    client.post(reverse("pathway:join", args=[concept.pk]), {"email": "luc@mail.example"})
    for party, parts in ((first, 1), (second, 3), (first, 0)):
        client.post(reverse("pathway:share", args=[concept.pk]), {"owner": str(party.pk), "parts": parts})
    with network_scope(network.pk):
        during = [row.member for row in queries.members_of(**where)]
        owners = queries.shares_of(**where)
    page = client.get(reverse("pathway:concept", args=[concept.pk]))
    client.post(reverse("pathway:leave", args=[concept.pk, member.pk]))

    assert (during, owners, page.status_code) == ([member], [Share(second.pk, 3)], 200)
    with network_scope(network.pk):
        assert queries.members_of(**where) == []
