"""Several processes at once, and processes that die: nothing twice,
nothing half, no deadlock, every acknowledged write there.
"""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from kennisruil.ledger.models import Transfer
from kennisruil.ledger.rules.refusals import LedgerRefusal, PeriodClosed, RequestReused
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.database import OwnDatabase
from tests.ledger.world import World, leg

_FORK = multiprocessing.get_context("fork")


@contextmanager
def processes(count: int, work: Callable[[int, Connection], None]) -> Iterator[list[tuple[BaseProcess, Connection]]]:
    """Run ``work(number, pipe)`` in ``count`` processes, each with a connection of its own."""
    connections.close_all()
    started: list[tuple[BaseProcess, Connection]] = []
    for number in range(count):
        ours, theirs = _FORK.Pipe()
        process = _FORK.Process(target=work, args=(number, theirs), daemon=True)
        process.start()
        theirs.close()
        started.append((process, ours))
    try:
        yield started
    finally:
        for process, _ in started:
            process.join(timeout=60)
            assert process.exitcode is not None, "a process hangs"


def gathered(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What ``work`` returns, or the refusal it meets, in each of ``count`` processes."""

    def run(number: int, pipe: Connection) -> None:
        try:
            pipe.send(work(number))
        except LedgerRefusal as refusal:
            pipe.send(type(refusal).__name__)

    with processes(count, run) as started:
        return [pipe.recv() for _, pipe in started]


@pytest.mark.usefixtures("own_database")
def test_opposite_transfers_do_not_wait_for_each_other() -> None:
    world = World()
    a, b, c = (world.account(floor=None, ceiling=None) for _ in range(3))

    def work(number: int) -> int:
        ring = [a, b, c] if number % 2 else [c, b, a]
        for _ in range(40):
            world.transfer(ring[0], ring[1], 1)
            world.group(leg(ring[1], ring[2], 1), leg(ring[2], ring[0], 1))
        return 120

    assert gathered(4, work) == [120] * 4

    assert [world.standing()[one] for one in (a, b, c)] == [(0, 0)] * 3
    assert world.broken() == []


@pytest.mark.usefixtures("own_database")
def test_one_hot_account_never_passes_its_floor() -> None:
    world = World()
    hot = world.account(floor=-100)
    others = [world.account(floor=0, ceiling=None) for _ in range(4)]

    def work(number: int) -> int:
        passed = 0
        for _ in range(60):
            try:
                world.transfer(hot, others[number], 1)
                passed += 1
            except LedgerRefusal:
                continue
        return passed

    passed = gathered(4, work)

    assert sum(passed) == 100
    assert world.standing()[hot] == (-100, 0)
    assert world.broken() == []


@pytest.mark.usefixtures("own_database")
def test_same_request_from_eight_processes_books_once() -> None:
    world = World()
    a, b, request_id = world.account(), world.account(), new_id()
    start = time.monotonic() + 0.3

    def work(number: int) -> tuple[UUID, bool]:
        time.sleep(max(0.0, start - time.monotonic()))
        booked = world.transfer(a, b, 100, request_id=request_id)
        return booked.id, booked.repeated

    answers = gathered(8, work)

    assert len({id for id, _ in answers}) == 1
    assert sorted(repeated for _, repeated in answers) == [False] + [True] * 7
    assert world.standing()[b] == (100, 0)
    assert world.broken() == []


@pytest.mark.usefixtures("own_database")
def test_same_request_for_other_accounts_books_one_of_them() -> None:
    world = World()
    pairs = [(world.account(), world.account()) for _ in range(6)]
    request_id = new_id()
    start = time.monotonic() + 0.3

    def work(number: int) -> str:
        time.sleep(max(0.0, start - time.monotonic()))
        world.transfer(*pairs[number], 100, request_id=request_id)
        return "booked"

    assert sorted(gathered(6, work)) == [RequestReused.__name__] * 5 + ["booked"]
    assert sum(balance for balance, _ in world.standing().values() if balance > 0) == 100
    assert world.broken() == []


@pytest.mark.usefixtures("own_database")
def test_closing_while_others_book_seals_everything() -> None:
    world = World()
    accounts = [world.account(floor=None, ceiling=None) for _ in range(4)]

    def work(number: int) -> str:
        if number == 0:
            time.sleep(0.25)
            world.close()
            return "closed"
        while True:
            try:
                # An account opened meanwhile must not slip past the lock either.
                world.transfer(world.account(floor=None), accounts[number], 1)
            except PeriodClosed:
                return "refused"

    assert gathered(4, work) == ["closed", "refused", "refused", "refused"]
    assert world.broken() == []


def kill_while_booking(*, rounds: int, clients: int) -> None:
    """Clients book groups and tell each acknowledged one; each
    is killed at a random moment; nothing may be half or lost.
    """
    world = World()
    accounts = [world.account(floor=None, ceiling=None) for _ in range(12)]
    chance = random.Random(7)
    acknowledged: set[UUID] = set()

    def work(number: int, pipe: Connection) -> None:
        mine = random.Random(os.getpid())
        while True:
            chosen = [mine.sample(accounts, 2) for _ in range(20)]
            pipe.send(world.group(*[leg(a, b, mine.randint(1, 9)) for a, b in chosen]).ids)

    for _ in range(rounds):
        with processes(clients, work) as started:
            for process, pipe in started:
                pipe.poll(5)
                time.sleep(chance.random() * 0.02)
                assert process.pid is not None
                os.kill(process.pid, signal.SIGKILL)
            for process, pipe in started:
                process.join(timeout=30)
                acknowledged.update(_everything(pipe))

    with network_scope(world.network_id):
        groups: dict[UUID, int] = {}
        for group_id in Transfer.objects.values_list("group_id", flat=True):
            groups[group_id] = groups.get(group_id, 0) + 1
        there = set(Transfer.objects.values_list("id", flat=True))
    assert set(groups.values()) == {20}
    assert acknowledged and acknowledged <= there
    assert world.broken() == []


def _everything(pipe: Connection) -> Iterator[UUID]:
    try:
        while True:
            yield from pipe.recv()
    except (EOFError, OSError, ValueError):
        return


def test_killed_clients_leave_nothing_half(own_database: OwnDatabase) -> None:
    kill_while_booking(rounds=3, clients=3)


@pytest.mark.slow
def test_many_killed_clients_leave_nothing_half(own_database: OwnDatabase) -> None:
    kill_while_booking(rounds=40, clients=6)


@pytest.mark.slow
@pytest.mark.usefixtures("own_database")
def test_bank_of_many_clients_sums_to_zero() -> None:
    world = World()
    accounts = [world.account(floor=-500, ceiling=None) for _ in range(30)]

    def work(number: int) -> int:
        mine, booked = random.Random(number), 0
        for _ in range(1500):
            a, b = mine.sample(accounts, 2)
            amount, request_id = mine.randint(1, 40), new_id()
            try:
                if mine.random() < 0.3:
                    held = world.reserve(a, amount)
                    world.post(
                        held, leg(a, world.operator, amount), leg(world.operator, b, amount), request_id=request_id
                    )
                else:
                    world.transfer(a, b, amount, request_id=request_id)
                    assert world.transfer(a, b, amount, request_id=request_id).repeated
                booked += 1
            except LedgerRefusal:
                continue
        return booked

    assert all(gathered(16, work))
    assert sum(balance for balance, _ in world.standing().values()) == 0
    assert world.broken() == []
