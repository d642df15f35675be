"""The values that go into a command and come out of it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from kennisruil.ledger.rules.refusals import AmountNotWhole, AmountOutOfRange, LedgerRefusal

# Far above any network's needs and far below where sums of a 64-bit integer could overflow.
MOST_AMOUNT = 1_000_000_000_000
MOST_LEGS = 500
MOST_IN_BATCH = 10_000
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Coin:
    """A coin: ``sign`` is what people write behind a number, ``scale`` how many decimals it has (0 to 6)."""

    name: str
    sign: str
    scale: int = 2


@dataclass(frozen=True, slots=True)
class Reference:
    """What a movement is about: a row of a room the ledger does not know. Ids only, never personal data."""

    kind: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One movement of a group: ``amount`` in minor units, positive; ``id`` becomes the id of the transfer."""

    id: UUID
    from_id: UUID
    to_id: UUID
    amount: int
    kind: str
    reference: Reference = field(default_factory=Reference)


class TransferOrder(NamedTuple):
    """One transfer of a batch: what ``post_transfer`` takes beside the network, the book and who asks."""

    id: UUID
    from_id: UUID
    to_id: UUID
    amount: int
    kind: str
    occurred_at: datetime
    booked_at: datetime
    request_id: UUID
    reference: Reference = Reference()
    group_id: UUID | None = None


class GroupOrder(NamedTuple):
    """A linked group of a batch: what ``post_group`` takes beside the network, the book and who asks."""

    group_id: UUID
    legs: tuple[Leg, ...]
    occurred_at: datetime
    booked_at: datetime
    request_id: UUID


Order = TransferOrder | GroupOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a history: how many orders were booked now, how many before, which were refused.

    ``refused`` gives the place of each in the history, from 0, and why; ``refused_count`` counts also those past the
    first thousand.
    """

    booked: int
    repeated: int
    refused_count: int
    refused: tuple[tuple[int, LedgerRefusal], ...]


class Booked(NamedTuple):
    """The answer to a command: ids of the rows it made, in the order asked; ``repeated`` for the first answer again."""

    ids: tuple[UUID, ...]
    repeated: bool

    @property
    def id(self) -> UUID:
        """The only row of a command that makes one."""
        (only,) = self.ids
        return only


def check_amount(amount: object) -> int:
    """Give ``amount`` back when it is a whole number of minor units from 1 to :data:`MOST_AMOUNT`.

    :raises AmountNotWhole: for a float, a Decimal, a text or a truth value.
    :raises AmountOutOfRange: for zero, a negative or a huge number.
    """
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise AmountNotWhole(amount=str(amount))
    if not 1 <= amount <= MOST_AMOUNT:
        raise AmountOutOfRange(amount=amount)
    return amount


@lru_cache
def check_kind(kind: str) -> str:
    """Give ``kind`` back; a kind is a constant of ours: a lower-case word, at most 40 letters."""
    assert _KIND.fullmatch(kind), f"{kind!r} is not a kind"
    return kind
