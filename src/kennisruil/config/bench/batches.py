"""Thousands of transfers in one round trip, beside a bare ``COPY`` of the same rows into the very same tables."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from kennisruil.config.bench.contenders import BY, Draw, drawing
from kennisruil.config.bench.crew import Contender, Crew, Work
from kennisruil.config.bench.ground import Ground
from kennisruil.config.bench.rows import Row, interleaved
from kennisruil.config.bench.singles import Sizes
from kennisruil.ledger import actions
from kennisruil.ledger.models import Entry, Transfer
from kennisruil.ledger.rules import TransferOrder
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id

SIZES = (100, 1_000, 8_000)
_REFUSED_EVERY = 100
# What psycopg must be told to write a tuple in binary, by the kind of column of the model.
_TYPES = {
    "UUIDField": "uuid", "BigIntegerField": "int8", "SmallIntegerField": "int2", "PositiveSmallIntegerField": "int2",
    "CharField": "varchar", "DateTimeField": "timestamptz", "DateField": "date",
}  # fmt: skip


def measure_batches(ground: Ground, *, sizes: Sizes, say: Callable[[str], None]) -> list[Row]:
    """Measure each size without refusals, and with one order in a hundred refused by the floor."""
    poor = _poor_account(ground)
    rows: list[Row] = []
    for size in SIZES:
        say(f"Batches of {size:,}")
        crews: dict[str, Contender] = {
            "ours": Crew(_ours(ground, size), count=1, warm_up=2),
            "copy": Crew(_copy(ground, size), count=1, warm_up=2),
            "refused": Crew(_ours(ground, size, poor=poor), count=1, warm_up=2),
        }
        try:
            found = interleaved(crews, rounds=sizes.rounds, seconds=sizes.seconds, every={"refused": 5})
        finally:
            for crew in crews.values():
                crew.close()
        says = "ours to a bare COPY"
        rows.append(found.row(f"batch_{size}", ours="ours", other="copy", says=says, items=size))
        says = f"with 1 in {_REFUSED_EVERY} refused, to a bare COPY"
        rows.append(found.row(f"refused_{size}", ours="refused", other="copy", says=says, items=size))
    return rows


def _orders(draw: Draw, size: int, *, poor: UUID | None) -> list[TransferOrder]:
    """Orders as a caller holds them; where ``poor`` is given every hundredth is to be paid by that empty account."""
    at, orders = clock.now(), []
    for number in range(size):
        from_id, to_id, amount = draw()
        if poor is not None and number % _REFUSED_EVERY == _REFUSED_EVERY // 2:
            from_id = poor
        orders.append(
            TransferOrder(
                id=new_id(at=at),
                from_id=from_id,
                to_id=to_id,
                amount=amount,
                kind="bench",
                occurred_at=at,
                booked_at=at,
                request_id=new_id(at=at),
            )
        )
    return orders


def _ours(ground: Ground, size: int, *, poor: UUID | None = None) -> Callable[[int], Work]:
    def make(number: int) -> Work:
        from django.db import connection

        draw = drawing(ground, number, hot=False)

        connection.ensure_connection()

        def once() -> Callable[[], None]:
            orders = _orders(draw, size, poor=poor)

            def book() -> None:
                booked = actions.post_many(network_id=ground.network_id, book_id=ground.book_id, orders=orders, by=BY)
                assert len(booked) == size

            return book

        return Work(server=connection.connection.info.backend_pid, prepare=once)

    return make


def _copy(ground: Ground, size: int) -> Callable[[int], Work]:
    """Rows as tuples, in a network of their own so that no law is broken; an administrator is past every policy."""
    stranger = Ground(
        server=ground.server, network_id=new_id(), book_id=ground.book_id, accounts=ground.accounts, hot=ground.hot
    )

    def make(number: int) -> Work:
        raw, draw = psycopg.connect(ground.url("kr_admin")), drawing(ground, number, hot=False)
        versions = dict.fromkeys(stranger.accounts, 0)

        def once() -> Callable[[], None]:
            transfers, entries = _tuples(stranger, draw, size, versions)

            def book() -> None:
                with raw.transaction():
                    _copy_into(raw, Transfer, transfers)
                    _copy_into(raw, Entry, entries)

            return book

        return Work(server=raw.info.backend_pid, prepare=once)

    return make


def _tuples(ground: Ground, draw: Draw, size: int, versions: dict[UUID, int]) -> tuple[list[Any], list[Any]]:
    orders = _orders(draw, size, poor=None)
    transfers, entries = [], []
    names = [field.attname for field in _columns(Transfer)]
    for order in orders:
        row: dict[str, Any] = {
            "id": order.id, "network_id": ground.network_id, "book_id": ground.book_id, "kind": order.kind,
            "from_id": order.from_id, "to_id": order.to_id, "amount": order.amount, "ref_kind": "", "by": str(BY),
            "occurred_at": order.occurred_at, "booked_at": order.booked_at, "reason": "",
            "request_id": order.request_id, "part": 0,
        }  # fmt: skip
        transfers.append(tuple(row.get(name) for name in names))
        for account_id, amount in ((order.from_id, -order.amount), (order.to_id, order.amount)):
            versions[account_id] += 1
            entries.append(
                (ground.network_id, account_id, versions[account_id], order.id, amount, amount, order.booked_at)
            )
    return transfers, entries


def _copy_into(raw: "psycopg.Connection[tuple[object, ...]]", model: Any, rows: Iterable[tuple[object, ...]]) -> None:
    fields = _columns(model)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    )
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([_TYPES[field.get_internal_type()] for field in fields])
        for row in rows:
            copy.write_row(row)


def _columns(model: Any) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if field.column]


def _poor_account(ground: Ground) -> UUID:
    """An account that may pay nothing."""
    from django.db import connections

    id, at = new_id(), datetime.now(UTC) - timedelta(days=1)
    actions.open_account(
        network_id=ground.network_id,
        id=id,
        book_id=ground.book_id,
        floor=0,
        ceiling=0,
        by=Actor.command("bench"),
        at=at,
    )
    connections.close_all()
    return id
