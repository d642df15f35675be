"""Accounting packages as targets: what each of them is told, under which number, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.rules.invoices import invoice_in
from kennisruil.bookkeeping.rules.payloads import lines_from

ENTRY = "entry"
_LONGEST = timedelta(hours=6)


class Target(StrEnum):
    """The packages and files the books can go to."""

    TRYTON = "tryton"
    BEANCOUNT = "beancount"
    HLEDGER = "hledger"
    CSV = "csv"
    UBL = "ubl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One thing a package must hold exactly once, under ``number``; ``kind`` is ``ENTRY`` or a kind of document."""

    id: UUID
    kind: str
    number: str
    booked_on: date
    sha256: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a package holds under a number; ``is_whole`` is False where it stopped half-way and must be completed."""

    external_id: str
    sha256: str
    is_whole: bool = True


class TargetUnreachable(Exception):
    """The package cannot be reached or is not set up; nothing is known of what it holds. Try again later."""


class TargetRefused(Exception):
    """The package says no to one parcel, in its own words; the others may still go."""


def takes(target: Target, *, kind: str, payload: Mapping[str, Any]) -> bool:
    """Tell whether ``target`` is told of it: ledgers take entries, a folder takes e-invoices, Tryton both."""
    if target is Target.UBL:
        return kind != ENTRY and bool(payload.get("xml_sha256"))
    if kind == ENTRY:
        return True
    return target is Target.TRYTON and invoice_in(kind=kind, lines=lines_from(payload["lines"])) is not None


def next_try(*, at: datetime, attempts: int) -> datetime:
    """Give when to try again after ``attempts`` tries: 2, 4, 8… minutes later, at most six hours."""
    return at + min(timedelta(minutes=2 ** min(attempts, 10)), _LONGEST)
