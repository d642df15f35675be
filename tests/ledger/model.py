"""The ledger in plain Python, for one book: what every command must answer and leave behind.

Tests compare the database with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.ledger.rules.values import Leg


@dataclass
class Account:
    kind: str
    floor: int | None
    ceiling: int | None
    state: str = "open"
    balance: int = 0
    reserved: int = 0
    version: int = 0

    @property
    def available(self) -> int:
        return rules.available_of(balance=self.balance, reserved=self.reserved)

    def seen(self) -> tuple[object, ...]:
        return (
            self.state, self.balance, self.reserved, self.version, self.floor, self.ceiling,
            rules.floor_in_force_after(floor=self.floor, available=self.available),
            rules.ceiling_in_force_after(ceiling=self.ceiling, balance=self.balance),
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
    from_id: UUID
    to_id: UUID
    amount: int
    is_reversal: bool = False
    reversed: int = 0


@dataclass
class Book:
    accounts: dict[UUID, Account] = field(default_factory=dict)
    reservations: dict[UUID, Reservation] = field(default_factory=dict)
    transfers: dict[UUID, Transfer] = field(default_factory=dict)
    memory: dict[UUID, tuple[object, tuple[UUID, ...]]] = field(default_factory=dict)

    def _once(
        self, request_id: UUID, content: object, ids: Sequence[UUID], book: Callable[[], None]
    ) -> tuple[tuple[UUID, ...], bool]:
        if request_id in self.memory:
            before, answer = self.memory[request_id]
            if before != content:
                raise no.RequestReused(request_id=request_id)
            return answer, True
        book()
        self.memory[request_id] = (content, tuple(ids))
        return tuple(ids), False

    def expire(self, account_id: UUID, at: datetime) -> None:
        for one in self.reservations.values():
            if one.account_id == account_id and one.state == "open" and one.expires_at and one.expires_at <= at:
                self.accounts[account_id].reserved -= one.left
                one.released, one.state = one.amount - one.posted, "expired"

    def expire_all(self, at: datetime) -> None:
        for account_id in self.accounts:
            self.expire(account_id, at)

    def post_group(
        self, legs: Sequence[Leg], *, content: object, request_id: UUID, at: datetime, beyond: bool = False
    ) -> tuple[tuple[UUID, ...], bool]:
        def book() -> None:
            self._states(legs, covered=None)
            for account_id in {leg.from_id for leg in legs}:
                self.expire(account_id, at)
            if not beyond:
                self._limits(legs)
            self._write(legs)

        return self._once(request_id, content, [leg.id for leg in legs], book)

    def reserve(
        self, id: UUID, account_id: UUID, amount: int, *, expires_at: datetime | None, request_id: UUID, at: datetime
    ) -> tuple[tuple[UUID, ...], bool]:
        def book() -> None:
            account = self.accounts[account_id]
            if account.state != "open":
                raise (no.AccountClosed if account.state == "closed" else no.AccountFrozen)(account_id=account_id)
            self.expire(account_id, at)
            short = rules.short_by(
                floor=account.floor, available=account.available, available_after=account.available - amount
            )
            if short:
                raise no.FloorReached(account_id=account_id, short_by=short)
            account.reserved += amount
            self.reservations[id] = Reservation(account_id, amount, expires_at)

        return self._once(request_id, ("reserve", account_id, amount), [id], book)

    def post_reservation(
        self, reservation_id: UUID, legs: Sequence[Leg], *, request_id: UUID, at: datetime
    ) -> tuple[tuple[UUID, ...], bool]:
        one = self.reservations[reservation_id]

        def book() -> None:
            self.expire(one.account_id, at)
            if one.state != "open":
                raise no.ReservationEnded(reservation_id=reservation_id, state=one.state)
            strangers = {
                leg.from_id for leg in legs
                if leg.from_id != one.account_id and self.accounts[leg.from_id].kind != "operator"
            }  # fmt: skip
            asked = sum(leg.amount for leg in legs if leg.from_id == one.account_id)
            if strangers or not asked:
                raise no.LegNotCovered(account_id=min(strangers, default=one.account_id))
            if asked > one.left:
                raise no.OverReserved(reservation_id=reservation_id, left=one.left, asked=asked)
            self._states(legs, covered=one.account_id)
            one.posted += asked
            self.accounts[one.account_id].reserved -= asked
            one.state = "open" if one.left else "posted"
            self._write(legs)

        content = ("post", reservation_id, [(leg.from_id, leg.to_id, leg.amount) for leg in legs])
        return self._once(request_id, content, [leg.id for leg in legs], book)

    def release(self, reservation_id: UUID, *, at: datetime) -> tuple[tuple[UUID, ...], bool]:
        one = self.reservations[reservation_id]
        self.expire(one.account_id, at)
        if one.state == "posted":
            raise no.ReservationEnded(reservation_id=reservation_id, state="posted")
        if one.state != "open":
            return (reservation_id,), True
        self.accounts[one.account_id].reserved -= one.left
        one.released, one.state = one.left, "released"
        return (reservation_id,), False

    def reverse(
        self, id: UUID, transfer_id: UUID, amount: int | None, *, request_id: UUID, at: datetime, beyond: bool
    ) -> tuple[tuple[UUID, ...], bool]:
        one = self.transfers[transfer_id]

        def book() -> None:
            if one.is_reversal:
                raise no.ReversalOfReversal(transfer_id=transfer_id)
            left = one.amount - one.reversed
            asked = left if amount is None else amount
            if asked > left or not left:
                raise no.OverReversed(transfer_id=transfer_id, left=left, asked=asked)
            legs = [Leg(id=id, from_id=one.to_id, to_id=one.from_id, amount=asked, kind="reversal")]
            self._states(legs, covered=None)
            self.expire(one.to_id, at)
            if not beyond:
                self._limits(legs)
            self._write(legs)
            self.transfers[id].is_reversal = True
            one.reversed += asked

        return self._once(request_id, ("reverse", transfer_id, amount), [id], book)

    def set_limits(self, account_id: UUID, *, floor: int | None, ceiling: int | None) -> None:
        account = self.accounts[account_id]
        if account.state == "closed":
            raise no.AccountClosed(account_id=account_id)
        account.floor, account.ceiling = floor, ceiling

    def set_state(self, account_id: UUID, state: str, *, at: datetime) -> bool:
        account = self.accounts[account_id]
        if account.state == state:
            return True
        if account.state == "closed":
            raise no.AccountClosed(account_id=account_id)
        self.expire(account_id, at)
        if state == "closed" and (account.balance or account.reserved):
            raise no.AccountNotEmpty(account_id=account_id, balance=account.balance, reserved=account.reserved)
        account.state = state
        return False

    def _states(self, legs: Sequence[Leg], *, covered: UUID | None) -> None:
        senders = {leg.from_id for leg in legs}
        for account_id in sorted(senders | {leg.to_id for leg in legs}):
            state = self.accounts[account_id].state
            if state == "closed":
                raise no.AccountClosed(account_id=account_id)
            if state == "frozen" and account_id in senders and account_id != covered:
                raise no.AccountFrozen(account_id=account_id)

    def _limits(self, legs: Sequence[Leg]) -> None:
        net: dict[UUID, int] = {}
        for leg in legs:
            net[leg.from_id] = net.get(leg.from_id, 0) - leg.amount
            net[leg.to_id] = net.get(leg.to_id, 0) + leg.amount
        for account_id, change in sorted(net.items()):
            one = self.accounts[account_id]
            short = rules.short_by(floor=one.floor, available=one.available, available_after=one.available + change)
            if short:
                raise no.FloorReached(account_id=account_id, short_by=short)
        for account_id, change in sorted(net.items()):
            one = self.accounts[account_id]
            over = rules.over_by(ceiling=one.ceiling, balance=one.balance, balance_after=one.balance + change)
            if over:
                raise no.CeilingReached(account_id=account_id, over_by=over)

    def _write(self, legs: Sequence[Leg]) -> None:
        for leg in legs:
            for account_id, amount in ((leg.from_id, -leg.amount), (leg.to_id, leg.amount)):
                self.accounts[account_id].balance += amount
                self.accounts[account_id].version += 1
            self.transfers[leg.id] = Transfer(leg.from_id, leg.to_id, leg.amount)
