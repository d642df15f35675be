"""A client of the bank: works through its plan, retries what it is not sure of, logs each answer before it goes on."""

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from kennisruil.ledger import actions
from kennisruil.ledger.rules import Booked, Leg, Reference
from kennisruil.ledger.rules.refusals import CeilingReached, FloorReached, LedgerRefusal
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id

AT = datetime(2026, 1, 10, 12, tzinfo=UTC)
_BY = Actor.command("bank")
_PATIENCE_SECONDS = 60


class Answer(NamedTuple):
    """``booked`` with ids, ``refused`` by a limit, ``nothing`` to do, or ``broken``: what must never happen."""

    word: str
    more: str


@dataclass(frozen=True, kw_only=True)
class Bank:
    """The book everybody moves coins in, and where clients keep their logs."""

    network_id: UUID
    book_id: UUID
    operator: UUID
    accounts: tuple[UUID, ...]
    logs: Path
    seed: int

    def log_of(self, client: int) -> Path:
        return self.logs / f"{client}.log"


@dataclass(frozen=True, kw_only=True)
class Step:
    """What client ``client`` does as its ``number``-th: everything follows from these, so a retry asks for the same."""

    bank: Bank
    client: int
    number: int
    earlier: Mapping[int, "Answer"] = field(default_factory=dict)

    def id(self, *parts: object) -> UUID:
        return derived_id("bank", self.bank.seed, self.client, self.number, *parts)

    @property
    def is_shared(self) -> bool:
        """Every eighth request is made by a twin too, at about the same time and under the same id."""
        return self.number % 8 == 3

    @property
    def request_id(self) -> UUID:
        if self.is_shared:
            return derived_id("bank", self.bank.seed, "twins", self.client // 2, self.number)
        return self.id("request")

    @property
    def kind(self) -> str:
        return ("transfer", "reserve", "post", "transfer", "transfer", "group", "reserve", "release")[self.number % 8]

    def chance(self) -> random.Random:
        return random.Random(self.request_id.int)

    def do(self) -> Booked | None:
        """Ask for it; nothing when it rests on what an earlier step was refused."""
        chance, bank = self.chance(), self.bank
        a, b, c = chance.sample(bank.accounts, 3)
        amount = chance.randint(1, 40)
        common = {"network_id": bank.network_id, "request_id": self.request_id, "by": _BY}
        when = {"occurred_at": AT, "booked_at": AT}
        if self.kind == "transfer":
            return actions.post_transfer(
                id=self.id(), book_id=bank.book_id, from_id=a, to_id=b, amount=amount, kind="bank", **common, **when
            )
        if self.kind == "group":
            legs = [Leg(id=self.id(1), from_id=a, to_id=b, amount=amount, kind="bank")]
            legs += [Leg(id=self.id(2), from_id=b, to_id=c, amount=amount, kind="bank")]
            return actions.post_group(group_id=self.id(0), book_id=bank.book_id, legs=legs, **common, **when)
        if self.kind == "reserve":
            return actions.reserve(
                id=self.id(), account_id=a, amount=amount, expires_at=None, at=AT, reference=Reference(), **common
            )
        return self._end_what_was_reserved(common, when)

    def _end_what_was_reserved(self, common: dict[str, object], when: dict[str, datetime]) -> Booked | None:
        held = Step(bank=self.bank, client=self.client, number=self.number - 1)
        if held.kind != "reserve" or self.earlier[held.number].word != "booked":
            return None
        chance = held.chance()
        payer, payee, _ = chance.sample(self.bank.accounts, 3)
        amount = chance.randint(1, 40)
        if self.kind == "release":
            return actions.release_reservation(network_id=self.bank.network_id, reservation_id=held.id(), by=_BY, at=AT)
        operator = self.bank.operator
        legs = [Leg(id=self.id(1), from_id=payer, to_id=operator, amount=amount, kind="bank")]
        legs += [Leg(id=self.id(2), from_id=operator, to_id=payee, amount=amount, kind="bank")]
        return actions.post_reservation(reservation_id=held.id(), legs=legs, **common, **when)  # type: ignore[arg-type]  # values of the test


def work(bank: Bank, client: int, *, steps: int) -> None:
    """Do what the log does not have yet; each answer is on disk before the next step begins."""
    done = answers_of(bank, client)
    with bank.log_of(client).open("ab") as log:
        log.write(b"\n")  # whatever a kill left half written ends here
        for number in range(steps):
            if number in done:
                continue
            done[number] = answer_of(Step(bank=bank, client=client, number=number, earlier=done))
            log.write(f"{number} {done[number].word} {done[number].more} .\n".encode())
            log.flush()
            os.fsync(log.fileno())


def answer_of(step: Step) -> Answer:
    """Ask for a step; what the server's death interrupts is asked again."""
    try:
        booked = patiently(step.do)
    except (FloorReached, CeilingReached) as refusal:
        return Answer("refused", type(refusal).__name__)
    except (LedgerRefusal, DatabaseError) as problem:  # a deadlock, or anything else that must not reach a caller
        return Answer("broken", f"{type(problem).__name__}:{problem}".replace(" ", "_").replace("\n", "_"))
    return Answer("nothing", "-") if booked is None else Answer("booked", ",".join(map(str, booked.ids)))


def patiently(ask: Callable[[], Booked | None]) -> Booked | None:
    """Ask until the server answers: a lost connection says nothing about what was booked."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return ask()
        except (OperationalError, InterfaceError) as problem:
            # A deadlock comes over a connection that still works, and is no reason to be patient.
            if is_answered(problem) or time.monotonic() > end:
                raise
        connection.close()
        time.sleep(0.05)


def is_answered(problem: DatabaseError) -> bool:
    """Whether the server itself refused this statement, and did not just go away or come back."""
    state = getattr(problem.__cause__, "sqlstate", None)
    return state is not None and not state.startswith(("57P", "08", "53"))


def answers_of(bank: Bank, client: int) -> dict[int, Answer]:
    """The whole lines of a client's log, by number of the step."""
    if not bank.log_of(client).exists():
        return {}
    lines = (line.split(" ") for line in bank.log_of(client).read_text().splitlines())
    return {int(line[0]): Answer(line[1], line[2]) for line in lines if len(line) == 4 and line[3] == "."}
