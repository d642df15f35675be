"""Every law of the ledger at once: piece by piece over several connections that see one and the same moment."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from kennisruil.ledger.queries.invariants import HIGHEST, LAWS, LOWEST, Breaches, Piece, breaches_of, found_of
from kennisruil.shared.invariants import Invariant
from kennisruil.shared.scope import set_local

# Entries in a piece: large enough to be worth a question, small enough to show progress and to sort in little memory.
_ENTRIES_A_PIECE = 500_000
_MOST_PIECES = 64
# Reads the transfer of each entry of its range by its key; joins nothing else that is large.
_LOOKS_UP = {"seals_verify"}
Progress = Callable[[int, int], None]


def checked_in_parallel(
    *, network_id: UUID, workers: int = 2, on_progress: Progress | None = None, using: str = "default"
) -> list[Invariant]:
    """Check every law of one network over ``workers`` connections of the alias ``using``; no row leaves the database.

    All see the moment at which this began (one exported snapshot), so bookings may go on meanwhile. ``on_progress``
    gets the pieces done and the pieces there are. Not inside a transaction: others could not see its rows.
    """
    assert not connections[using].in_atomic_block, "checks in parallel see only what is committed"
    with _reading(network_id, using=using, snapshot=None) as snapshot:
        pieces = list(_pieces(network_id=network_id, using=using))
        found: dict[str, list[Breaches]] = {law: [] for law in LAWS}
        with ThreadPoolExecutor(max_workers=workers) as pool:
            waiting = {
                pool.submit(_checked, piece, network_id=network_id, using=using, snapshot=snapshot): piece
                for piece in pieces
            }
            for done, future in enumerate(as_completed(waiting), start=1):
                found[waiting[future].law].append(future.result())
                if on_progress is not None:
                    on_progress(done, len(pieces))
    return [found_of(law, breaches) for law, breaches in found.items()]


def _checked(piece: Piece, *, network_id: UUID, using: str, snapshot: str) -> Breaches:
    try:
        with _reading(network_id, using=using, snapshot=snapshot):
            # Whole tables are compared: without statistics the planner may think them small, and loop for ever.
            set_local("enable_nestloop", "on" if piece.law in _LOOKS_UP else "off", using=using)
            return breaches_of(piece, network_id=network_id, using=using)
    finally:
        connections[using].close()


@contextmanager
def _reading(network_id: UUID, *, using: str, snapshot: str | None) -> Iterator[str]:
    """A transaction that reads one moment: that of ``snapshot``, or its own, whose name it gives."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if snapshot is None:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        else:
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
        set_local("kennisruil.network", str(network_id), using=using)
        # Sorting a piece in memory; what is larger goes to disk.
        set_local("work_mem", "64MB", using=using)
        yield snapshot


def _pieces(*, network_id: UUID, using: str) -> Iterator[Piece]:
    """The laws cut into pieces of about the same number of rows, the long ones first."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE network_id = %s", [network_id])
        (entries,) = cursor.fetchone()
        count = max(1, min(_MOST_PIECES, entries // _ENTRIES_A_PIECE))
        bounds = {
            "account": _bounds(cursor, _ACCOUNT_BOUNDS, network_id=network_id, count=count),
            "transfer": _bounds(cursor, _TRANSFER_BOUNDS, network_id=network_id, count=count),
        }
    whole = [Piece(law) for law, kind in LAWS.items() if not kind]
    parts = [Piece(law, low, high) for law, kind in LAWS.items() if kind for low, high in _ranges(bounds[kind])]
    yield from sorted(parts, key=lambda piece: piece.law != "seals_verify")
    yield from whole


# Where to cut: accounts by the entries they have, transfers by their number.
_ACCOUNT_BOUNDS = """
SELECT DISTINCT ON (piece) id FROM (
    SELECT id, floor(before * %(count)s / greatest(total, 1)) AS piece FROM (
        SELECT id, sum(version) OVER (ORDER BY id) - version AS before, sum(version) OVER () AS total
        FROM ledger_account WHERE network_id = %(network)s
    ) added
) cut WHERE piece > 0 ORDER BY piece, id
"""
_TRANSFER_BOUNDS = """
SELECT DISTINCT ON (piece) id FROM (
    SELECT id, ntile(%(count)s) OVER (ORDER BY id) AS piece FROM ledger_transfer WHERE network_id = %(network)s
) cut WHERE piece > 1 ORDER BY piece, id
"""


def _bounds(cursor: Any, statement: str, *, network_id: UUID, count: int) -> list[UUID]:
    if count == 1:
        return []
    cursor.execute(statement, {"network": network_id, "count": count})
    return [bound for (bound,) in cursor.fetchall()]


def _ranges(bounds: Sequence[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """The ranges that the bounds cut, lowest id to highest: each starts at a bound and ends before the next."""
    for low, after in pairwise([LOWEST, *bounds, None]):
        assert low is not None
        yield low, HIGHEST if after is None else UUID(int=after.int - 1)
