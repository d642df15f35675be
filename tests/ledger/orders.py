"""Orders for batches: drawn at random, booked together or one by one, and compared as twins."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from kennisruil.ledger import actions
from kennisruil.ledger.models import Account, Entry, RequestMemory, Transfer
from kennisruil.ledger.rules import Booked, GroupOrder, Leg, Order, TransferOrder
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.ledger.world import AT, LATER, ME, SESSION, World

DECEMBER = Month(2025, 12)
ends = st.integers(0, 5)
amounts = st.one_of(st.integers(1, 25), st.integers(1, 25), st.integers(1, 25), st.sampled_from([0, -3, 10**13, 2.5]))
movements = st.tuples(ends, ends, amounts)
drawn_orders = st.lists(
    st.tuples(
        st.one_of(st.lists(movements, min_size=1, max_size=1), st.lists(movements, max_size=4)),
        st.booleans(),
        st.one_of(st.none(), st.none(), st.none(), st.integers(0, 3)),
        st.sampled_from([0, 0, 0, 2, -40]),
    ),
    max_size=14,
)


Drawn = list[tuple[list[tuple[int, int, Any]], bool, int | None, int]]


class Twin:
    """A small world and the orders of a plan in it; all its ids come from the plan, so two of them can be compared."""

    def __init__(self, *, months_closed: bool) -> None:
        self.world = World()
        self.accounts = [self.world.operator, *(self.world.account(floor=-20, ceiling=30) for _ in range(4)), new_id()]
        self.world.reserve(self.accounts[1], 15, expires_at=AT + timedelta(days=1))
        self.world.transfer(self.accounts[1], self.accounts[2], 4, booked_at=AT - timedelta(days=40), occurred_at=AT)
        actions.freeze_account(network_id=self.world.network_id, account_id=self.accounts[4], by=ME, at=AT)
        if months_closed:
            actions.close_period(
                network_id=self.world.network_id, book_id=self.world.book_id, month=DECEMBER, by=ME, at=LATER
            )
        self.names: dict[UUID, object] = dict(zip(self.accounts, range(6), strict=True))

    def id(self, *parts: object) -> UUID:
        found = derived_id("twin", self.world.network_id, *parts)
        self.names[found] = parts
        return found

    def orders(self, drawn: Drawn) -> list[Order]:
        return [self._order(number, *one) for number, one in enumerate(drawn)]

    def _order(
        self, number: int, legs: Sequence[tuple[int, int, Any]], is_group: bool, again: int | None, days: int
    ) -> Order:
        at = AT + timedelta(days=days)
        request_id = self.id("request", number if again is None else f"again {again}")
        if len(legs) == 1 and not is_group:
            ((a, b, amount),) = legs
            return TransferOrder(
                id=self.id("leg", number, 0), from_id=self.accounts[a], to_id=self.accounts[b], amount=amount,
                kind="session", occurred_at=at, booked_at=at, request_id=request_id, reference=SESSION,
            )  # fmt: skip
        made = tuple(
            Leg(
                id=self.id("leg", number, part), from_id=self.accounts[a], to_id=self.accounts[b], amount=amount,
                kind="session",
            )
            for part, (a, b, amount) in enumerate(legs)
        )  # fmt: skip
        return GroupOrder(
            group_id=self.id("group", number), legs=made, occurred_at=at, booked_at=at, request_id=request_id
        )

    def seen(self, answer: Booked | no.LedgerRefusal) -> object:
        if isinstance(answer, Booked):
            return [self.names[id] for id in answer.ids], answer.repeated
        return type(answer), {name: self.names.get(value, value) for name, value in asdict(answer).items()}  # type: ignore[call-overload]  # an answer is a dataclass

    def standing(self) -> object:
        with network_scope(self.world.network_id):
            accounts = Account.objects.values_list(
                "id", "balance", "reserved", "version", "floor_in_force", "ceiling_in_force", "negative_since"
            )
            entries = Entry.objects.values_list("account_id", "version", "amount", "balance_after", "transfer_id")
            transfers = Transfer.objects.values_list("id", "part", "request_id", "booked_at", "group_id")
            return (
                {self.names[id]: (*rest, since if rest[0] < 0 else None) for id, *rest, since in accounts},
                {(self.names[id], version): (*rest, self.names.get(of)) for id, version, *rest, of in entries},
                {
                    self.names[id]: (part, self.names[request], booked_at, self.names.get(group))
                    for id, part, request, booked_at, group in transfers
                    if id in self.names
                },
                {self.names.get(id) for id in RequestMemory.objects.values_list("request_id", flat=True)},
            )


def one_by_one(world: World, orders: Sequence[Order]) -> list[Booked | no.LedgerRefusal]:
    answers: list[Booked | no.LedgerRefusal] = []
    for order in orders:
        try:
            if isinstance(order, TransferOrder):
                answers.append(
                    actions.post_transfer(network_id=world.network_id, book_id=world.book_id, by=ME, **order._asdict())
                )
            else:
                answers.append(
                    actions.post_group(network_id=world.network_id, book_id=world.book_id, by=ME, **order._asdict())
                )
        except no.LedgerRefusal as refusal:
            answers.append(refusal)
    return answers


def together(world: World, orders: Sequence[Order], **other: Any) -> list[Booked | no.LedgerRefusal]:
    return actions.post_many(network_id=world.network_id, book_id=world.book_id, orders=orders, by=ME, **other)


def order(a: UUID, b: UUID, amount: Any = 1, **other: Any) -> TransferOrder:
    given = {
        "id": new_id(), "kind": "session", "occurred_at": AT, "booked_at": AT, "request_id": new_id(), **other,
    }  # fmt: skip
    return TransferOrder(from_id=a, to_id=b, amount=amount, **given)
