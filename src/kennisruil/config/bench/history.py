"""A long history imported, closed month by month and checked, each in a process of its own whose memory is measured."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from kennisruil.config.bench import machine
from kennisruil.config.bench.rows import Row
from kennisruil.config.server import Server, ServerProblem, read_card

ACCOUNTS = 1_000
_SLUG = "bench"


@dataclass(frozen=True, kw_only=True)
class HistoryFound:
    """Seconds and the most memory (MB) of each step, for ``transfers`` transfers."""

    transfers: int
    steps: dict[str, dict[str, float]]
    fsyncs_per_second: float
    sha256s_per_second: float
    rows: list[Row]

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {**vars(self), "rows": []}

    def as_text(self) -> str:
        """For a person."""
        lines = [
            f"{name}: {step['seconds']:.0f} s, {step['program_mb']:.0f} MB in the program,"
            f" {step['server_mb']:.0f} MB in the server beside its shared memory"
            for name, step in self.steps.items()
        ]
        machine_line = (
            f"This machine: {self.fsyncs_per_second:,.0f} fsync/s, {self.sha256s_per_second:,.0f} sha256/s a core."
        )
        return "\n".join([f"A history of {self.transfers:,} transfers on {ACCOUNTS:,} accounts", *lines, machine_line])


def measure_history(server: Server, *, transfers: int, say: Callable[[str], None]) -> HistoryFound:
    """Import, close and check; each step must succeed.

    :raises ServerProblem: a step failed; its own words were printed.
    """
    card = read_card(server.folder)
    assert card is not None, "the server runs"
    fsyncs, sha256s = machine.fsyncs_per_second(card.place), machine.sha256s_per_second()
    network_id, book_id = _a_network()
    steps = {}
    module = [sys.executable, "-m", "kennisruil.config.bench.importing"]
    kennisruil = [sys.executable, "-c", "from kennisruil.config.cli import main; main()"]
    for name, command in {
        "import": [*module, "import", str(network_id), str(book_id), str(transfers)],
        "close": [*module, "close", str(network_id), str(book_id)],
        "check": [*kennisruil, "check", "--network", _SLUG],
    }.items():
        say(f"{name.capitalize()}: {transfers:,} transfers")
        steps[name] = _step(command, server)
        say(f"  {steps[name]['seconds']:.1f} s")
    return HistoryFound(transfers=transfers, steps=steps, fsyncs_per_second=fsyncs, sha256s_per_second=sha256s, rows=[])


def _a_network() -> tuple[UUID, UUID]:
    from django.db import connections

    from kennisruil.network import actions
    from kennisruil.network.rules import PartyFactsInput
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.periods import day_of

    at = clock.now()
    facts = PartyFactsInput(vat_kind="private_person", street="Kerkstraat 1", postcode="2800", city="Mechelen")
    network = actions.found_network(
        id=new_id(at=at), slug=_SLUG, name="Bench", languages=["nl"], operator=facts, on=day_of(at, "Europe/Brussels"),
        by=Actor.command("bench"), at=at,
    )  # fmt: skip
    connections.close_all()
    return network.pk, network.book_id


def _step(command: list[str], server: Server) -> dict[str, float]:
    began, most = time.monotonic(), 0.0
    process = subprocess.Popen(command, stdout=sys.stderr, env=dict(os.environ))  # noqa: S603  # nosec B603  # our own command, no words of others
    with psycopg.connect(server.url("kr_admin"), autocommit=True) as admin:
        usage = None
        while usage is None:
            time.sleep(0.2)
            found = admin.execute("SELECT pid FROM pg_stat_activity WHERE backend_type LIKE '%backend'").fetchall()
            most = max(most, sum(_own_memory_mb(int(pid)) for (pid,) in found))
            pid, status, spent = os.wait4(process.pid, os.WNOHANG)
            usage = (status, spent) if pid else None
    process.returncode = os.waitstatus_to_exitcode(usage[0])
    if process.returncode:
        raise ServerProblem(f"This step failed with exit code {process.returncode}: {' '.join(command[2:])}")
    # Of the largest process: the kernel tells the most a process or one it waited for has had.
    return {
        "seconds": time.monotonic() - began, "program_mb": usage[1].ru_maxrss / 1024, "server_mb": most,
    }  # fmt: skip


def _own_memory_mb(process: int) -> float:
    """What a server process holds for itself alone, without the shared buffers; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    # One that has just ended still has a file, but no memory in it.
    _, found, rest = text.partition("RssAnon:")
    return int(rest.split()[0]) / 1024 if found else 0.0
