"""Decisions that hold from a day on."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything that holds from a day on."""

    @property
    def holds_from(self) -> date: ...


D = TypeVar("D", bound=Dated)


def in_force(rows: Iterable[D], *, on: date) -> D | None:
    """Give the row in force on a day: the latest that holds from then or earlier; None before the first."""
    return max((row for row in rows if row.holds_from <= on), key=lambda row: row.holds_from, default=None)
