"""Leaving: a member says so, the office reads it among what waits, and notes it once nothing is open."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from kennisruil.billing import actions as billing
from kennisruil.network.models import Member, Membership, Network, Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.factories import PERSON, a_member, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: NOW)


def _waiting(network: Network) -> list[str]:
    with network_scope(network.pk):
        lines = todo_lines(network_id=network.pk, waits_for=OFFICE, today=NOW.date())
    return [line.key for line in lines if line.kind == "leaving"]


def _give_coins(network: Network, party: Party) -> None:
    with network_scope(network.pk):
        billing.record_opening_balance(
            network_id=network.pk,
            id=new_id(at=NOW),
            party_id=party.pk,
            coins=200,
            cents=100_00,
            on=NOW.date(),
            by=Actor.command("test"),
            at=NOW,
            today=NOW.date(),
        )


def test_wish_to_leave_waits_for_the_office_until_it_is_taken_back() -> None:
    network = a_network()
    member = a_member(network)
    browser = sign_in(Client(), member)

    assert browser.get("/profile/leave/").status_code == 200
    browser.post("/profile/leave/", {"wish": "leave"})
    waiting = _waiting(network)
    browser.post("/profile/leave/", {"wish": "stay"})

    assert waiting == [str(member.pk)]
    assert _waiting(network) == []


def test_who_left_no_longer_comes_in_and_nothing_waits() -> None:
    network = a_network()
    member, office = a_member(network), an_office_member(network)
    sign_in(Client(), member).post("/profile/leave/", {"wish": "leave"})

    sign_in(Client(), office).post(f"/people/{member.pk}/left/")

    with network_scope(network.pk):
        assert Member.objects.get(pk=member.pk).left_on == NOW.date()
        assert not Membership.objects.get(member_id=member.pk).is_active
    assert _waiting(network) == []


def test_noting_that_somebody_left_is_for_the_office() -> None:
    network = a_network()
    member, other = a_member(network), a_member(network, given_name="Other")

    answer = sign_in(Client(), other).post(f"/people/{member.pk}/left/")

    assert answer.status_code == 403
    with network_scope(network.pk):
        assert Member.objects.get(pk=member.pk).left_on is None


def test_coins_on_the_own_account_are_settled_first() -> None:
    network = a_network()
    member, office = a_member(network), an_office_member(network)
    party = a_party(network, name="Ann", kind="person", facts=PERSON, member=member)
    _give_coins(network, party)

    answer = sign_in(Client(), office).post(f"/people/{member.pk}/left/", follow=True)

    assert answer.status_code == 200
    with network_scope(network.pk):
        assert Member.objects.get(pk=member.pk).left_on is None
