"""What every command of the model shares: the memory of requests, states, months, limits, and booking itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.ledger.rules.values import Leg
from kennisruil.shared.periods import Month
from tests.ledger.model.values import Account, Answer, Reservation, Transfer, month_of


@dataclass
class Booking:
    """The state of one network, and how legs are booked in it."""

    accounts: dict[UUID, Account] = field(default_factory=dict)
    reservations: dict[UUID, Reservation] = field(default_factory=dict)
    transfers: dict[UUID, Transfer] = field(default_factory=dict)
    memory: dict[UUID, tuple[object, tuple[UUID, ...]]] = field(default_factory=dict)
    locked: dict[UUID, list[Month]] = field(default_factory=dict)

    def expire(self, account_id: UUID, at: datetime) -> None:
        for one in self.reservations.values():
            if one.account_id == account_id and one.state == "open" and one.expires_at and one.expires_at <= at:
                self.accounts[account_id].reserved -= one.left
                one.released, one.state = one.amount - one.posted, "expired"

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
