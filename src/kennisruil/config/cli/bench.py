"""``kennisruil bench``: how fast this machine is, in a server made for the measurement and removed after."""

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kennisruil.config.bench.ground import throwaway_server
from kennisruil.config.server import Server, home

from .bench_brokerage import brokerage_bench
from .bench_close import close_bench
from .frame import answer, as_json, load_django, migrate, say


@click.group("bench")
def bench_command() -> None:
    """Measure the ledger, the pages or the month close, in a database of their own that is removed afterwards."""


@bench_command.command("ledger")
@click.option("--peers", "with_peers", is_flag=True, help="Beside it django-hordak and django-ledger, installed apart.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write the rows to FILE as JSON.",
)
@click.option(
    "--chart",
    "chart_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Draw the ratios into FILE as SVG.",
)
@click.option(
    "--history",
    type=click.IntRange(1_000, 50_000_000),
    metavar="N",
    help="Instead: import a history of N transfers and check it, with time and memory.",
)
@click.option("--quick", is_flag=True, help="Some seconds instead of some minutes; the figures say little.")
def ledger_command(
    with_peers: bool, json_file: Path | None, chart_file: Path | None, history: int | None, quick: bool
) -> None:  # fmt: skip
    """Compare the ledger with what the database itself can do; prints ratios.

    \b
    Examples:
      kennisruil bench ledger
      kennisruil bench ledger --peers --json bench.json --chart docs/images/ledger-speed.svg
      kennisruil bench ledger --history 1000000

    Ours is the public action alone, in autocommit, as kr_app under row-level security, with durable commits; each
    client is a process. The limit is one function without checks on the same tables; batches go against a bare COPY.
    """
    peers_folder = home() / "peers" if with_peers else None
    with _server() as server:
        from kennisruil.config.bench.chart import chart
        from kennisruil.config.bench.history import HistoryFound, measure_history
        from kennisruil.config.bench.ledger import QUICK, WHOLE, Found, measure_ledger

        found: Found | HistoryFound
        if history is not None:
            found = measure_history(server, transfers=history, say=say)
        else:
            found = measure_ledger(server, plan=QUICK if quick else WHOLE, peers_folder=peers_folder, say=say)
    if json_file is not None:
        json_file.write_text(json.dumps(found.as_data(), indent=1) + "\n")
    if chart_file is not None:
        chart_file.write_text(chart(found.rows))
    click.echo(found.as_text())


@bench_command.command("pages")
@click.option("--seconds", type=click.IntRange(1, 600), default=5, show_default=True, help="How long to look.")
@as_json
def pages_command(seconds: int, wants_json: bool) -> None:
    """Measure the page a visitor sees first, through the whole program but the socket.

    \b
    Examples:
      kennisruil bench pages --seconds 20
    """
    with _server():
        from django.test import Client

        client, taken = Client(), []
        client.get("/", follow=True)  # the first fills caches
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            client.get("/", follow=True)
            taken.append(1000 * (time.monotonic() - began))
    parts = statistics.quantiles(taken, n=20) if len(taken) > 1 else taken * 19
    found = {"per_second": len(taken) / seconds, "median_ms": parts[9], "p95_ms": parts[18]}
    text = "{per_second:.0f} pages a second, half within {median_ms:.1f} ms, 95 % within {p95_ms:.1f} ms"
    answer(found, wants_json=wants_json, text=text.format(**found))


@contextmanager
def _server() -> Iterator[Server]:
    """A throwaway server with the whole schema; Django is loaded."""
    with throwaway_server(say) as server:
        load_django()
        migrate()
        yield server
        from django.db import connections

        connections.close_all()


bench_command.add_command(close_bench)
bench_command.add_command(brokerage_bench)
