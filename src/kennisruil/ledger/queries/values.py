"""What the reads give back."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Balance(NamedTuple):
    """An account as it stands; ``floor`` and ``ceiling`` are the agreed limits, ``None`` binds nothing.

    ``negative_since`` is when it fell below zero, while it is there. A tuple, for pages ask for thousands of them.
    """

    account_id: UUID
    kind: str
    state: str
    balance: int
    reserved: int
    floor: int | None
    ceiling: int | None
    alarm_level: int | None
    negative_since: datetime | None

    @property
    def available(self) -> int:
        """What is not held for something agreed; may lie below zero, down to the floor."""
        return self.balance - self.reserved

    @property
    def room(self) -> int | None:
        """How much can still be reserved or paid before the floor; ``None`` when nothing binds, never below zero."""
        return None if self.floor is None else max(0, self.available - self.floor)

    @property
    def is_past_alarm(self) -> bool:
        """The office wanted to be told at this balance."""
        return self.alarm_level is not None and self.balance <= self.alarm_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A reservation; ``left`` is what it still holds."""

    reservation_id: UUID
    account_id: UUID
    amount: int
    posted: int
    released: int
    state: str
    expires_at: datetime | None

    @property
    def left(self) -> int:
        """What is still held."""
        return self.amount - self.posted - self.released


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of an account: ``amount`` signed, ``balance`` after it, ``other_id`` the account on the other side."""

    version: int
    transfer_id: UUID
    amount: int
    balance: int
    kind: str
    other_id: UUID
    ref_kind: str
    ref_id: UUID | None
    group_id: UUID | None
    reverses_id: UUID | None
    occurred_at: datetime
    booked_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A month of an account, in the order of booking; the balance of its lines runs from ``opening`` to ``closing``."""

    opening: int
    lines: tuple[Line, ...]
    closing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A transfer, seen from no side."""

    transfer_id: UUID
    kind: str
    from_id: UUID
    to_id: UUID
    amount: int
    group_id: UUID | None
    reverses_id: UUID | None
    reservation_id: UUID | None
    occurred_at: datetime
    booked_at: datetime
    by: str
    reason: str
