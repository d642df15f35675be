"""The bank's own server, which may be killed: durable, with the ledger's schema only, found by Django meanwhile."""

import contextlib
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from kennisruil.config.connections import settings_for
from kennisruil.config.server import Server, ServerProblem, read_card

_ALIASES = {"default": "kr_app", "owner": "kr_owner", "ops": "kr_ops"}


class Fragile:
    """A server that is killed now and then, and started again as the program does after a crash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.holders = [Server(folder)]
        self.holders[0].start()
        card = read_card(folder)
        assert card is not None
        self.place, self.data = card.place, card.data

    def url(self, role: str) -> str:
        return self.holders[0].url(role)

    def kill_postmaster(self) -> None:
        """SIGKILL for the server itself; its children follow when they notice."""
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            pid = self.pid()
            children = children_of(pid)
            os.kill(pid, signal.SIGKILL)
            wait_until_gone([pid, *children])
        self.start_again()

    def kill_a_child(self, chance: random.Random) -> None:
        """SIGKILL for one of its children; the server throws all clients out, recovers and goes on."""
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            if children := children_of(self.pid()):
                os.kill(chance.choice(children), signal.SIGKILL)

    def start_again(self) -> None:
        for last in (False,) * 20 + (True,):
            again = Server(self.folder)
            try:
                again.start()
            except ServerProblem:
                if last:
                    raise
                time.sleep(0.2)  # a child of the dead one still holds the memory
                continue
            self.holders.append(again)
            return

    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def remove(self) -> None:
        for holder in self.holders:
            holder.stop()
        shutil.rmtree(self.place, ignore_errors=True)


def children_of(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = status.read_text().rpartition(")")
            if int(rest.split()[1]) == parent:
                found.append(int(name.split()[0]))
    return found


def wait_until_gone(pids: list[int]) -> None:
    end = time.monotonic() + 20
    while any(_runs(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextlib.contextmanager
def fragile_server(folder: Path) -> Iterator[Fragile]:
    """Django's aliases point at a fragile server with the ledger's tables, and back to what they were afterwards."""
    fragile = Fragile(folder)
    before = {alias: dict(connections[alias].settings_dict) for alias in _ALIASES}
    try:
        connections.close_all()
        for alias, role in _ALIASES.items():
            connections[alias].settings_dict.update(settings_for(fragile.url(role)))
        call_command("migrate", "ledger", database="owner", verbosity=0, interactive=False)
        connections.close_all()
        yield fragile
    finally:
        connections.close_all()
        for alias, settings in before.items():
            connections[alias].settings_dict.update(settings)
        fragile.remove()
