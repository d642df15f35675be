"""What the model of the ledger remembers: accounts, reservations, transfers."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.shared.periods import Month, day_of

ZONE = "Europe/Brussels"
# What a command answers: ids and whether it had been done before.
Answer = tuple[tuple[UUID, ...], bool]


@dataclass
class Account:
    kind: str
    floor: int | None
    ceiling: int | None
    book: UUID
    first: tuple[int | None, int | None] = (None, None)
    state: str = "open"
    balance: int = 0
    reserved: int = 0
    entries: list[tuple[datetime, int]] = field(default_factory=list)

    @property
    def available(self) -> int:
        return rules.available_of(balance=self.balance, reserved=self.reserved)

    def seen(self) -> tuple[object, ...]:
        return (
            self.state, self.balance, self.reserved, len(self.entries), self.floor, self.ceiling,
            rules.floor_in_force_after(floor=self.floor, available=self.available),
            rules.ceiling_in_force_after(ceiling=self.ceiling, balance=self.balance),
            self.balance < 0,
        )  # fmt: skip


@dataclass
class Reservation:
    account_id: UUID
    amount: int
    expires_at: datetime | None
    posted: int = 0
    released: int = 0
    state: str = "open"

    @property
    def left(self) -> int:
        return self.amount - self.posted - self.released

    def seen(self) -> tuple[object, ...]:
        return (self.amount, self.posted, self.released, self.state)


@dataclass
class Transfer:
    book: UUID
    from_id: UUID
    to_id: UUID
    amount: int
    is_reversal: bool = False
    reversed: int = 0


def month_of(at: datetime) -> Month:
    return Month.of(day_of(at, ZONE))
