"""Agreed sessions of one person never meet, whatever two people do at once."""

import os
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Session, SessionSpan
from kennisruil.brokerage.rules.refusals import AlreadyTaken
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import STARTS, Exchange, a_session, an_exchange
from tests.database import OwnDatabase
from tests.factories import AT, BY, a_member, a_network, a_party, in_a_network

AGREED, TAKEN = 0, 7


def another_asker(exchange: Exchange) -> Exchange:
    asker = a_member(exchange.network, given_name="Chloé")
    return replace(exchange, asker=asker, asker_party=a_party(exchange.network, member=asker))


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [-239, 0, 60, 239])
def test_a_person_who_agreed_is_not_booked_again(minutes: int) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="agreed", starts_at=STARTS)

        with pytest.raises(AlreadyTaken) as refused:
            a_session(another_asker(exchange), starts_at=STARTS + timedelta(minutes=minutes))

        assert refused.value.name == exchange.helper.name
        assert Session.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [-240, 240])
def test_sessions_may_follow_each_other(minutes: int) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="agreed", starts_at=STARTS)

        after = a_session(another_asker(exchange), state="agreed", starts_at=STARTS + timedelta(minutes=minutes))

        assert after.state == "agreed"


@pytest.mark.django_db
def test_moving_into_another_session_changes_nothing() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="agreed", starts_at=STARTS)
        later = a_session(another_asker(exchange), state="agreed", starts_at=STARTS + timedelta(days=1))

        with pytest.raises(AlreadyTaken):
            actions.move_session(session_id=later.pk, starts_at=STARTS, **exchange.write())

        later.refresh_from_db()
        assert (later.state, later.starts_at) == ("agreed", STARTS + timedelta(days=1))


@pytest.mark.django_db
def test_a_session_called_off_or_moved_lets_people_go() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        moved = a_session(exchange, state="moved", starts_at=STARTS)
        a_session(exchange, state="cancelled", starts_at=STARTS + timedelta(days=2))

        assert moved.state == "moved"
        assert SessionSpan.objects.count() == 0


def test_of_two_yeses_at_once_one_is_kept(own_database: OwnDatabase) -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange = an_exchange(network)
        askers = [exchange, *(another_asker(exchange) for _number in range(3))]
        sessions = [a_session(one, starts_at=STARTS) for one in askers]
        for session in sessions:
            actions.accept_session(session_id=session.pk, side="recipient", **exchange.write())
    connections.close_all()

    children = [_accept_in_a_child(network, session.pk) for session in sessions]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert sorted(ends) == [AGREED, TAKEN, TAKEN, TAKEN]
    with network_scope(network.pk):
        assert Session.objects.filter(state="agreed").count() == 1
        assert SessionSpan.objects.count() == 2


def _accept_in_a_child(network: Network, session_id: UUID) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        actions.accept_session(network_id=network.pk, session_id=session_id, side="provider", by=BY, at=AT)
        code = AGREED
    except AlreadyTaken:
        code = TAKEN
    finally:
        # Neither pytest nor the database of the parent may hear of this process.
        os._exit(code)
    return 0


pytestmark = pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
