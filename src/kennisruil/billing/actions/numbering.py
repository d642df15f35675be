"""Numbers of documents, drawn from a counter row in the transaction that uses them."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from kennisruil.shared.ids import derived_id

_TAKE = """
INSERT INTO billing_series (id, network_id, name, last)
SELECT id, %s, name, count FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS t (id, name, count) ORDER BY name
ON CONFLICT (network_id, name) DO UPDATE SET last = billing_series.last + EXCLUDED.last RETURNING name, last
"""
_HOLD = "SELECT name, last FROM billing_series WHERE network_id = %s AND name = ANY(%s) ORDER BY name FOR UPDATE"


class NumbersMoved(RuntimeError):
    """Somebody drew from a series that was held: the transaction must not go on, for a number would stand twice."""


def draw_number(*, network_id: UUID, series: str) -> int:
    """Draw the next number of a series; its row is locked until the transaction ends, so a rollback leaves no gap."""
    return _take(network_id, {series: 1})[series]


class Numbers:
    """Numbers of several series for many documents, in one transaction that holds the books.

    ``peek`` says what comes next, so that a document can be put together and checked; only ``take`` uses it up. Nothing
    is drawn before ``keep`` writes how far each series came: what did not pass leaves no gap.
    """

    def __init__(self, *, network_id: UUID, series: Collection[str]) -> None:
        self._network_id = network_id
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [network_id, sorted(series)])
            self._before = {name: int(last) for name, last in cursor.fetchall()}
        self._taken: dict[str, int] = {}

    def peek(self, series: str) -> int:
        """Give the number that comes next in ``series``."""
        return self._before.get(series, 0) + self._taken.get(series, 0) + 1

    def take(self, series: str) -> int:
        """Use the next number of ``series``, and give it."""
        number = self.peek(series)
        self._taken[series] = self._taken.get(series, 0) + 1
        return number

    def keep(self) -> None:
        """Write what was taken, once, after the last of them. :raises NumbersMoved: a series is not where it was."""
        expected = {name: self.peek(name) - 1 for name in self._taken}
        if _take(self._network_id, self._taken) != expected:
            raise NumbersMoved


def _take(network_id: UUID, counts: dict[str, int]) -> dict[str, int]:
    """Move series on by some numbers each, and give the last of each."""
    if not counts:
        return {}
    names = list(counts)
    ids = [derived_id(network_id, "series", name) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [network_id, ids, names, list(counts.values())])
        return {name: int(last) for name, last in cursor.fetchall()}
