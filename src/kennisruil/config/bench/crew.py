"""Client processes that repeat one piece of work together for a moment; the standard library alone, for the peers run
it in environments of their own.
"""

import json
import multiprocessing
import os
import sys
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

_FORK = multiprocessing.get_context("fork")
_WARM_UP = 12
_TOGETHER_SECONDS = 0.03


@dataclass(frozen=True, kw_only=True)
class Slice:
    """What a crew did in one moment: calls a second of all clients together, each call's seconds, and the CPU seconds
    a call took of clients and of their server processes (0 where the system does not tell).
    """

    per_second: float
    seconds: list[float]
    cpu_seconds: float


@dataclass(frozen=True, kw_only=True)
class Work:
    """A client's work: ``server`` is the process of its connection, to read what that spends.

    Either ``once`` is repeated; or ``prepare`` gives, outside the time that is measured, what is then called and timed.
    """

    server: int
    once: Callable[[], None] | None = None
    prepare: Callable[[], Callable[[], None]] | None = None


class Contender(Protocol):
    """Something that can be measured for a moment."""

    def run(self, seconds: float) -> Slice:
        """Work for ``seconds`` and tell."""

    def close(self) -> None:
        """End what was started."""


class Crew:
    """``count`` processes, forked now; ``make(number)`` runs in each and gives its :data:`Work`."""

    def __init__(self, make: Callable[[int], Work], *, count: int, warm_up: int = _WARM_UP) -> None:
        self._members: list[tuple[BaseProcess, Connection]] = []
        for number in range(count):
            ours, theirs = _FORK.Pipe()
            process = _FORK.Process(target=_serve, args=(make, number, theirs, warm_up), daemon=True)
            process.start()
            theirs.close()
            self._members.append((process, ours))
        self._servers = [pipe.recv() for _, pipe in self._members]

    def run(self, seconds: float) -> Slice:
        """Let all begin at one instant and work for ``seconds``; a call under way at the end is finished and counts."""
        before = sum(map(cpu_seconds, self._servers))
        begin = time.monotonic() + _TOGETHER_SECONDS
        for _, pipe in self._members:
            pipe.send((begin, begin + seconds))
        told = [pipe.recv() for _, pipe in self._members]
        spent = sum(map(cpu_seconds, self._servers)) - before + sum(cpu for _, cpu, _ in told)
        calls = array("d")
        for raw, _, _ in told:
            calls.frombytes(raw)
        rate = sum(len(raw) / calls.itemsize / lasted for raw, _, lasted in told)
        return Slice(per_second=rate, seconds=list(calls), cpu_seconds=spent / len(calls))

    def close(self) -> None:
        """Let the clients go home."""
        for process, pipe in self._members:
            pipe.send(None)  # closing is not enough: crews that were forked later hold a copy of this end
            process.join()
            pipe.close()


def _serve(make: Callable[[int], Work], number: int, pipe: Connection, warm_up: int) -> None:
    work = make(number)
    for _ in range(warm_up):
        (work.prepare() if work.prepare else work.once)()  # type: ignore[misc]  # either takes no argument
    pipe.send(work.server)
    while (order := pipe.recv()) is not None:
        begin, end = order
        time.sleep(max(0.0, begin - time.monotonic()))
        if work.prepare:
            pipe.send(_repeat_prepared(work.prepare, until=end))
        elif work.once:
            pipe.send(_repeat(work.once, until=end))


def _repeat(once: Callable[[], None], *, until: float) -> tuple[bytes, float, float]:
    clock, calls = time.monotonic, array("d")
    spent, first = time.process_time(), clock()
    now = first
    while now < until or not calls:
        once()
        then, now = now, clock()
        calls.append(now - then)
    return calls.tobytes(), time.process_time() - spent, now - first


def _repeat_prepared(prepare: Callable[[], Callable[[], None]], *, until: float) -> tuple[bytes, float, float]:
    calls, spent = array("d"), 0.0
    while time.monotonic() < until or not calls:
        call = prepare()
        spent -= time.process_time()
        began = time.monotonic()
        call()
        calls.append(time.monotonic() - began)
        spent += time.process_time()
    return calls.tobytes(), spent, sum(calls)


def cpu_seconds(process: int) -> float:
    """What a process of this machine has spent so far; 0 when it is not ours to see."""
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123  # no file of ours, read once
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def obey(make: Callable[..., Callable[[int], Work]]) -> None:
    """Be a crew for somebody in another environment: one JSON order a line on standard input, one answer a line.

    ``{"clients": 4, "hot": false}`` makes a crew with ``make(hot=…)``; ``{"seconds": 1}`` lets it work.
    """
    crew: Crew | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if crew is not None and "clients" in order:
            crew.close()
        answer: dict[str, Any] = {"ready": True}
        if "clients" in order:
            crew = Crew(make(hot=order["hot"]), count=order["clients"])
        elif crew is not None:
            answer = vars(crew.run(order["seconds"]))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    if crew is not None:
        crew.close()
