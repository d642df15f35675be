"""A ledger that has lived goes through the later migrations without losing anything: rows, retries, seals."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.management import call_command

from kennisruil.ledger import queries
from kennisruil.ledger.models import Account, Transfer
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.database import Bench, OwnDatabase
from tests.ledger.world import AT, World

JANUARY = AT.replace(day=1, hour=0)
_LIVED = (Path(__file__).parent / "lived_before.sql").read_text()
_KEPT = """
SELECT id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id, reverses_id, reservation_id,
    occurred_at, booked_at, by, reason, request_id, action_id FROM ledger_transfer ORDER BY id
"""
_NAMES = ("coin", "network", "book", "a", "b", "alone", "one", "two", "three", "once", "linked", "group", "lock")


@pytest.fixture
def old_database(bench: Bench, django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[OwnDatabase]:
    """A database whose ledger is that of migration 0004."""
    del django_db_setup, tmp_path
    with django_db_blocker.unblock():
        before, own = bench.current, bench.empty()
        bench.point_django_at(own.name)
        try:
            call_command("migrate", "ledger", "0004", database="owner", verbosity=0)
            yield own
        finally:
            bench.point_django_at(before)
            bench.drop(own.name)


def test_a_ledger_that_has_lived_loses_nothing(old_database: OwnDatabase) -> None:
    ids: dict[str, Any] = {name: new_id() for name in _NAMES}
    with psycopg.connect(old_database.admin_url, autocommit=True, cursor_factory=psycopg.ClientCursor) as admin:
        admin.execute(_LIVED, ids | {"at": AT})  # type: ignore[arg-type]  # a statement made here
        before = admin.execute(_KEPT).fetchall()

        call_command("migrate", "ledger", database="owner", verbosity=0)

        assert admin.execute(_KEPT).fetchall() == before
    world = object.__new__(World)
    world.network_id, world.book_id, world.operator = ids["network"], ids["book"], ids["a"]
    _parts_and_months_are_filled(world, ids)
    _retries_get_their_first_answer(world, ids)
    assert world.broken() == []
    world.close(Month(2026, 2), at=AT + timedelta(days=60))
    assert world.broken() == []


def _parts_and_months_are_filled(world: World, ids: dict[str, UUID]) -> None:
    with network_scope(world.network_id):
        parts = dict(Transfer.objects.values_list("id", "part"))
        accounts = set(Account.objects.values_list("open_from", flat=True))
        standing = queries.balance(network_id=world.network_id, account_id=ids["a"])
    assert [parts[ids[name]] for name in ("alone", "one", "two", "three")] == [0, 0, 1, 2]
    assert accounts == {JANUARY.replace(month=1, day=31, hour=23)}
    assert (standing.balance, standing.negative_since) == (-60, AT)


def _retries_get_their_first_answer(world: World, ids: dict[str, UUID]) -> None:
    again = world.transfer(ids["a"], ids["b"], 10, request_id=ids["once"])
    assert (again.ids, again.repeated) == ((ids["alone"],), True)
    later = {"booked_at": AT + timedelta(days=30)}
    for request in ("once", "linked"):
        with pytest.raises(no.RequestReused):
            world.transfer(ids["a"], ids["b"], 11, request_id=ids[request], **later)
    assert not world.transfer(ids["a"], ids["b"], 11, **later).repeated
