"""Every foreseen no of the ledger. With each of them nothing is booked; at most, what had run out has been expired."""

from datetime import date
from uuid import UUID

from kennisruil.ledger.rules.refusals.accounts import (
    AccountClosed,
    AccountFrozen,
    AccountNotEmpty,
    AccountUnknown,
    BookUnknown,
    EarlierPeriodOpen,
    ExistsOtherwise,
    LimitsCrossed,
    PeriodClosed,
    PeriodNotOver,
)
from kennisruil.ledger.rules.refusals.base import LedgerRefusal
from kennisruil.ledger.rules.refusals.movements import (
    AmountNotWhole,
    AmountOutOfRange,
    BatchOutOfRange,
    CeilingReached,
    FloorReached,
    LegsOutOfRange,
    OtherBook,
    OtherNetwork,
    OverReversed,
    ReasonMissing,
    RequestReused,
    ReversalOfReversal,
    SameAccount,
    TransferUnknown,
)
from kennisruil.ledger.rules.refusals.reservations import (
    ExpiryPast,
    LegNotCovered,
    OverReserved,
    ReservationEnded,
    ReservationUnknown,
)

__all__ = [
    "BY_CODE",
    "AccountClosed",
    "AccountFrozen",
    "AccountNotEmpty",
    "AccountUnknown",
    "AmountNotWhole",
    "AmountOutOfRange",
    "BatchOutOfRange",
    "BookUnknown",
    "CeilingReached",
    "EarlierPeriodOpen",
    "ExistsOtherwise",
    "ExpiryPast",
    "FloorReached",
    "LedgerRefusal",
    "LegNotCovered",
    "LegsOutOfRange",
    "LimitsCrossed",
    "OtherBook",
    "OtherNetwork",
    "OverReserved",
    "OverReversed",
    "PeriodClosed",
    "PeriodNotOver",
    "ReasonMissing",
    "RequestReused",
    "ReservationEnded",
    "ReservationUnknown",
    "ReversalOfReversal",
    "SameAccount",
    "TransferUnknown",
    "refusal_of",
]

BY_CODE: dict[str, type[LedgerRefusal]] = {kind.code: kind for kind in LedgerRefusal.__subclasses__()}


def refusal_of(*, code: str, data: dict[str, object]) -> LedgerRefusal:
    """Build the typed refusal of what a function of the database returned."""
    return BY_CODE[code](**{name: _value(name, value) for name, value in data.items()})


def _value(name: str, value: object) -> object:
    if isinstance(value, str) and name.endswith("_on"):
        return date.fromisoformat(value)
    if isinstance(value, str) and (name == "id" or name.endswith("_id")):
        return UUID(value)
    return value
