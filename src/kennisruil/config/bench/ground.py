"""The throwaway server of a measurement, migrated, with one network whose accounts move coins."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from kennisruil.config.server import Server, home, read_card

_OURS = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_DIRECT_URL", "DATABASE_POOLED",
    "KENNISRUIL_POOL",
)  # fmt: skip
# As the program starts its own server, durable commits and all; only more connections, for all contenders stay open.
_SETTINGS = {"max_connections": "200"}
# Wide, so that every check runs and none refuses.
FLOOR, CEILING = -(10**14), 10**14


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where contenders meet: ``accounts`` are the members' of the network's book, ``hot`` is one more."""

    server: Server
    network_id: UUID
    book_id: UUID
    accounts: tuple[UUID, ...]
    hot: UUID

    def url(self, role: str, database: str = "kennisruil") -> str:
        """The address for one of the server's roles."""
        return self.server.url(role, database)

    def admin(self, database: str = "kennisruil") -> "psycopg.Connection[tuple[object, ...]]":
        """An administrator's connection in autocommit."""
        return psycopg.connect(self.url("kr_admin", database), autocommit=True)


@contextmanager
def throwaway_server(progress: Callable[[str], None]) -> Iterator[Server]:
    """Run a server of its own for the duration, point the environment at it, and remove its files after.

    :raises ServerProblem: it does not start.
    """
    # Not in a temporary folder that may lie in memory, unless the files of the database lie elsewhere anyway.
    parent = None if os.geteuid() == 0 else home().parent
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    before = {name: os.environ.pop(name) for name in (*_OURS, "KENNISRUIL_HOME") if name in os.environ}
    folder = Path(tempfile.mkdtemp(prefix="kennisruil-bench-", dir=parent))
    os.environ["KENNISRUIL_HOME"] = str(folder)
    server = Server(folder, settings=_SETTINGS)
    try:
        server.start(progress)
        yield server
    finally:
        card = read_card(folder)
        server.stop()
        os.environ.pop("KENNISRUIL_HOME")
        os.environ.update(before)
        shutil.rmtree(folder, ignore_errors=True)
        if card is not None:
            shutil.rmtree(card.place, ignore_errors=True)


def open_ground(server: Server, *, accounts: int) -> Ground:
    """Open a book with ``accounts`` accounts, as the program does; Django is loaded and the schema there."""
    from django.db import connections

    from kennisruil.ledger import actions
    from kennisruil.ledger.rules import Coin
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.scope import network_scope

    at, by = clock.now(), Actor.command("bench")
    network_id, book_id = new_id(at=at), new_id(at=at)
    ids = [new_id(at=at) for _ in range(accounts + 1)]
    with network_scope(network_id):
        coin = Coin(name="SIF", sign="SIF")
        actions.open_book(network_id=network_id, id=book_id, name="Bench", coin=coin, by=by, at=at)
        for id in ids:
            actions.open_account(
                network_id=network_id, id=id, book_id=book_id, floor=FLOOR, ceiling=CEILING, by=by, at=at
            )
    connections.close_all()
    return Ground(server=server, network_id=network_id, book_id=book_id, accounts=tuple(ids[1:]), hot=ids[0])
