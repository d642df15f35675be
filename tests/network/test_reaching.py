"""How others may reach a person: nothing is shown by itself, they are asked once, and what was hidden stays hidden."""

from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.network import actions
from kennisruil.network.models import Member, Network
from kennisruil.network.rules import Ways, ways_to_reach
from kennisruil.network.web.todo import todo_of_network
from kennisruil.shared.actors import Actor
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.factories import AT, ON, a_member, a_network, in_a_network, sign_in
from tests.network.days import LATER

_MIGRATION = "kennisruil.network.migrations.0004_who_hid_contact_goes_on_hiding_it"


@given(shows_phone=st.booleans(), shows_email=st.booleans(), shares=st.booleans(), have_met=st.booleans())
def test_a_way_is_shown_only_by_a_yes_of_its_owner(
    shows_phone: bool, shows_email: bool, shares: bool, have_met: bool
) -> None:
    person = Member(
        phone="014", email="an@mail.example", shows_phone=shows_phone, shows_email=shows_email, shares_when_met=shares
    )

    ways = ways_to_reach(person, have_met=have_met)

    met = have_met and shares
    assert (bool(ways.phone), bool(ways.email)) == (shows_phone or met, shows_email or met)


@pytest.mark.django_db
def test_somebody_new_shows_nothing_and_is_asked_until_they_said() -> None:
    with in_a_network() as network:
        member = a_member(network, phone="014 11 22 33")
        before, asked = ways_to_reach(member), _asked(network, member.pk)

        for day in (ON, ON + timedelta(days=3)):
            member = _say(network, member.pk, shows_phone=True, on=day)

        assert (before, asked) == (Ways(), ["reach"])
        assert ways_to_reach(member) == Ways(phone="014 11 22 33")
        assert (_asked(network, member.pk), member.reach_answered_on) == ([], ON)
        [noted] = Action.objects.filter(name="network.say_how_to_reach")
        assert noted.data == {"fields": ["shows_phone"]}


@pytest.mark.django_db
def test_a_no_to_everything_is_an_answer_too() -> None:
    with in_a_network() as network:
        member = a_member(network, phone="014 11 22 33")

        member = _say(network, member.pk, shares_when_met=False)

        assert ways_to_reach(member, have_met=True) == Ways()
        assert _asked(network, member.pk) == []


@pytest.mark.django_db
def test_who_hid_something_before_goes_on_hiding_it_and_others_keep_what_they_have() -> None:
    with in_a_network() as network:
        hid, showed = a_member(network), a_member(network)
        Member.objects.filter(pk=hid.pk).update(shows_email=True)
        Member.objects.filter(pk=showed.pk).update(shows_email=True, shows_phone=True)

        for _time in range(2):
            with connection.cursor() as cursor:
                cursor.execute(import_module(_MIGRATION).KEEP_HIDDEN)

        kept = {member.pk: member for member in Member.objects.all()}
        assert [
            (row.shows_phone, row.shows_email, row.shares_when_met, row.reach_answered_on)
            for row in (kept[hid.pk], kept[showed.pk])
        ] == [(False, True, False, ON), (True, True, True, None)]


@pytest.mark.django_db
def test_page_keeps_what_i_say_of_myself_alone(client: Client) -> None:
    network = a_network()
    member, other = a_member(network), a_member(network)
    sign_in(client, member)

    page = client.get(reverse("network:reach"))
    answer = client.post(reverse("network:reach"), {"shows_email": "on", "shares_when_met": "on"})

    with network_scope(network.pk):
        rows = {row.pk: row for row in Member.objects.filter(pk__in=[member.pk, other.pk])}
    assert (page.status_code, answer["Location"]) == (200, reverse("network:profile"))
    assert [(row.shows_phone, row.shows_email) for row in (rows[member.pk], rows[other.pk])] == [
        (False, True),
        (False, False),
    ]
    assert Client().get(reverse("network:reach")).status_code == 302


def _say(network: Network, member_id: UUID, **said: Any) -> Member:
    answer = {"shows_phone": False, "shows_email": False, "shares_when_met": True, "on": ON} | said
    return actions.say_how_to_reach(
        network_id=network.pk, member_id=member_id, by=Actor.member(member_id), at=AT, **answer
    )


def _asked(network: Network, member_id: UUID) -> list[str]:
    return [line.kind for line in todo_of_network(network_id=network.pk, waits_for=member_id, today=LATER)]
