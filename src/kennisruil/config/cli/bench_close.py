"""``kennisruil bench close``: a month close against the bare loop of the same documents, in a database made for it."""

import hashlib
import json
import os
import subprocess  # nosec B404
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .frame import answer, as_json, database, load_django, migrate, progress, say

if TYPE_CHECKING:
    from kennisruil.network.models import Network

_AT = datetime(2026, 2, 3, 9, tzinfo=UTC)


@click.command("close")
@click.option("--members", type=click.IntRange(10, 100_000), default=10_000, show_default=True, help="How many.")
@click.option("--papers/--no-papers", default=True, show_default=True, help="Make the PDFs, in both.")
@as_json
def close_bench(members: int, papers: bool, wants_json: bool) -> None:
    """Close a month of MEMBERS statements and six tenths as many documents, and run the bare loop of the same.

    \b
    Examples:
      kennisruil bench close --members 500
      kennisruil bench close --json

    The bare loop has no database: it makes and checks the same structured forms and sets the same papers, one process
    each. The close does that too, and draws numbers, posts, settles, writes statements, mails and jobs, and locks.
    """
    with tempfile.TemporaryDirectory(prefix="kennisruil-bench-") as folder:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_DIRECT_URL"):
            os.environ.pop(name, None)
        # A mail server that is never asked: each mail has its job, as in a house that sends.
        os.environ |= {"KENNISRUIL_HOME": folder, "KENNISRUIL_SMTP": "smtp://127.0.0.1:9"}
        with database():
            load_django()
            migrate()
            found = _measured(members=members, papers=papers, folder=Path(folder))
    answer(found, wants_json=wants_json, text=_said(found))


def _measured(*, members: int, papers: bool, folder: Path) -> dict[str, Any]:
    from django.db import connections

    from kennisruil.config.bench.month import make_month

    with progress("Making the month") as show:
        network = make_month(members=members, with_papers=papers, progress=show)
    with progress("Closing the month") as show:
        closed = _close(network, show)
    inputs = folder / "bare.jsonl"
    seal = _write_inputs(network, inputs, papers=papers)
    connections.close_all()
    say("The bare loop")
    command = [sys.executable, "-m", "kennisruil.config.bench.bare", str(inputs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # nosec B603
    bare = json.loads(done.stdout)
    return {
        "members": members,
        "papers": papers,
        "close": closed,
        "bare": bare,
        "same_structured_forms": seal == bare.pop("seal"),
        "times_the_bare_loop": round(closed["seconds"] / bare["seconds"], 2),
    }


def _close(network: "Network", show: Any) -> dict[str, Any]:
    from kennisruil.billing.actions import close_month
    from kennisruil.config.bench.bare import processor_seconds
    from kennisruil.config.bench.month import MONTH
    from kennisruil.shared.actors import Actor

    steps: dict[str, float] = {}
    heard: list[tuple[float, str]] = []

    def tell(step: str, done: int, total: int) -> None:
        now = time.perf_counter()
        if heard:
            since, before = heard.pop()
            steps[before] = steps.get(before, 0.0) + now - since
        heard.append((now, step))
        show(step, done, total)

    began, used = time.perf_counter(), processor_seconds()
    result = close_month(
        network_id=network.pk, month=MONTH, today=_AT.date(), by=Actor.command("bench"), at=_AT, progress=tell
    )
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": processor_seconds() - used,
        "documents": result.documents,
        "statements": result.statements,
        "steps": {step: round(seconds, 2) for step, seconds in steps.items()},
    }


def _write_inputs(network: "Network", path: Path, *, papers: bool) -> str:
    """Write what the close kept of each document and statement; the answer seals the structured forms, in order."""
    from kennisruil.billing.models import Document, Statement
    from kennisruil.shared.scope import network_scope

    seal = hashlib.sha256()
    with network_scope(network.pk), path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"with_papers": papers}) + "\n")
        for content, sha in Document.objects.order_by("number", "pk").values_list("content", "xml_sha256"):
            seal.update(bytes.fromhex(sha))
            file.write(json.dumps({"is": "document", "content": content}) + "\n")
        for content in Statement.objects.order_by("number", "pk").values_list("content", flat=True):
            file.write(json.dumps({"is": "statement", "content": content}) + "\n")
    return seal.hexdigest()


def _said(found: dict[str, Any]) -> str:
    closed, bare = found["close"], found["bare"]
    papers = "with papers" if found["papers"] else "without papers, in both"
    return "\n".join(
        [
            f"{closed['documents']} documents and {closed['statements']} statements, {papers}",
            f"close: {closed['seconds']:.1f} s ({closed['cpu_seconds']:.1f} s of processor)",
            *(f"  {step}: {seconds:.1f} s" for step, seconds in closed["steps"].items()),
            f"bare loop: {bare['seconds']:.1f} s ({bare['cpu_seconds']:.1f} s of processor)",
            f"the close takes {found['times_the_bare_loop']:.2f} times the bare loop",
            f"same structured forms, byte for byte: {'yes' if found['same_structured_forms'] else 'NO'}",
        ]
    )
