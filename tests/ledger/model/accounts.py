"""The model's accounts, their limits and states, and the months of books."""

from datetime import datetime
from uuid import UUID

from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.periods import Month, month_instants
from tests.ledger.model.booking import Booking
from tests.ledger.model.values import ZONE, Account, Answer, month_of


class Accounts(Booking):
    """Open, limit, freeze, close."""

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

    def balance_at(self, account_id: UUID, at: datetime) -> int:
        return sum(amount for when, amount in self.accounts[account_id].entries if when < at)


def crossed(kind: str, floor: int | None, ceiling: int | None) -> bool:
    has_limit = floor is not None or ceiling is not None
    return (kind == "operator" and has_limit) or (floor is not None and ceiling is not None and floor > ceiling)
