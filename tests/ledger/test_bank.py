"""Sixteen clients, a hundred thousand movements, and a server that is killed meanwhile: nothing lost, twice or half."""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, InterfaceError, connection, connections, transaction

from kennisruil.ledger.models import Account, Reservation, Transfer
from kennisruil.shared.scope import network_scope
from tests.ledger.bank.client import Bank, Step, answers_of, work
from tests.ledger.bank.server import Fragile, fragile_server
from tests.ledger.world import World

_FORK = multiprocessing.get_context("fork")
_LEAST_LINE_BYTES = 28
# What each request did to an account on the whole, and where that left it, when it ended beyond a limit of a member's.
_BEYOND = """
SELECT r.request_id, r.change, r.after < a.floor FROM ledger_account a JOIN (
    SELECT e.account_id, t.request_id, sum(e.amount) AS change,
        (array_agg(e.balance_after ORDER BY e.version DESC))[1] AS after
    FROM ledger_entry e JOIN ledger_transfer t ON t.network_id = e.network_id AND t.id = e.transfer_id
    GROUP BY e.account_id, t.request_id
) r ON r.account_id = a.id WHERE r.after < a.floor OR r.after > a.ceiling
"""


@dataclass(kw_only=True)
class Run:
    """A bank at work: clients that come back after each kill, and one that keeps adding everything up."""

    fragile: Fragile
    bank: Bank
    world: World
    clients: int
    steps: int
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    at_work: dict[int, BaseProcess] = field(default_factory=dict)

    def to_the_end(self, *, kills: int) -> None:
        """Let all finish their plan, with ``kills`` deaths spread over it."""
        connections.close_all()
        watcher = _FORK.Process(target=watch, args=(self.bank,), daemon=True)
        watcher.start()
        for client in range(self.clients):
            self._begin(client)
        # By progress, not by the clock: a fast machine must not be done before the first death.
        spread = sorted(self.chance.uniform(0.05, 1.0) for _ in range(kills))
        while self.at_work:
            self._take_back()
            if spread and self.at_work and self._progress() > spread[0]:
                spread.pop(0)
                self._kill_something()
            time.sleep(0.005)
        self.bank.log_of(-2).touch()
        watcher.join(60)
        assert watcher.exitcode == 0

    def _progress(self) -> float:
        """About how far all are, by the size of their logs; 1 comes well before the end."""
        written = sum(path.stat().st_size for path in self.bank.logs.iterdir())
        return written / (_LEAST_LINE_BYTES * self.clients * self.steps)

    def _begin(self, client: int) -> None:
        process = _FORK.Process(target=work, args=(self.bank, client), kwargs={"steps": self.steps}, daemon=True)
        process.start()
        self.at_work[client] = process

    def _take_back(self) -> None:
        for client, process in list(self.at_work.items()):
            if process.exitcode is None:
                continue
            assert process.exitcode in (0, -signal.SIGKILL), f"client {client} fell over"
            del self.at_work[client]
            if process.exitcode:
                self._begin(client)

    def _kill_something(self) -> None:
        what = ("client", "client", "child", "postmaster")[sum(self.killed.values()) % 4]
        self.killed[what] += 1
        if what == "postmaster":
            self.fragile.kill_postmaster()
        elif what == "child":
            self.fragile.kill_a_child(self.chance)
        else:
            process = self.chance.choice(list(self.at_work.values()))
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)


def watch(bank: Bank) -> None:
    """Add up all balances and all entries in serializable transactions, until told to stop; writes what was seen."""
    sums: Counter[tuple[int, int]] = Counter()
    while not bank.log_of(-2).exists() or not sums:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE READ ONLY")
                cursor.execute("SELECT set_config('kennisruil.network', %s, true)", [str(bank.network_id)])
                cursor.execute(
                    "SELECT (SELECT sum(balance) FROM ledger_account)::bigint,"
                    " (SELECT coalesce(sum(amount), 0) FROM ledger_entry)::bigint"
                )
                sums[cursor.fetchone()] += 1
        except (DatabaseError, InterfaceError):
            connection.close()
        time.sleep(0.05)
    bank.log_of(-1).write_text(repr(dict(sums)))


