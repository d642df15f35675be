"""What is measured for single transfers: our action, the limit, our action in a scope, a sum over history."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psycopg

from kennisruil.config.bench.crew import Work
from kennisruil.config.bench.ground import FLOOR, Ground
from kennisruil.ledger import actions
from kennisruil.ledger.actions import wire
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope

BY = Actor.command("bench")
_HISTORY_EACH = 200
_MOVE = wire.Function(
    name="bench.move",
    types=(
        wire.ID, wire.ID, wire.ID, wire.ID, wire.ID, wire.WHOLE, wire.TEXT, wire.TEXT, wire.INSTANT, wire.INSTANT,
        wire.ID, wire.TEXT,
    ),
    many=(False,) * 12,
)  # fmt: skip
_MOVE_BY_CURSOR = """
SELECT bench.move(%s, %s, %s, %s, %s, %s::bigint, %s::text, %s::text, %s, %s, %s, %s::text)
"""
_MOVE_WITH_SUM = "SELECT bench.move_with_sum(%s, %s, %s, %s::bigint, %s::text, %s, %s, %s::bigint)"


def make_tables(ground: Ground) -> None:
    """Make the limit's tables and those of the sum over history, with the same accounts as the ledger's."""
    with ground.admin() as admin:
        admin.execute(Path(__file__).with_name("limit.sql").read_text(encoding="utf-8"))
        admin.execute("INSERT INTO bench.account SELECT * FROM ledger_account")
        admin.execute("INSERT INTO bench.sum_account SELECT id FROM ledger_account")
        # Each account has paid and been paid: a history as of some years, that sums to zero.
        admin.execute(
            "INSERT INTO bench.sum_entry (account_id, transfer_id, amount, booked_at)"
            " SELECT id, gen_random_uuid(), CASE WHEN n %% 2 = 0 THEN 5 ELSE -5 END, now()"
            " FROM generate_series(1, %s) n CROSS JOIN bench.sum_account",
            (_HISTORY_EACH,),
        )
        admin.execute("VACUUM ANALYZE")


Draw = Callable[[], tuple[UUID, UUID, int]]


def drawing(ground: Ground, number: int, *, hot: bool) -> Draw:
    """Give what draws payer, payee and amount for client ``number``; ``hot``: one account is in every transfer."""
    chance = random.Random(number)  # noqa: S311  # nosec B311  # a measurement, no secret

    def draw() -> tuple[UUID, UUID, int]:
        a, b = chance.sample(ground.accounts, 2)
        if hot:
            a, b = (ground.hot, b) if chance.random() < 0.5 else (a, ground.hot)
        return a, b, chance.randint(1, 500)

    return draw


def ours(ground: Ground, *, hot: bool) -> Callable[[int], Work]:
    """Our public action alone, in autocommit."""

    def make(number: int) -> Work:
        draw = drawing(ground, number, hot=hot)
        return Work(server=_server_process(), once=lambda: post(ground, draw()))

    return make


def in_a_scope(ground: Ground, *, hot: bool) -> Callable[[int], Work]:
    """The same action as part of a transaction with a network scope."""

    def make(number: int) -> Work:
        draw = drawing(ground, number, hot=hot)

        def once() -> None:
            with network_scope(ground.network_id):
                post(ground, draw())

        return Work(server=_server_process(), once=once)

    return make


def post(ground: Ground, drawn: tuple[UUID, UUID, int]) -> None:
    """One transfer through the action, with ids and instant drawn now."""
    at = clock.now()
    from_id, to_id, amount = drawn
    actions.post_transfer(
        network_id=ground.network_id,
        id=new_id(at=at),
        book_id=ground.book_id,
        from_id=from_id,
        to_id=to_id,
        amount=amount,
        kind="bench",
        occurred_at=at,
        booked_at=at,
        request_id=new_id(at=at),
        by=BY,
    )


def limit(ground: Ground, *, hot: bool) -> Callable[[int], Work]:
    """One function without any check, called as ours is: in PostgreSQL's binary form, prepared, in autocommit."""

    def make(number: int) -> Work:
        draw, by = drawing(ground, number, hot=hot), str(BY).encode()
        network, book = ground.network_id.bytes, ground.book_id.bytes

        def once() -> None:
            at = clock.now()
            from_id, to_id, amount = draw()
            when = wire.INSTANT.pack(at)
            wire.run(_MOVE, [
                network, new_id(at=at).bytes, book, from_id.bytes, to_id.bytes, wire.WHOLE.pack(amount), b"bench", b"",
                when, when, new_id(at=at).bytes, by,
            ])  # fmt: skip

        return Work(server=_server_process(), once=once)

    return make


def limit_by_cursor(ground: Ground, *, hot: bool) -> Callable[[int], Work]:
    """The same function called as anybody would: psycopg's cursor, prepared, in autocommit, as ``kr_app``."""

    def make(number: int) -> Work:
        draw, raw, by = drawing(ground, number, hot=hot), _raw(ground), str(BY)

        def once() -> None:
            at = clock.now()
            from_id, to_id, amount = draw()
            _call(raw, _MOVE_BY_CURSOR, [
                ground.network_id, new_id(at=at), ground.book_id, from_id, to_id, amount, "bench", "", at, at,
                new_id(at=at), by,
            ])  # fmt: skip

        return Work(server=raw.info.backend_pid, once=once)

    return make


def sum_over_history(ground: Ground, *, hot: bool) -> Callable[[int], Work]:
    """A function that adds up the payer's whole history before it writes."""

    def make(number: int) -> Work:
        draw, raw = drawing(ground, number, hot=hot), _raw(ground)

        def once() -> None:
            at: datetime = clock.now()
            from_id, to_id, amount = draw()
            request_id = new_id(at=at)
            _call(raw, _MOVE_WITH_SUM, [new_id(at=at), from_id, to_id, amount, "bench", at, request_id, FLOOR])

        return Work(server=raw.info.backend_pid, once=once)

    return make


def _raw(ground: Ground) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(ground.url("kr_app"), autocommit=True)


def _call(raw: "psycopg.Connection[tuple[object, ...]]", statement: str, arguments: list[object]) -> None:
    with psycopg.Cursor(raw) as cursor:
        cursor.execute(statement.encode(), arguments, prepare=True).fetchone()


def _server_process() -> int:
    from django.db import connection

    connection.ensure_connection()
    found: int = connection.connection.info.backend_pid
    return found
