"""What the room asks of the office and of members."""

from datetime import timedelta

import pytest

from kennisruil.network import actions
from kennisruil.network.web.todo import todo_of_network
from kennisruil.shared.ids import new_id
from kennisruil.shared.todo import OFFICE
from tests.factories import AT, BY, ON, a_member, a_party, in_a_network
from tests.network.days import LATER

pytestmark = pytest.mark.django_db


def test_todo_names_what_a_party_that_agreed_still_misses() -> None:
    with in_a_network() as network:
        member = a_member(network)
        a_party(network, name="Whole", member=member)
        bare = a_party(network, name="Bare", facts=None, member=member)
        a_party(network, name="Silent", facts=None, agreed=False)

        office = todo_of_network(network_id=network.pk, waits_for=OFFICE, today=LATER)
        mine = todo_of_network(network_id=network.pk, waits_for=member.pk, today=LATER)
        others = todo_of_network(network_id=network.pk, waits_for=a_member(network).pk, today=LATER)

        assert [(line.kind, line.key, line.since_on) for line in office] == [("party_facts", str(bare.pk), ON)]
        assert [line.key for line in mine if line.kind != "reach"] == [str(bare.pk)]
        assert [line.kind for line in others] == ["reach"]


def test_todo_asks_for_the_yes_that_is_missing() -> None:
    with in_a_network() as network:
        member = a_member(network)
        party = a_party(network, member=member, agreed=False)
        actions.agree(
            network_id=network.pk, party_id=party.pk, kind="exchange_terms", version="2026-11", on=ON, by=BY, at=AT
        )

        lines = todo_of_network(network_id=network.pk, waits_for=member.pk, today=LATER)

        assert [line.key for line in lines if line.kind == "terms"] == [f"{party.pk}:self_billing"]


def test_new_version_asks_who_can_say_yes() -> None:
    with in_a_network() as network:
        member = a_member(network)
        party = a_party(network, member=member)
        for language in ("nl", "fr", "en"):
            actions.publish_terms(
                network_id=network.pk,
                id=new_id(),
                kind="exchange_terms",
                version="2027-01",
                language=language,
                holds_from=LATER,
                text="# New",
                by=BY,
                at=AT,
            )

        found = [
            [
                line.key
                for line in todo_of_network(network_id=network.pk, waits_for=who, today=day)
                if line.kind == "terms"
            ]
            for who in (member.pk, OFFICE)
            for day in (LATER - timedelta(1), LATER)
        ]

        assert found == [[], [f"{party.pk}:exchange_terms"], [], []]
