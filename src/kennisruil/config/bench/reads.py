"""Whether reads stay as fast while histories grow a thousandfold, and what all balances at once cost."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, connections
from psycopg import sql

from kennisruil.config.bench.ground import Ground, open_ground
from kennisruil.config.bench.rows import Row
from kennisruil.ledger import actions, queries
from kennisruil.ledger.models import Account, Transfer
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

FIFTY = Month(2023, 12)
_MIDDLE = datetime(2023, 7, 15, tzinfo=UTC)
_MANY = 10_000
_BY = Actor.command("bench")
_SUM = "SELECT sum(amount) FROM ledger_entry WHERE network_id = %s AND account_id = %s"


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A network with a past: the account of each size."""

    ground: Ground
    by_size: dict[int, UUID]


def measure_reads(ground: Ground, *, most: int, rounds: int, say: Callable[[str], None]) -> list[Row]:
    """Compare each read on an account of ``most`` entries with the same on one of a thousand, months closed."""
    say(f"Histories of 1,000 to {most:,} entries")
    lived = live(ground, sizes=[10**power for power in range(3, 7) if 10**power <= most])
    say("Reads")
    network_id = lived.ground.network_id

    def summed(account_id: UUID) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_SUM, [network_id, account_id])
            cursor.fetchone()

    reads: dict[str, Callable[[UUID], object]] = {
        "balance_growth": lambda account: queries.balance(network_id=network_id, account_id=account),
        "statement_growth": lambda account: queries.statement_for(
            network_id=network_id, account_id=account, month=FIFTY
        ),
        "moment_growth": lambda account: queries.balance_at(network_id=network_id, account_id=account, at=_MIDDLE),
        "page_growth": lambda account: queries.account_history(network_id=network_id, account_id=account, limit=50),
        "sum_growth": summed,
    }
    with network_scope(network_id):
        for id in lived.by_size.values():
            assert len(queries.statement_for(network_id=network_id, account_id=id, month=FIFTY).lines) == 50
        rows = [_growth(name, read, lived, rounds=rounds) for name, read in reads.items()]
    return [*rows, *_all_balances(ground, rounds=rounds)]


def live(ground: Ground, *, sizes: list[int]) -> Lived:
    """Write the past of a new network, one account of each size, and close its 24 months with the command for it."""
    past = open_ground(ground.server, accounts=len(sizes))
    has_part = any(field.name == "part" for field in Transfer._meta.get_fields())
    text = Path(__file__).with_name("reads.sql").read_text(encoding="utf-8")
    text = text.replace("{columns}", ", part" if has_part else "").replace("{values}", ", 0" if has_part else "")
    given: dict[str, Any] = {
        "network": past.network_id, "book": past.book_id, "other": past.hot,
        "sizes": sizes, "accounts": list(past.accounts),
    }  # fmt: skip
    with ground.admin() as admin:
        for statement in text.split(";\n"):
            if statement.strip():
                admin.execute(statement.encode(), given)
        # As the server does by itself a minute after so many rows.
        admin.execute("VACUUM ANALYZE ledger_account, ledger_transfer, ledger_entry")
    month = Month(2023, 1)
    while month < Month(2025, 1):
        with network_scope(past.network_id):
            actions.close_period(
                network_id=past.network_id, book_id=past.book_id, month=month, by=_BY, at=datetime.now(UTC)
            )
        month = month.next
    with ground.admin() as admin:
        admin.execute("VACUUM ANALYZE ledger_account, ledger_transfer, ledger_entry, ledger_seal")
    connections.close_all()
    return Lived(ground=past, by_size=dict(zip(sizes, past.accounts, strict=True)))


def _growth(name: str, read: Callable[[UUID], object], lived: Lived, *, rounds: int) -> Row:
    small, large = min(lived.by_size), max(lived.by_size)
    found: dict[int, list[float]] = {size: [] for size in lived.by_size}
    for number in range(rounds + 1):
        for size, account_id in lived.by_size.items():
            taken = _seconds(partial(read, account_id), times=1 if name == "sum_growth" else 10)
            if number:  # the first round warms up
                found[size].append(taken)
    ratios = [late / early for early, late in zip(found[small], found[large], strict=True)]
    each = ", ".join(f"{size:,}: {1000 * statistics.median(taken):.2f} ms" for size, taken in found.items())
    return Row(
        name=name,
        ratio=statistics.median(ratios),
        says=f"time at {large:,} entries to {small:,} ({each})",
        p50_ms=1000 * statistics.median(found[large]),
        ratios=[round(ratio, 4) for ratio in ratios],
    )


def _all_balances(ground: Ground, *, rounds: int) -> list[Row]:
    many = open_ground(ground.server, accounts=1)
    _multiply(ground, many.hot)
    network_id, book_id, at = many.network_id, many.book_id, datetime.now(UTC)

    def bare() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, balance FROM ledger_account WHERE network_id = %s", [network_id])
            return len(cursor.fetchall())

    reads: dict[str, Callable[[], int]] = {
        "balances_now": lambda: len(queries.balances_now(network_id=network_id, book_id=book_id)),
        "balances_whole": lambda: len(queries.balances(network_id=network_id, book_id=book_id)),
        "balances_at": lambda: len(queries.balances_at(network_id=network_id, book_id=book_id, at=at)),
    }
    rows = []
    with network_scope(network_id):
        for name, read in reads.items():
            assert read() == bare() == _MANY
            both = [(_seconds(read, times=1), _seconds(bare, times=1)) for _ in range(rounds)]
            rows.append(
                Row(
                    name=name,
                    ratio=statistics.median(ours / other for ours, other in both),
                    says=f"time of all balances of {_MANY:,} accounts to a bare SELECT of id and balance",
                    p50_ms=1000 * statistics.median(ours for ours, _ in both),
                )
            )
    return rows


def _multiply(ground: Ground, account_id: UUID) -> None:
    """Make :data:`_MANY` accounts of two, all like the one that the command opened."""
    fields = [field.column for field in Account._meta.local_concrete_fields if field.column != "id"]
    same = sql.SQL(", ").join([sql.SQL("{}").format(sql.Identifier(str(name))) for name in fields])
    statement = sql.SQL(
        "INSERT INTO ledger_account (id, {same}) SELECT gen_random_uuid(), {same}"
        " FROM ledger_account CROSS JOIN generate_series(3, %s) WHERE id = %s"
    ).format(same=same)
    with ground.admin() as admin:
        admin.execute(statement, (_MANY, account_id))
        admin.execute("VACUUM ANALYZE ledger_account")


def _seconds(call: Callable[[], object], *, times: int) -> float:
    began = time.monotonic()
    for _ in range(times):
        call()
    return (time.monotonic() - began) / times
