"""No from a book or an account."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from kennisruil.ledger.rules.refusals.base import LedgerRefusal


@dataclass(unsafe_hash=True)
class BookUnknown(LedgerRefusal):
    """The network has no such book."""

    code: ClassVar[str] = "book_unknown"
    book_id: UUID


@dataclass(unsafe_hash=True)
class AccountUnknown(LedgerRefusal):
    """The network has no such account."""

    code: ClassVar[str] = "account_unknown"
    account_id: UUID


@dataclass(unsafe_hash=True)
class AccountClosed(LedgerRefusal):
    """The account is closed, for good."""

    code: ClassVar[str] = "account_closed"
    account_id: UUID


@dataclass(unsafe_hash=True)
class AccountFrozen(LedgerRefusal):
    """No new coins may leave the account; receiving, and posting what was reserved before, still can."""

    code: ClassVar[str] = "account_frozen"
    account_id: UUID


@dataclass(unsafe_hash=True)
class AccountNotEmpty(LedgerRefusal):
    """Closing demands a balance of zero and nothing reserved; amounts in minor units."""

    code: ClassVar[str] = "account_not_empty"
    account_id: UUID
    balance: int
    reserved: int


@dataclass(unsafe_hash=True)
class LimitsCrossed(LedgerRefusal):
    """The floor lies above the ceiling, or an operator's account was given a limit."""

    code: ClassVar[str] = "limits_crossed"
    floor: int | None
    ceiling: int | None


@dataclass(unsafe_hash=True)
class ExistsOtherwise(LedgerRefusal):
    """A row of this ``kind`` and id exists with another content."""

    code: ClassVar[str] = "exists_otherwise"
    kind: str
    id: UUID


@dataclass(unsafe_hash=True)
class PeriodClosed(LedgerRefusal):
    """The month of the booking (``period_on`` is its first day) or a later one is closed."""

    code: ClassVar[str] = "period_closed"
    period_on: date


@dataclass(unsafe_hash=True)
class PeriodNotOver(LedgerRefusal):
    """The month is not over yet, so it cannot be closed."""

    code: ClassVar[str] = "period_not_over"
    period_on: date


@dataclass(unsafe_hash=True)
class EarlierPeriodOpen(LedgerRefusal):
    """An earlier month (``period_on`` is its first day) has bookings and is still open."""

    code: ClassVar[str] = "earlier_period_open"
    period_on: date
