"""No to a movement of coins."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kennisruil.ledger.rules.refusals.base import LedgerRefusal


@dataclass(unsafe_hash=True)
class OtherNetwork(LedgerRefusal):
    """The command names another network than the one the session stands in."""

    code: ClassVar[str] = "other_network"
    network_id: UUID


@dataclass(unsafe_hash=True)
class AmountNotWhole(LedgerRefusal):
    """The amount is not a whole number of minor units."""

    code: ClassVar[str] = "amount_not_whole"
    amount: str


@dataclass(unsafe_hash=True)
class AmountOutOfRange(LedgerRefusal):
    """The amount is zero, negative or absurdly large."""

    code: ClassVar[str] = "amount_out_of_range"
    amount: int


@dataclass(unsafe_hash=True)
class LegsOutOfRange(LedgerRefusal):
    """A group has no leg, or too many."""

    code: ClassVar[str] = "legs_out_of_range"
    count: int


@dataclass(unsafe_hash=True)
class BatchOutOfRange(LedgerRefusal):
    """A batch has more movements than one call takes."""

    code: ClassVar[str] = "batch_out_of_range"
    count: int


@dataclass(unsafe_hash=True)
class SameAccount(LedgerRefusal):
    """Both sides are the same account."""

    code: ClassVar[str] = "same_account"
    account_id: UUID


@dataclass(unsafe_hash=True)
class OtherBook(LedgerRefusal):
    """The account belongs to another book."""

    code: ClassVar[str] = "other_book"
    account_id: UUID


@dataclass(unsafe_hash=True)
class FloorReached(LedgerRefusal):
    """The account would go below its floor; ``short_by`` in minor units."""

    code: ClassVar[str] = "floor_reached"
    account_id: UUID
    short_by: int


@dataclass(unsafe_hash=True)
class CeilingReached(LedgerRefusal):
    """The account would go above its ceiling; ``over_by`` in minor units."""

    code: ClassVar[str] = "ceiling_reached"
    account_id: UUID
    over_by: int


@dataclass(unsafe_hash=True)
class RequestReused(LedgerRefusal):
    """The request id was used before, for something else."""

    code: ClassVar[str] = "request_reused"
    request_id: UUID


@dataclass(unsafe_hash=True)
class ReasonMissing(LedgerRefusal):
    """Passing a limit, changing limits and reversing need a reason."""

    code: ClassVar[str] = "reason_missing"


@dataclass(unsafe_hash=True)
class TransferUnknown(LedgerRefusal):
    """The network has no such transfer."""

    code: ClassVar[str] = "transfer_unknown"
    transfer_id: UUID


@dataclass(unsafe_hash=True)
class ReversalOfReversal(LedgerRefusal):
    """A reversal is not reversed: book the transfer again."""

    code: ClassVar[str] = "reversal_of_reversal"
    transfer_id: UUID


@dataclass(unsafe_hash=True)
class OverReversed(LedgerRefusal):
    """More would be reversed than is left of the transfer; both in minor units."""

    code: ClassVar[str] = "over_reversed"
    transfer_id: UUID
    left: int
    asked: int
