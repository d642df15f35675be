"""What is drawn, and how a command is given to both sides and compared."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from kennisruil.ledger import actions
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


class Walk(RuleBasedStateMachine):
    """A world and its model; after each command the tables are as the model's."""

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
