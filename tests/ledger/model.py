"""The ledger in plain Python, for one network: what every command must answer and leave behind.

Tests walk it beside the database and compare.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.ledger.rules.values import GroupOrder, Leg, TransferOrder
from kennisruil.shared.periods import Month, day_of, month_instants

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


@dataclass
class Ledger:
    accounts: dict[UUID, Account] = field(default_factory=dict)
    reservations: dict[UUID, Reservation] = field(default_factory=dict)
    transfers: dict[UUID, Transfer] = field(default_factory=dict)
    memory: dict[UUID, tuple[object, tuple[UUID, ...]]] = field(default_factory=dict)
    locked: dict[UUID, list[Month]] = field(default_factory=dict)

    def open_account(self, id: UUID, book: UUID, kind: str, floor: int | None, ceiling: int | None) -> Answer:
        if crossed(kind, floor, ceiling):
            raise no.LimitsCrossed(floor=floor, ceiling=ceiling)
        if book not in self.locked:
            raise no.BookUnknown(book_id=book)
        if id in self.accounts:
            there = self.accounts[id]
            if (there.book, there.kind, there.first) != (book, kind, (floor, ceiling)):
                raise no.ExistsOtherwise(kind="account", id=id)
            return (id,), True
        self.accounts[id] = Account(kind, floor, ceiling, book, first=(floor, ceiling))
        return (id,), False

    def transfer(self, book: UUID, order: TransferOrder, *, beyond: bool = False, reason: str = "") -> Answer:
        rules.check_amount(order.amount)
        if order.from_id == order.to_id:
            raise no.SameAccount(account_id=order.from_id)
        if beyond and not reason:
            raise no.ReasonMissing()
        legs = [Leg(id=order.id, from_id=order.from_id, to_id=order.to_id, amount=order.amount, kind=order.kind)]

        def write() -> None:
            sides = [(id, self.accounts.get(id)) for id in (order.from_id, order.to_id)]
            for id, one in sides:
                if one is None:
                    raise no.AccountUnknown(account_id=id)
            for refusal, is_so in (
                (no.OtherBook, lambda one: one.book != book),
                (no.AccountClosed, lambda one: one.state == "closed"),
            ):
                for id, one in sides:
                    if is_so(one):
                        raise refusal(account_id=id)
            if self.accounts[order.from_id].state == "frozen":
                raise no.AccountFrozen(account_id=order.from_id)
            self._book(book, legs, at=order.booked_at, free=beyond)

        content = ("transfer", book, order.from_id, order.to_id, order.amount)
        return self._once(order.request_id, content, [order.id], write)

    def group(self, book: UUID, order: GroupOrder, *, beyond: bool = False, reason: str = "") -> Answer:
        shaped(order.legs)
        if beyond and not reason:
            raise no.ReasonMissing()

        def write() -> None:
            self._states(book, order.legs, covered=None)
            self._book(book, order.legs, at=order.booked_at, free=beyond)

        return self._once(
            order.request_id, ("group", book, content_of(order.legs)), [leg.id for leg in order.legs], write
        )

    def many(
        self, book: UUID, orders: Sequence[TransferOrder | GroupOrder], *, beyond: bool = False, reason: str = ""
    ) -> list[Answer | no.LedgerRefusal]:
        if beyond and not reason:
            raise no.ReasonMissing()
        answers: list[Answer | no.LedgerRefusal] = []
        for order in orders:
            try:
                one = self.transfer if isinstance(order, TransferOrder) else self.group
                answers.append(one(book, order, beyond=beyond, reason=reason))  # type: ignore[arg-type]
            except no.LedgerRefusal as refusal:
                answers.append(refusal)
        return answers

    def reserve(
        self, id: UUID, account_id: UUID, amount: int, *, expires_at: datetime | None, request_id: UUID, at: datetime
    ) -> Answer:
        rules.check_amount(amount)

        def write() -> None:
            account = self.accounts.get(account_id)
            if account is None:
                raise no.AccountUnknown(account_id=account_id)
            if account.state != "open":
                raise (no.AccountClosed if account.state == "closed" else no.AccountFrozen)(account_id=account_id)
            if expires_at is not None and expires_at <= at:
                raise no.ExpiryPast(account_id=account_id)
            self.expire(account_id, at)
            after = account.available - amount
            if short := rules.short_by(floor=account.floor, available=account.available, available_after=after):
                raise no.FloorReached(account_id=account_id, short_by=short)
            account.reserved += amount
            self.reservations[id] = Reservation(account_id, amount, expires_at)

        return self._once(request_id, ("reserve", account_id, amount), [id], write)

    def post_reservation(self, reservation_id: UUID, legs: Sequence[Leg], *, request_id: UUID, at: datetime) -> Answer:
        shaped(legs)
        one = self.reservations.get(reservation_id)
        if one is None:
            raise no.ReservationUnknown(reservation_id=reservation_id)

        def write() -> None:
            self.expire(one.account_id, at)
            if one.state != "open":
                raise no.ReservationEnded(reservation_id=reservation_id, state=one.state)
            payers = {leg.from_id for leg in legs} - {one.account_id}
            strangers = {id for id in payers if id not in self.accounts or self.accounts[id].kind != "operator"}
            asked = sum(leg.amount for leg in legs if leg.from_id == one.account_id)
            if strangers or not asked:
                raise no.LegNotCovered(account_id=min(strangers, default=one.account_id))
            if asked > one.left:
                raise no.OverReserved(reservation_id=reservation_id, left=one.left, asked=asked)
            book = self.accounts[one.account_id].book
            self._states(book, legs, covered=one.account_id)
            self._check_month(book, at)
            one.posted += asked
            self.accounts[one.account_id].reserved -= asked
            one.state = "open" if one.left else "posted"
            self._book(book, legs, at=at, free=True)

        return self._once(request_id, ("post", reservation_id, content_of(legs)), [leg.id for leg in legs], write)

    def release(self, reservation_id: UUID, *, at: datetime) -> Answer:
        one = self.reservations.get(reservation_id)
        if one is None:
            raise no.ReservationUnknown(reservation_id=reservation_id)
        self.expire(one.account_id, at)
        if one.state == "posted":
            raise no.ReservationEnded(reservation_id=reservation_id, state="posted")
        if one.state != "open":
            return (reservation_id,), True
        self.accounts[one.account_id].reserved -= one.left
        one.released, one.state = one.left, "released"
        return (reservation_id,), False

    def reverse(
        self,
        id: UUID,
        transfer_id: UUID,
        amount: int | None,
        *,
        reason: str,
        request_id: UUID,
        at: datetime,
        beyond: bool,
    ) -> Answer:
        if amount is not None:
            rules.check_amount(amount)
        if not reason:
            raise no.ReasonMissing()
        one = self.transfers.get(transfer_id)
        if one is None:
            raise no.TransferUnknown(transfer_id=transfer_id)

        def write() -> None:
            if one.is_reversal:
                raise no.ReversalOfReversal(transfer_id=transfer_id)
            left = one.amount - one.reversed
            asked = left if amount is None else amount
            if asked > left or not left:
                raise no.OverReversed(transfer_id=transfer_id, left=left, asked=asked)
            legs = [Leg(id=id, from_id=one.to_id, to_id=one.from_id, amount=asked, kind="reversal")]
            self._states(one.book, legs, covered=None)
            self._book(one.book, legs, at=at, free=beyond)
            self.transfers[id].is_reversal = True
            one.reversed += asked

        return self._once(request_id, ("reverse", transfer_id, amount), [id], write)

    def set_limits(self, account_id: UUID, *, floor: int | None, ceiling: int | None, reason: str) -> None:
        if not reason:
            raise no.ReasonMissing()
        account = self.accounts.get(account_id)
        if account is None:
            raise no.AccountUnknown(account_id=account_id)
        if account.state == "closed":
            raise no.AccountClosed(account_id=account_id)
        if crossed(account.kind, floor, ceiling):
            raise no.LimitsCrossed(floor=floor, ceiling=ceiling)
        account.floor, account.ceiling = floor, ceiling

    def set_state(self, account_id: UUID, state: str, *, at: datetime) -> Answer:
        account = self.accounts.get(account_id)
        if account is None:
            raise no.AccountUnknown(account_id=account_id)
        if account.state == state:
            return (account_id,), True
        if account.state == "closed":
            raise no.AccountClosed(account_id=account_id)
        self.expire(account_id, at)
        if state == "closed" and (account.balance or account.reserved):
            raise no.AccountNotEmpty(account_id=account_id, balance=account.balance, reserved=account.reserved)
        account.state = state
        return (account_id,), False

    def close_period(self, book: UUID, month: Month, *, at: datetime) -> bool:
        """Whether it was closed before."""
        locked = self.locked[book]
        if month in locked:
            return True
        start, end = month_instants(month, ZONE)
        if end > at:
            raise no.PeriodNotOver(period_on=month.start_on)
        if locked and locked[-1] > month:
            raise no.PeriodClosed(period_on=month.start_on)
        since = month_instants(locked[-1], ZONE)[1] if locked else None
        earlier = [
            when for one in self.accounts.values() if one.book == book for when, _ in one.entries
            if when < start and (since is None or when >= since)
        ]  # fmt: skip
        if earlier:
            raise no.EarlierPeriodOpen(period_on=month_of(min(earlier)).start_on)
        locked.append(month)
        return False

    def expire(self, account_id: UUID, at: datetime) -> None:
        for one in self.reservations.values():
            if one.account_id == account_id and one.state == "open" and one.expires_at and one.expires_at <= at:
                self.accounts[account_id].reserved -= one.left
                one.released, one.state = one.amount - one.posted, "expired"

    def expire_all(self, at: datetime) -> None:
        for account_id in self.accounts:
            self.expire(account_id, at)

    def balance_at(self, account_id: UUID, at: datetime) -> int:
        return sum(amount for when, amount in self.accounts[account_id].entries if when < at)

    def _once(self, request_id: UUID, content: object, ids: Sequence[UUID], write: Callable[[], None]) -> Answer:
        if request_id in self.memory:
            before, answer = self.memory[request_id]
            if before != content:
                raise no.RequestReused(request_id=request_id)
            return answer, True
        write()
        self.memory[request_id] = (content, tuple(ids))
        return tuple(ids), False

    def _states(self, book: UUID, legs: Sequence[Leg], *, covered: UUID | None) -> None:
        senders = {leg.from_id for leg in legs}
        for account_id in sorted(senders | {leg.to_id for leg in legs}):
            account = self.accounts.get(account_id)
            if account is None:
                raise no.AccountUnknown(account_id=account_id)
            if account.book != book:
                raise no.OtherBook(account_id=account_id)
            if account.state == "closed":
                raise no.AccountClosed(account_id=account_id)
            if account.state == "frozen" and account_id in senders and account_id != covered:
                raise no.AccountFrozen(account_id=account_id)

    def _check_month(self, book: UUID, at: datetime) -> None:
        if self.locked[book] and month_of(at) <= self.locked[book][-1]:
            raise no.PeriodClosed(period_on=month_of(at).start_on)

    def _book(self, book: UUID, legs: Sequence[Leg], *, at: datetime, free: bool) -> None:
        self._check_month(book, at)
        for account_id in {leg.from_id for leg in legs}:
            self.expire(account_id, at)
        if not free:
            self._limits(legs)
        for leg in legs:
            for account_id, amount in ((leg.from_id, -leg.amount), (leg.to_id, leg.amount)):
                self.accounts[account_id].balance += amount
                self.accounts[account_id].entries.append((at, amount))
            self.transfers[leg.id] = Transfer(book, leg.from_id, leg.to_id, leg.amount)

    def _limits(self, legs: Sequence[Leg]) -> None:
        net: dict[UUID, int] = {}
        for leg in legs:
            net[leg.from_id] = net.get(leg.from_id, 0) - leg.amount
            net[leg.to_id] = net.get(leg.to_id, 0) + leg.amount
        for account_id, change in sorted(net.items()):
            one = self.accounts[account_id]
            if short := rules.short_by(
                floor=one.floor, available=one.available, available_after=one.available + change
            ):
                raise no.FloorReached(account_id=account_id, short_by=short)
        for account_id, change in sorted(net.items()):
            one = self.accounts[account_id]
            if over := rules.over_by(ceiling=one.ceiling, balance=one.balance, balance_after=one.balance + change):
                raise no.CeilingReached(account_id=account_id, over_by=over)


def crossed(kind: str, floor: int | None, ceiling: int | None) -> bool:
    has_limit = floor is not None or ceiling is not None
    return (kind == "operator" and has_limit) or (floor is not None and ceiling is not None and floor > ceiling)


def shaped(legs: Sequence[Leg]) -> None:
    for leg in legs:
        rules.check_amount(leg.amount)
    if not legs:
        raise no.LegsOutOfRange(count=0)
    for leg in legs:
        if leg.from_id == leg.to_id:
            raise no.SameAccount(account_id=leg.from_id)


def content_of(legs: Sequence[Leg]) -> list[tuple[UUID, UUID, int]]:
    return [(leg.from_id, leg.to_id, leg.amount) for leg in legs]


def month_of(at: datetime) -> Month:
    return Month.of(day_of(at, ZONE))
