"""No from a reservation."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kennisruil.ledger.rules.refusals.base import LedgerRefusal


@dataclass(unsafe_hash=True)
class ExpiryPast(LedgerRefusal):
    """The reservation would have run out before it is made."""

    code: ClassVar[str] = "expiry_past"
    account_id: UUID


@dataclass(unsafe_hash=True)
class ReservationUnknown(LedgerRefusal):
    """The network has no such reservation."""

    code: ClassVar[str] = "reservation_unknown"
    reservation_id: UUID


@dataclass(unsafe_hash=True)
class ReservationEnded(LedgerRefusal):
    """Nothing is held any more: ``state`` says how it ended (posted, released, expired)."""

    code: ClassVar[str] = "reservation_ended"
    reservation_id: UUID
    state: str


@dataclass(unsafe_hash=True)
class OverReserved(LedgerRefusal):
    """The legs ask more of the reserving account than is left; both in minor units."""

    code: ClassVar[str] = "over_reserved"
    reservation_id: UUID
    left: int
    asked: int


@dataclass(unsafe_hash=True)
class LegNotCovered(LedgerRefusal):
    """A leg pays from an account that neither reserved nor is an operator's; or none pays from the one that did."""

    code: ClassVar[str] = "leg_not_covered"
    account_id: UUID
