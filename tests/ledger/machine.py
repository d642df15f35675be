"""The database and the model walked side by side, command by command, as a Hypothesis state machine."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kennisruil.ledger import actions, queries
from kennisruil.ledger.models import Account, Reservation
from kennisruil.ledger.rules import Booked, Coin, GroupOrder, TransferOrder, refusals
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.scope import network_scope
from tests.ledger import model
from tests.ledger.world import AT, ME, World, leg

FLOOR, CEILING = -20, 30
# The operator, four members; more seldom an account of another book and one that nobody knows.
who = st.sampled_from([*range(5)] * 4 + [5, 6])
members = st.sampled_from([*range(1, 5)] * 5 + [0, 6])
number = st.integers(0, 7)
amounts = st.integers(1, 25)
any_amount = st.sampled_from([*range(1, 26)] * 3 + [0, -3, 10**12 + 1, 2.5, True])
# A few request ids come back, with the same content or another: None draws a new one.
requests = st.one_of(st.none(), st.none(), st.none(), number)
days_back = st.sampled_from([0] * 8 + [1, 5, 30])
beyond = st.sampled_from([(False, "")] * 6 + [(True, "agreed"), (True, "")])
sides = st.lists(st.tuples(who, who, any_amount), min_size=0, max_size=4)
orders = st.lists(
    st.one_of(
        st.tuples(who, who, any_amount, requests, days_back),
        st.tuples(st.lists(st.tuples(who, who, amounts)), requests),
    ),
    max_size=8,
)


class LedgerMachine(RuleBasedStateMachine):
    """Every command, with good and bad input; after each the tables are as the model's."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.now = AT
        other = new_id()
        coin = Coin(name="SIF", sign="SIF")
        actions.open_book(network_id=self.world.network_id, id=other, name="Other", coin=coin, by=ME, at=AT)
        self.book = self.world.book_id
        self.model = model.Ledger(locked={self.book: [], other: []})
        self.model.accounts[self.world.operator] = model.Account("operator", None, None, self.book)
        self.ids = [self.world.operator]
        for _ in range(4):
            self.open(new_id(), self.book, FLOOR, CEILING)
        self.open(new_id(), other, FLOOR, CEILING)
        self.ids.append(new_id())

    @rule(a=who, b=who, amount=any_amount, request=requests, back=days_back, passing=beyond)
    def transfer(self, a: int, b: int, amount: Any, request: int | None, back: int, passing: tuple[bool, str]) -> None:
        one = self.order(a, b, amount, request, back)
        self.both(
            lambda: self.world.transfer(
                one.from_id, one.to_id, amount, id=one.id, request_id=one.request_id, booked_at=one.booked_at,
                allow_beyond_limits=passing[0], reason=passing[1],
            ),
            lambda: self.model.transfer(self.book, one, beyond=passing[0], reason=passing[1]),
        )  # fmt: skip

    @rule(drawn=sides, request=requests, back=days_back, passing=beyond)
    def group(
        self, drawn: list[tuple[int, int, Any]], request: int | None, back: int, passing: tuple[bool, str]
    ) -> None:
        one = self.group_order(drawn, request, back)
        self.both(
            lambda: self.world.group(
                *one.legs, group_id=one.group_id, request_id=one.request_id, booked_at=one.booked_at,
                allow_beyond_limits=passing[0], reason=passing[1],
            ),
            lambda: self.model.group(self.book, one, beyond=passing[0], reason=passing[1]),
        )  # fmt: skip

    @rule(drawn=orders, passing=beyond)
    def many(self, drawn: list[tuple[Any, ...]], passing: tuple[bool, str]) -> None:
        batch = [self.drawn_order(one) for one in drawn]
        if not batch:
            return
        self.both(
            lambda: actions.post_many(
                network_id=self.world.network_id, book_id=self.book, orders=batch, by=ME,
                allow_beyond_limits=passing[0], reason=passing[1],
            ),
            lambda: self.model.many(self.book, batch, beyond=passing[0], reason=passing[1]),
        )  # fmt: skip

    @rule(drawn=orders)
    def bring_in(self, drawn: list[tuple[Any, ...]]) -> None:
        history = [self.drawn_order(one) for one in drawn]
        expected = self.model.many(self.book, history)

        found = actions.import_history(
            network_id=self.world.network_id, book_id=self.book, orders=iter(history), by=ME, batch=3
        )

        refused = tuple((n, one) for n, one in enumerate(expected) if isinstance(one, refusals.LedgerRefusal))
        repeated = sum(one[1] for one in expected if isinstance(one, tuple))
        assert (found.refused, found.repeated) == (refused, repeated)
        assert found.booked == len(expected) - len(refused) - repeated

    @rule(a=who, amount=any_amount, days=st.sampled_from([None, None, 1, 3, -1]), request=requests)
    def reserve(self, a: int, amount: Any, days: int | None, request: int | None) -> None:
        id, account_id, request_id = new_id(), self.ids[a], self.request(request)
        expires_at = None if days is None else self.now + timedelta(days=days)
        self.both(
            lambda: actions.reserve(
                network_id=self.world.network_id, id=id, account_id=account_id, amount=amount, expires_at=expires_at,
                request_id=request_id, by=ME, at=self.now, reference=leg(id, id, 1).reference,
            ),
            lambda: self.model.reserve(
                id, account_id, amount, expires_at=expires_at, request_id=request_id, at=self.now
            ),
        )  # fmt: skip

    @precondition(lambda self: self.model.reservations)
    @rule(place=number, drawn=st.lists(st.tuples(who, who, amounts), max_size=2), amount=amounts, request=requests)
    def post(self, place: int, drawn: list[tuple[int, int, int]], amount: int, request: int | None) -> None:
        reservation_id = self.reservation(place)
        payer = self.model.reservations.get(reservation_id)
        payer_id = payer.account_id if payer else self.ids[1]
        through = self.world.operator if payer_id != self.world.operator else self.ids[1]
        legs = [leg(payer_id, through, amount)]
        # Half the time the other legs are paid by the operator, as they must be.
        legs += [leg(self.ids[a * (place % 2)], self.ids[b], other) for a, b, other in drawn]
        request_id = self.request(request)
        self.both(
            lambda: self.world.post(reservation_id, *legs, request_id=request_id, booked_at=self.now),
            lambda: self.model.post_reservation(reservation_id, legs, request_id=request_id, at=self.now),
        )

    @precondition(lambda self: self.model.reservations)
    @rule(place=number)
    def release(self, place: int) -> None:
        id = self.reservation(place)
        self.both(
            lambda: actions.release_reservation(
                network_id=self.world.network_id, reservation_id=id, by=ME, at=self.now
            ),
            lambda: self.model.release(id, at=self.now),
        )

    @precondition(lambda self: self.model.transfers)
    @rule(
        place=st.integers(0, 12),
        amount=st.one_of(st.none(), any_amount),
        request=requests,
        passing=beyond,
        reason=st.sampled_from(["a mistake"] * 6 + [""]),
    )
    def reverse(
        self, place: int, amount: Any, request: int | None, passing: tuple[bool, str], reason: str
    ) -> None:  # fmt: skip
        id, request_id = new_id(), self.request(request)
        transfer_id = new_id() if place == 12 else list(self.model.transfers)[place % len(self.model.transfers)]
        self.both(
            lambda: self.world.reverse(
                transfer_id, amount, id=id, request_id=request_id, booked_at=self.now, allow_beyond_limits=passing[0],
                reason=reason,
            ),
            lambda: self.model.reverse(
                id, transfer_id, amount, reason=reason, request_id=request_id, at=self.now, beyond=passing[0]
            ),
        )  # fmt: skip

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

    @rule()
    def expire(self) -> None:
        actions.expire_reservations(network_id=self.world.network_id, at=self.now)
        self.model.expire_all(self.now)

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

    @invariant()
    def same(self) -> None:
        """Accounts and reservations stand as the model's."""
        with network_scope(self.world.network_id):
            accounts = Account.objects.values_list(
                "id", "state", "balance", "reserved", "version", "floor", "ceiling", "floor_in_force",
                "ceiling_in_force", "negative_since",
            )  # fmt: skip
            # Since when is only said of a balance below zero.
            found = {row[0]: (*row[1:-1], row[2] < 0 and row[-1] == AT) for row in accounts}
            reservations = Reservation.objects.values_list("id", "amount", "posted", "released", "state")
            held = {row[0]: row[1:] for row in reservations}
        assert found == {id: one.seen() for id, one in self.model.accounts.items()}
        assert held == {id: one.seen() for id, one in self.model.reservations.items()}

    def teardown(self) -> None:
        """At the end every law holds and all balances together are nothing."""
        assert sum(one.balance for one in self.model.accounts.values()) == 0
        assert self.world.broken() == []

    def open(self, id: UUID, book: UUID, floor: int | None, ceiling: int | None) -> None:
        self.both(
            lambda: actions.open_account(
                network_id=self.world.network_id, id=id, book_id=book, floor=floor, ceiling=ceiling, by=ME, at=self.now
            ),
            lambda: self.model.open_account(id, book, "member", floor, ceiling),
        )
        if id not in self.ids:
            self.ids.append(id)

    def request(self, drawn: int | None) -> UUID:
        return new_id() if drawn is None else derived_id("test", self.world.network_id, drawn)

    def reservation(self, place: int) -> UUID:
        known = list(self.model.reservations)
        return new_id() if place == 7 else known[place % len(known)]

    def order(self, a: int, b: int, amount: Any, request: int | None, back: int) -> TransferOrder:
        return TransferOrder(
            id=new_id(), from_id=self.ids[a], to_id=self.ids[b], amount=amount, kind="session", occurred_at=AT,
            booked_at=self.now - timedelta(days=back), request_id=self.request(request),
        )  # fmt: skip

    def group_order(self, drawn: list[tuple[int, int, Any]], request: int | None, back: int = 0) -> GroupOrder:
        legs = tuple(leg(self.ids[a], self.ids[b], amount) for a, b, amount in drawn)
        booked_at = self.now - timedelta(days=back)
        return GroupOrder(
            group_id=new_id(), legs=legs, occurred_at=AT, booked_at=booked_at, request_id=self.request(request)
        )

    def drawn_order(self, drawn: tuple[Any, ...]) -> TransferOrder | GroupOrder:
        return self.group_order(*drawn) if isinstance(drawn[0], list) else self.order(*drawn)

    def both(self, real: Callable[[], Any], modelled: Callable[[], Any]) -> None:
        """Run a command on both sides and compare answers or refusals."""
        assert said(real) == said(modelled)


def said(command: Callable[[], Any]) -> object:
    try:
        return plain(command())
    except refusals.LedgerRefusal as refusal:
        return refusal


def plain(answer: Any) -> object:
    if isinstance(answer, list):
        return [plain(one) for one in answer]
    return (answer.ids, answer.repeated) if isinstance(answer, Booked) else answer
