"""The month close: who objects, which run it is, and how a late month looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What stands in the way of closing a month: a row of a higher room, since when, and a translated sentence."""

    kind: str
    id: UUID
    since_on: date
    text: str


class CloseObjections(Protocol):
    """Lists what of a month still waits in one room, such as sessions without an answer."""

    def __call__(self, *, network_id: UUID, month: Month) -> Sequence[Objection]: ...


close_objections: Ask[CloseObjections] = Ask("close_objections")


class Run(StrEnum):
    """The first run documents what was held so far in a quarter; the final one closes the month."""

    FIRST = "first"
    FINAL = "final"


class Colour(StrEnum):
    """How a month stands against the 15th."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    CLOSED = "closed"


def run_on(*, month: Month, today: date, first_run_days: int) -> Run | None:
    """Decide which run ``today`` allows: final after the month, first in the last days of a quarter, else None."""
    if today >= month.end_on:
        return Run.FINAL
    if month.ends_quarter and today >= month.end_on - timedelta(days=first_run_days):
        return Run.FIRST
    return None


def colour_of(*, month: Month, today: date, amber_day: int, red_day: int) -> Colour:
    """Say how an open month stands: amber and red from a day of the month after it."""
    if today >= deadline_on(month=month, day=red_day):
        return Colour.RED
    return Colour.AMBER if today >= deadline_on(month=month, day=amber_day) else Colour.GREEN


def deadline_on(*, month: Month, day: int) -> date:
    """Give day ``day`` of the month after ``month``."""
    return month.next.start_on + timedelta(days=day - 1)


def acceptance_until(*, month: Month, issued_on: date, acceptance_days: int) -> date:
    """Give the day a draft counts as accepted: after the days of the terms, by the 14th of the next month.

    The 14th is a day before the VAT becomes chargeable without an invoice. A late draft gets all its days.
    """
    until = issued_on + timedelta(days=acceptance_days)
    last = month.next.start_on + timedelta(days=13)
    return min(until, last) if issued_on <= last else until
