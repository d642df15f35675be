"""The database and the model walked side by side, command by command, as a Hypothesis state machine."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kennisruil.ledger import actions, queries
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.ledger import model
from tests.ledger.machine.holds import Holds
from tests.ledger.machine.moves import Moves
from tests.ledger.machine.walk import CEILING, FLOOR, members
from tests.ledger.world import ME


class LedgerMachine(Moves, Holds):
    """Every command, with good and bad input; after each the tables are as the model's."""

    @rule(
        a=members,
        floor=st.sampled_from([None, -25, -10, 0, 20]),
        ceiling=st.sampled_from([None, 5, 15, 40]),
        reason=st.sampled_from(["the office decided"] * 5 + [""]),
    )
    def limits(self, a: int, floor: int | None, ceiling: int | None, reason: str) -> None:  # fmt: skip
        self.both(
            lambda: self.world.limits(self.ids[a], floor=floor, ceiling=ceiling, at=self.now, reason=reason).repeated,
            lambda: self.model.set_limits(self.ids[a], floor=floor, ceiling=ceiling, reason=reason) or False,
        )

    @rule(a=members, state=st.sampled_from(["open", "open", "frozen", "closed"]))
    def state(self, a: int, state: str) -> None:
        command = {
            "open": actions.unfreeze_account, "frozen": actions.freeze_account, "closed": actions.close_account,
        }[state]  # fmt: skip
        self.both(
            lambda: command(network_id=self.world.network_id, account_id=self.ids[a], by=ME, at=self.now),
            lambda: self.model.set_state(self.ids[a], state, at=self.now),
        )

    @rule(
        a=st.sampled_from([1, 2, 5]),
        to=st.sampled_from(["own", "own", "other", "none"]),
        floor=st.sampled_from([FLOOR, -5, None, 50]),
    )
    def open_again(self, a: int, to: str, floor: int | None) -> None:  # fmt: skip
        """A retry, the same id with another content, or a book that is not there."""
        other = next(book for book in self.model.locked if book != self.book)
        book = {"own": self.book, "other": other, "none": new_id()}[to]
        self.open(self.ids[a], book, floor, CEILING)

    @rule(back=st.integers(-1, 3))
    def close(self, back: int) -> None:
        month = model.month_of(self.now)
        for _ in range(abs(back)):
            month = month.previous if back > 0 else month.next
        self.both(
            lambda: self.world.close(month, at=self.now).repeated,
            lambda: self.model.close_period(self.book, month, at=self.now),
        )

    @rule(count=st.sampled_from([1, 1, 2, 2, 20]))
    def days(self, count: int) -> None:
        self.now += timedelta(days=count)

    @rule(a=st.integers(0, 5), back=st.integers(-2, 70))
    def read(self, a: int, back: int) -> None:
        """The balance at a moment, all balances at it, and the month of it."""
        at, account_id = self.now - timedelta(days=back), self.ids[a]
        month = model.month_of(at)
        with network_scope(self.world.network_id):
            found = queries.balance_at(network_id=self.world.network_id, account_id=account_id, at=at)
            every = queries.balances_at(network_id=self.world.network_id, book_id=self.book, at=at)
            statement = queries.statement_for(network_id=self.world.network_id, account_id=account_id, month=month)
        assert found == self.model.balance_at(account_id, at)
        own = [id for id, one in self.model.accounts.items() if one.book == self.book]
        assert every == {id: self.model.balance_at(id, at) for id in own}
        entries = [one for one in self.model.accounts[account_id].entries if model.month_of(one[0]) == month]
        assert sorted(line.amount for line in statement.lines) == sorted(amount for _, amount in entries)
        assert statement.closing - statement.opening == sum(amount for _, amount in entries)
