"""How long the right people for one need take, in the database and the program together, and by which plans."""

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from kennisruil.config.bench.machine import sha256s_per_second

# The tables of a search, none of which it must read from end to end; their indexes are counted too, whichever they are.
_TABLES = ("matching_knowhow", "matching_statementvector", "matching_personvector", "network_member")
_USED = """
SELECT c.relname, pg_stat_get_xact_numscans(c.oid) FROM pg_class c
WHERE c.oid = ANY (%(tables)s::regclass[])
    OR c.oid IN (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = ANY (%(tables)s::regclass[]))
"""
_KEPT_OF = 30


def timed(*, network_id: UUID, people: int, needs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Ask one need after another, as the broker's page does, and time each; then see what the first stage leaves out.

    ``cpu_ms`` is what program and database worked, both on one core, without the waiting for others; it is there when
    the database runs on this machine. Inside a network's scope; everything is asked once before, so that it is warm.
    """
    from kennisruil.matching.queries import asked_for, candidates_for
    from kennisruil.matching.queries.search import USUAL

    for need in needs:
        candidates_for(network_id=network_id, **_asked(need))
    wall: list[float] = []
    cpu: list[float] = []
    program: list[float] = []
    before, pid = _scans(), _backend()
    for need in needs:
        asked_for.cache_clear()
        began, worked, at = time.perf_counter(), _worked(pid), time.process_time()
        asked_for(text=need["text"], language=need["lang"], sought=need["sought"], reach=USUAL)
        program.append(time.process_time() - at)
        candidates_for(network_id=network_id, **_asked(need))
        wall.append(time.perf_counter() - began)
        cpu.append(_worked(pid) - worked)
    after = _scans()
    return {
        "people": people,
        "needs": len(needs),
        **_spread("", wall),
        **(_spread("cpu_", cpu) if pid else {}),
        "program_ms": statistics.median(program) * 1000,
        "kept_by_first_stage": _kept(network_id, people, needs[:_KEPT_OF]),
        "scans": _each(needs=len(needs), before=before, after=after),
        "sha256_per_second": sha256s_per_second(),
        "load": os.getloadavg()[0],
    }


def _asked(need: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": need["text"], "sought": need["sought"], "language": need["lang"], "limit": 30}


def _spread(name: str, taken: Sequence[float]) -> dict[str, float]:
    parts = statistics.quantiles(taken, n=20)
    return {f"{name}median_ms": parts[9] * 1000, f"{name}p95_ms": parts[18] * 1000}


def _kept(network_id: UUID, people: int, needs: Sequence[Mapping[str, Any]]) -> float:
    """Say which share of the best ten of everybody's statements the usual search finds among its best ten."""
    from kennisruil.matching.queries import candidates_for
    from kennisruil.matching.queries.search import Reach

    shares = []
    for need in needs:
        usual, whole = (
            {one.member_id for one in candidates_for(network_id=network_id, **_asked(need), reach=reach)[:10]}
            for reach in (None, Reach(first=people, is_exact=True))
        )
        shares.append(len(whole & usual) / max(len(whole), 1))
    return statistics.mean(shares)


def _scans() -> dict[str, int]:
    """How often each index was asked and each table read from end to end, in this transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_USED, {"tables": list(_TABLES)})
        return {row[0]: int(row[1]) for row in cursor.fetchall()}


def _each(*, needs: int, before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, float]:
    """Share what came between out over the needs: of every table, and of the indexes that were asked at all."""
    found = {name: round((after[name] - before[name]) / needs, 1) for name in sorted(after)}
    return {name: times for name, times in found.items() if times or name in _TABLES}


def _backend() -> int | None:
    """Give the number of the process that answers us, when it runs on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = int(cursor.fetchone()[0])
    try:
        is_here = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").startswith("postgres")
    except OSError:
        return None
    return pid if is_here else None


def _worked(pid: int | None) -> float:
    """Seconds that this process and the database's have worked so far."""
    waits = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split() if pid else ["0"]
    return time.process_time() + int(waits[0]) / 1e9
