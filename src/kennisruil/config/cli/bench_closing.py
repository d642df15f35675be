"""The close that is measured, in a process of its own: ``python -m …cli.bench_closing NETWORK PAPERS FILE``.

PAPERS is ``with`` or ``without``. It closes the month, answers in one line of JSON what it took, and leaves in FILE
what it kept of each document and statement: what the bare loop starts from.
"""

import hashlib
import json
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from .frame import progress

_AT = datetime(2026, 2, 3, 9, tzinfo=UTC)


def main(network: str, papers: str, path: str) -> None:
    """Close the month of ``network`` and write down what it took and what it kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    import django

    django.setup()
    network_id, with_papers = UUID(network), papers == "with"
    _decide(network_id, with_papers=with_papers)
    found = _close(network_id)
    found["seal"] = _write_inputs(network_id, Path(path), with_papers=with_papers)
    sys.stdout.write(json.dumps(found))


def _decide(network_id: UUID, *, with_papers: bool) -> None:
    from kennisruil.network.actions import change_setting
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.scope import network_scope

    value = "with_documents" if with_papers else "on_request"
    with network_scope(network_id):
        change_setting(
            network_id=network_id,
            key="close.papers",
            value=value,
            holds_from=date(2001, 1, 1),
            by=Actor.command("bench"),
            at=_AT,
        )


def _close(network_id: UUID) -> dict[str, Any]:
    from kennisruil.billing.actions import close_month
    from kennisruil.config.bench.bare import processor_seconds
    from kennisruil.config.bench.month import MONTH
    from kennisruil.shared.actors import Actor

    steps: dict[str, float] = {}
    heard: list[tuple[float, str]] = [(time.perf_counter(), "start")]
    process = _server_process()
    began, used, used_there = time.perf_counter(), processor_seconds(), _spent_by(process)
    with progress("Closing the month") as show:

        def tell(step: str, done: int, total: int) -> None:
            _pass(steps, heard, step)
            show(step, done, total)

        result = close_month(
            network_id=network_id, month=MONTH, today=_AT.date(), by=Actor.command("bench"), at=_AT, progress=tell
        )
        _pass(steps, heard, "")
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": processor_seconds() - used,
        "server_cpu_seconds": _spent_by(process) - used_there,
        "documents": result.documents,
        "statements": result.statements,
        "steps": {step: round(seconds, 2) for step, seconds in steps.items()},
    }


def _server_process() -> int:
    """Give the process of the server that works for us; it stays the same for the whole close."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    return int(process)


def _spent_by(process: int) -> float:
    """Give the processor seconds a process has spent so far; nothing where the system does not say."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    # After the name, which may hold anything between its brackets: the 12th and 13th are user and system time.
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _pass(steps: dict[str, float], heard: list[tuple[float, str]], step: str) -> None:
    """Note how long the step before took; the lock of the month follows the last telling of the last step."""
    now = time.perf_counter()
    since, before = heard.pop()
    steps[before] = steps.get(before, 0.0) + now - since
    heard.append((now, step))


def _write_inputs(network_id: UUID, path: Path, *, with_papers: bool) -> str:
    """Write what the close kept of each document and statement; the answer seals the structured forms, in order."""
    from kennisruil.billing.models import Document, Statement
    from kennisruil.shared.scope import network_scope

    seal = hashlib.sha256()
    with network_scope(network_id), path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"with_papers": with_papers}) + "\n")
        documents = Document.objects.filter(network_id=network_id).order_by("number", "pk")
        for content, sha in documents.values_list("content", "xml_sha256"):
            seal.update(bytes.fromhex(sha))
            file.write(json.dumps({"is": "document", "content": content}) + "\n")
        statements = Statement.objects.filter(network_id=network_id).order_by("number", "pk")
        for content in statements.values_list("content", flat=True):
            file.write(json.dumps({"is": "statement", "content": content}) + "\n")
    return seal.hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
