"""Several processes at the last place: one gets it, no coins are held for the others, nobody hangs."""

import multiprocessing
from multiprocessing.connection import Connection
from typing import Any

import pytest
from django.db import connections

from kennisruil.gatherings.models import Gathering, Place
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope
from tests.factories import a_network
from tests.gatherings.factories import Person, a_card, a_gathering, enrol, hold, people

_FORK = multiprocessing.get_context("fork")


def _at_once(count: int, work: Any) -> list[str]:
    """What ``work`` answers, or the code of its refusal, in each of ``count`` processes let go together."""
    connections.close_all()
    start = _FORK.Barrier(count)
    pipes: list[tuple[Any, Connection]] = []

    def run(number: int, pipe: Connection) -> None:
        start.wait(timeout=30)
        try:
            pipe.send(work(number))
        except Refusal as refusal:
            pipe.send(refusal.code)

    for number in range(count):
        ours, theirs = _FORK.Pipe()
        process = _FORK.Process(target=run, args=(number, theirs), daemon=True)
        process.start()
        theirs.close()
        pipes.append((process, ours))
    answers = [pipe.recv() for _process, pipe in pipes]
    for process, _pipe in pipes:
        process.join(timeout=30)
        assert process.exitcode == 0
    return answers


@pytest.mark.usefixtures("own_database")
def test_one_of_six_gets_the_last_place() -> None:
    network = a_network()
    with network_scope(network.pk):
        a_card(network)
        crowd = people(network, 6)
        gathering = a_gathering(network, capacity=1)

    answers = _at_once(6, lambda number: enrol(gathering, crowd[number]).state)

    with network_scope(network.pk):
        places = list(Place.objects.values_list("member_id", flat=True))
        winner = answers.index("enrolled")
        assert sorted(answers) == sorted(["enrolled", *["gathering_full"] * 5])
        assert places == [crowd[winner].member.pk]
        assert [person.reserved for person in crowd] == [100 if at == winner else 0 for at in range(6)]
        assert Gathering.objects.get().taken == 1


@pytest.mark.usefixtures("own_database")
def test_one_person_who_clicks_six_times_has_one_place() -> None:
    network = a_network()
    with network_scope(network.pk):
        a_card(network)
        [person] = people(network, 1)
        gathering = a_gathering(network, capacity=3)

    answers = _at_once(6, lambda _number: enrol(gathering, person).state)

    with network_scope(network.pk):
        assert answers == ["enrolled"] * 6
        assert (Gathering.objects.get().taken, person.reserved) == (1, 100)


@pytest.mark.usefixtures("own_database")
def test_two_who_note_the_list_at_once_move_the_coins_once() -> None:
    network = a_network()
    with network_scope(network.pk):
        a_card(network)
        giver, *crowd = people(network, 4)
        gathering = a_gathering(network, item_code="workshop", giver=giver)
        places = [enrol(gathering, person) for person in crowd]

    answers = _at_once(4, lambda _number: hold(gathering, *places).state)

    with network_scope(network.pk):
        assert answers == ["held"] * 4
        assert _balances([giver, *crowd]) == [400, -50, -50, -50]


def _balances(crowd: list[Person]) -> list[int]:
    return [person.balance for person in crowd]