@pytest.fixture
def fragile(tmp_path: Path, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Fragile]:
    """A server of its own for Django, which this test may kill."""
    del django_db_setup
    with django_db_blocker.unblock(), fragile_server(tmp_path / "home") as server:
        yield server


def bank_run(fragile: Fragile, logs: Path, *, clients: int, movements: int, accounts: int, widest: int) -> Run:
    world = World()
    logs.mkdir()
    ids = tuple(world.account(floor=-widest, ceiling=widest) for _ in range(accounts))
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    bank = Bank(
        network_id=world.network_id, book_id=world.book_id, operator=world.operator, accounts=ids, logs=logs, seed=seed
    )
    return Run(
        fragile=fragile, bank=bank, world=world, clients=clients, steps=movements // clients, chance=random.Random(seed)
    )


def check(run: Run) -> Counter[str]:
    """Everything that must be true afterwards; gives how many steps were booked, refused and empty."""
    bank, words, allowed = run.bank, Counter[str](), Counter[object]()
    with network_scope(bank.network_id):
        transfers = dict(Transfer.objects.values_list("id", "request_id"))
        reservations = dict(Reservation.objects.values_list("id", "request_id"))
        standing = list(Account.objects.values_list("kind", "balance", "reserved", "floor"))
        with connection.cursor() as cursor:
            cursor.execute(_BEYOND)
            beyond = cursor.fetchall()
    there, twins = {*transfers, *reservations}, dict[object, set[str]]()
    booked_requests, refused_requests, posted_requests = set(), set(), set()
    for client in range(run.clients):
        answers = answers_of(bank, client)
        assert sorted(answers) == list(range(run.steps))
        for number, answer in answers.items():
            step = Step(bank=bank, client=client, number=number)
            words[answer.word] += 1
            assert answer.word != "broken", answer
            if answer.word == "booked":
                ids = {UUID(text) for text in answer.more.split(",")}
                assert ids <= there, "an acknowledged write is gone"
                booked_requests.add(step.request_id)
                if step.kind == "post":
                    posted_requests.add(step.request_id)
                if step.is_shared:
                    twins.setdefault(step.request_id, set()).add(answer.more)
            elif answer.word == "refused":
                refused_requests.add(step.request_id)
            allowed[step.request_id] = {"group": 2, "post": 2}.get(step.kind, 1)
    asked = Counter(transfers.values()) + Counter(reservations.values())
    assert {request: count for request, count in asked.items() if count != allowed[request]} == {}
    assert asked.keys() & (refused_requests - booked_requests) == set()
    assert all(len(same) == 1 for same in twins.values()), "two twins were told different things"
    assert sum(balance for _, balance, *_ in standing) == 0
    assert all(kind == "operator" or balance - reserved >= floor for kind, balance, reserved, floor in standing)
    # No floor was passed at any moment. A ceiling is passed by nothing but posting what was reserved before: that is
    # promised, and never refused; nobody else may add to it then.
    print(f"{len(beyond)} beyond, {words}")
    assert [one for one in beyond if one[2]] == []
    assert {request for request, change, _ in beyond if change > 0} <= posted_requests
    assert bank.log_of(-1).read_text().startswith("{(0, 0): ")
    assert "," not in bank.log_of(-1).read_text().removeprefix("{(0, 0): ")
    assert run.world.broken() == []
    return words


def test_a_bank_survives_what_is_killed_around_it(fragile: Fragile, tmp_path: Path) -> None:
    run = bank_run(fragile, tmp_path / "logs", clients=4, movements=400, accounts=8, widest=60)

    run.to_the_end(kills=4)

    words = check(run)
    assert words["booked"] > 100
    assert words["refused"] > 0
    assert run.killed == {"client": 2, "child": 1, "postmaster": 1}


@pytest.mark.slow
def test_a_bank_of_sixteen_survives_a_hundred_thousand_movements(fragile: Fragile, tmp_path: Path) -> None:
    run = bank_run(fragile, tmp_path / "logs", clients=16, movements=100_000, accounts=40, widest=400)

    run.to_the_end(kills=80)

    words = check(run)
    assert words["booked"] > 60_000
    assert sum(run.killed.values()) == 80
