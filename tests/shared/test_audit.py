"""Actions: one row for what somebody did, and no written row without one."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kennisruil.network.models import Member, Network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.factories import AT, BY, ON, a_member, a_network

pytestmark = pytest.mark.django_db


def test_row_outside_an_action_is_refused_by_the_database() -> None:
    network = a_network()

    with network_scope(network.pk), pytest.raises(IntegrityError, match="action_id"), transaction.atomic():
        Member.objects.create(id=new_id(), network_id=network.pk, given_name="An", joined_on=ON)


def test_row_after_an_action_is_refused_too() -> None:
    network = a_network()

    with network_scope(network.pk):
        a_member(network)
        with pytest.raises(IntegrityError, match="action_id"), transaction.atomic():
            Member.objects.create(id=new_id(), network_id=network.pk, given_name="An", joined_on=ON)


def test_action_within_an_action_joins_it() -> None:
    network = a_network()

    with network_scope(network.pk):
        before = Action.objects.count()
        with action("test.outer", network_id=network.pk, by=BY, at=AT) as outer:
            member = a_member(network)
        member.refresh_from_db()

        assert Action.objects.count() == before + 1
        assert member.action_id == outer.id


def test_action_keeps_who_when_and_about_what() -> None:
    network, who = a_network(), Actor.member(new_id())

    with (
        network_scope(network.pk),
        action("test.act", network_id=network.pk, by=who, at=AT, about=("party", "x"), data={"n": 1}) as act,
    ):
        row = Action.objects.get(pk=act.id)

    assert (row.name, row.by, row.at, row.about_kind, row.about_id, row.data) == (
        "test.act",
        str(who),
        AT,
        "party",
        "x",
        {"n": 1},
    )


def _fail_halfway(network: Network) -> None:
    with action("test.act", network_id=network.pk, by=BY, at=AT):
        a_member(network)
        raise ZeroDivisionError


def test_failed_action_leaves_nothing() -> None:
    network = a_network()

    with network_scope(network.pk):
        before = Action.objects.count()
        with pytest.raises(ZeroDivisionError):
            _fail_halfway(network)

        assert (Action.objects.count(), Member.objects.count()) == (before, 0)


def test_action_is_kept_as_written() -> None:
    network = a_network()

    with (
        network_scope(network.pk),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE shared_action SET name = 'other'")


def test_actor_is_ids_only() -> None:
    member_id = new_id()

    assert str(Actor.member(member_id)) == f"member:{member_id}"
    assert Actor.member(member_id).member_id == member_id
    assert (str(Actor.job("billing.close")), Actor.job("billing.close").member_id) == ("job:billing.close", None)
