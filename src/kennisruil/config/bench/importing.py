"""``python -m kennisruil.config.bench.importing``: the steps of a history that are measured as processes."""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import django

from kennisruil.config.bench.history import ACCOUNTS

_START = datetime(2023, 1, 2, tzinfo=UTC)
_DAYS = 728


def main(step: str, network: str, book: str, transfers: str = "0") -> None:
    """Do one step: ``import`` so many transfers of two years into new accounts, or ``close`` its 24 months."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    django.setup()
    if step == "import":
        _import(UUID(network), UUID(book), int(transfers))
    else:
        _close(UUID(network), UUID(book))


def _import(network_id: UUID, book_id: UUID, transfers: int) -> None:
    from kennisruil.ledger import actions
    from kennisruil.ledger.rules import TransferOrder
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.scope import network_scope

    by = Actor.command("bench")
    accounts = [new_id(at=_START) for _ in range(ACCOUNTS)]
    with network_scope(network_id):
        for id in accounts:
            actions.open_account(
                network_id=network_id, id=id, book_id=book_id, floor=-(10**9), ceiling=10**9, by=by, at=_START
            )
    chance = random.Random(2026)  # noqa: S311  # nosec B311  # a measurement, no secret

    def orders() -> Iterator[TransferOrder]:
        for number in range(transfers):
            at = _START + timedelta(days=_DAYS * number / transfers)
            from_id, to_id = chance.sample(accounts, 2)
            yield TransferOrder(
                id=new_id(at=at), from_id=from_id, to_id=to_id, amount=chance.randint(1, 500), kind="session",
                occurred_at=at, booked_at=at, request_id=new_id(at=at),
            )  # fmt: skip

    found = actions.import_history(network_id=network_id, book_id=book_id, orders=orders(), by=by)
    assert (found.booked, found.refused_count) == (transfers, 0), found


def _close(network_id: UUID, book_id: UUID) -> None:
    from kennisruil.ledger import actions
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.periods import Month
    from kennisruil.shared.scope import network_scope

    month = Month(2023, 1)
    while month < Month(2025, 1):
        with network_scope(network_id):
            actions.close_period(
                network_id=network_id, book_id=book_id, month=month, by=Actor.command("bench"), at=datetime.now(UTC)
            )
        month = month.next


if __name__ == "__main__":
    main(*sys.argv[1:])
