"""``kennisruil bench close``: a month close against the bare loop of the same documents, in a database made for it."""

import json
import os
import subprocess  # nosec B404  # our own command, no words of others
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from .frame import answer, as_json, database, load_django, migrate, progress, say

# What the promise of a close is measured with: the papers that its mails carry are set in both.
_PROMISED, _OTHER = "with", "without"
_PROMISED_TIMES = 3


@click.command("close")
@click.option("--members", type=click.IntRange(10, 100_000), default=10_000, show_default=True, help="How many.")
@click.option(
    "--papers",
    type=click.Choice(["both", _PROMISED, _OTHER]),
    default="both",
    show_default=True,
    help="Measure with the PDFs that the mails carry, without them, or the one after the other.",
)
@as_json
def close_bench(members: int, papers: str, wants_json: bool) -> None:
    """Close a month of MEMBERS statements and six tenths as many documents, and run the bare loop of the same.

    \b
    Examples:
      kennisruil bench close --members 500
      kennisruil bench close --papers with --json

    The bare loop has no database: it makes and checks the same structured forms and sets the same papers, one process
    each. The close does that too, and draws numbers, posts, settles, writes statements, mails and jobs, and locks.
    The promise, at most three times the bare loop, is about papers in both. Without them the bare loop has nothing to
    do for a statement, and the close still writes, numbers and mails each: that ratio says what the database costs.
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


def _measured(*, members: int, papers: str, folder: Path) -> dict[str, Any]:
    from django.db import connections

    from kennisruil.config.bench.month import make_month

    with progress("Making the month") as show:
        network = make_month(members=members, progress=show)
    connections.close_all()
    wanted = (_PROMISED, _OTHER) if papers == "both" else (papers,)
    found: dict[str, Any] = {"members": members, "promised_times": _PROMISED_TIMES}
    for which in wanted:
        say(f"The month {which} papers")
        measured = _both(str(network.pk), which, folder, environment=_copied(which))
        # It may take an hour: what is known is said at once.
        say("\n".join(_said_of(which, measured)))
        found[f"{which}_papers"] = measured
    return found


def _copied(which: str) -> dict[str, str]:
    """Copy the database as it was made, and give the environment of a process that works on the copy."""
    import psycopg
    from psycopg import sql

    from kennisruil.config.server import home, read_card

    card = read_card(home())
    assert card is not None, "the server of this home is up"
    name = f"bench_{which}"
    with psycopg.connect(card.url("kr_admin", "postgres"), autocommit=True) as admin:
        parts = (sql.Identifier(name), sql.Identifier("kennisruil"))
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER kr_owner TEMPLATE {}").format(*parts))
    with psycopg.connect(card.url("kr_admin", name), autocommit=True) as admin:
        # As the database does by itself within minutes of so many new rows.
        admin.execute("VACUUM ANALYZE")
    return os.environ | {"DATABASE_URL": card.url("kr_app", name)}


def _both(network: str, which: str, folder: Path, *, environment: dict[str, str]) -> dict[str, Any]:
    """Close, then run the bare loop over what the close kept: a process each."""
    inputs = folder / f"{which}.jsonl"
    closed = _run(["kennisruil.config.cli.bench_closing", network, which, str(inputs)], environment)
    say("The bare loop")
    bare = _run(["kennisruil.config.bench.bare", str(inputs)], environment)
    return {
        "same_structured_forms": closed.pop("seal") == bare.pop("seal"),
        "close": closed,
        "bare": bare,
        "times_the_bare_loop": round(closed["seconds"] / bare["seconds"], 2),
        # Both of the close's processes: this hardly changes when the machine is busy with other things.
        "times_its_processor": round((closed["cpu_seconds"] + closed["server_cpu_seconds"]) / bare["cpu_seconds"], 2),
    }


def _run(module: list[str], environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", *module]
    done = subprocess.run(  # noqa: S603  # nosec B603  # our own command, no words of others
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _said(found: dict[str, Any]) -> str:
    lines = []
    for which in (_PROMISED, _OTHER):
        if measured := found.get(f"{which}_papers"):
            lines += _said_of(which, measured)
    return "\n".join(lines)


def _said_of(which: str, measured: dict[str, Any]) -> list[str]:
    closed, bare = measured["close"], measured["bare"]
    here, there = closed["cpu_seconds"], closed["server_cpu_seconds"]
    promise = f" (promised: at most {_PROMISED_TIMES})" if which == _PROMISED else " (nothing promised)"
    return [
        f"{closed['documents']} documents and {closed['statements']} statements, {which} papers in both",
        f"  close: {closed['seconds']:.1f} s ({here:.1f} s of processor here, {there:.1f} s in the server)",
        *(f"    {step}: {seconds:.1f} s" for step, seconds in closed["steps"].items()),
        f"  bare loop: {bare['seconds']:.1f} s ({bare['cpu_seconds']:.1f} s of processor)",
        f"  the close takes {measured['times_the_bare_loop']:.2f} times the bare loop{promise}",
        f"  of the processor it takes {measured['times_its_processor']:.2f} times as much, the server included",
        f"  same structured forms, byte for byte: {'yes' if measured['same_structured_forms'] else 'NO'}",
    ]
