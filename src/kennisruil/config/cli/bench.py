"""``kennisruil bench``: how fast this machine does the two things that are done most, in a database made for it."""

import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from .db import migrate
from .frame import answer, as_json, database, load_django, say

if TYPE_CHECKING:
    from kennisruil.network.models import Network

_ACCOUNTS = 40


@click.command("bench")
@click.option("--seconds", type=click.IntRange(1, 600), default=5, show_default=True, help="For each measurement.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="How many work at once.")
@as_json
def bench_command(seconds: int, threads: int, wants_json: bool) -> None:
    """Measure transfers of coins and first pages a second, in a temporary database that is removed afterwards.

    \b
    Examples:
      kennisruil bench
      kennisruil bench --seconds 30 --threads 8 --json
    """
    with tempfile.TemporaryDirectory(prefix="kennisruil-bench-") as folder:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_DIRECT_URL"):
            os.environ.pop(name, None)
        os.environ["KENNISRUIL_HOME"] = folder
        with database():
            load_django()
            migrate()
            from django.db import connections

            say("Measuring transfers")
            transfers = _measure(_transferring(), seconds=seconds, threads=threads)
            say("Measuring pages")
            pages = _measure(_looking(), seconds=seconds, threads=1)
            connections.close_all()
    found = {"transfers": transfers, "pages": pages, "threads": threads, "seconds": seconds}
    lines = [
        f"{name}: {one['per_second']:.0f} a second, half within {one['median_ms']:.1f} ms,"
        f" 95 % within {one['p95_ms']:.1f} ms"
        for name, one in (("transfers", transfers), ("pages", pages))
    ]
    answer(found, wants_json=wants_json, text="\n".join(lines))


def _measure(work: Callable[[], None], *, seconds: int, threads: int) -> dict[str, float]:
    work()  # the first fills caches
    end = time.monotonic() + seconds
    taken: list[float] = []

    def repeat() -> None:
        from django.db import connections

        while (began := time.monotonic()) < end:
            work()
            taken.append(time.monotonic() - began)
        connections.close_all()

    workers = [threading.Thread(target=repeat) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    parts = statistics.quantiles(taken, n=20) if len(taken) > 1 else [0.0] * 19
    return {"per_second": len(taken) / seconds, "median_ms": parts[9] * 1000, "p95_ms": parts[18] * 1000}


def _transferring() -> Callable[[], None]:
    """One transfer between two accounts drawn by chance, as the program does it: alone, one round trip."""
    from kennisruil.ledger import actions as ledger
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.scope import network_scope

    network, accounts = _a_network()
    by = Actor.command("bench")

    def transfer() -> None:
        at = clock.now()
        giver, taker = random.sample(accounts, 2)  # nosec B311
        with network_scope(network.pk):
            ledger.post_transfer(
                network_id=network.pk,
                id=new_id(at=at),
                book_id=network.book_id,
                from_id=giver,
                to_id=taker,
                amount=100,
                kind="bench",
                occurred_at=at,
                booked_at=at,
                request_id=new_id(at=at),
                by=by,
                allow_beyond_limits=True,
                reason="bench",
            )

    return transfer


def _a_network() -> "tuple[Network, list[UUID]]":
    from kennisruil.network import actions
    from kennisruil.network.rules import PartyFactsInput
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.periods import day_of
    from kennisruil.shared.scope import network_scope

    at = clock.now()
    on = day_of(at, "Europe/Brussels")
    made: dict[str, Any] = {"by": Actor.command("bench"), "at": at, "on": on}
    facts = PartyFactsInput(vat_kind="private_person", street="Kerkstraat 1", postcode="2800", city="Mechelen")
    network = actions.found_network(
        id=new_id(at=at), slug="bench", name="Bench", languages=["nl"], operator=facts, **made
    )
    with network_scope(network.pk):
        parties = [
            actions.join_party(
                network_id=network.pk, id=new_id(at=at), kind="person", name=f"Bench {n}", facts=facts, **made
            )
            for n in range(_ACCOUNTS)
        ]
    return network, [party.account_id for party in parties if party.account_id]


def _looking() -> Callable[[], None]:
    """The page a visitor sees first, through the whole program but the socket."""
    from django.test import Client

    client = Client()

    def look() -> None:
        client.get("/", follow=True)

    return look
