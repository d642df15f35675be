"""Any sequence of commands: the database answers and stands as the plain Python model does, and every law holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisruil.ledger import actions
from kennisruil.ledger.models import Account, Reservation
from kennisruil.ledger.rules import Booked, refusals
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.scope import network_scope
from tests.ledger import model
from tests.ledger.world import AT, ME, World, leg

FLOOR, CEILING = -20, 30
numbers = st.integers(0, 7)
amounts = st.integers(1, 25)
# A few request ids come back, with the same content or another: None draws a new one.
requests = st.one_of(st.none(), st.none(), st.none(), numbers)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("transfer"), numbers, numbers, amounts, requests, st.booleans()),
        st.tuples(st.just("transfer"), numbers, numbers, amounts, requests, st.just(False)),
        st.tuples(st.just("group"), st.lists(st.tuples(numbers, numbers, amounts), min_size=1, max_size=4), requests),
        st.tuples(st.just("reserve"), numbers, amounts, st.sampled_from([None, 1, 3]), requests),
        st.tuples(
            st.just("post"), numbers, st.lists(st.tuples(numbers, numbers, amounts), max_size=2), amounts, requests
        ),
        st.tuples(st.just("release"), numbers),
        st.tuples(st.just("reverse"), numbers, st.one_of(st.none(), amounts), requests, st.booleans()),
        st.tuples(st.just("limits"), numbers, st.integers(-25, 0), st.integers(5, 40)),
        st.tuples(st.just("state"), numbers, st.sampled_from(["open", "frozen", "closed"])),
        st.tuples(st.just("days"), st.integers(1, 2)),
        st.tuples(st.just("expire")),
    ),
    min_size=1,
    max_size=30,
)


@dataclass
class Pair:
    """The database and the model, walked side by side."""

    world: World = field(default_factory=World)
    book: model.Book = field(default_factory=model.Book)
    now: datetime = AT
    ids: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book.accounts[self.world.operator] = model.Account("operator", None, None)
        for _ in range(4):
            account_id = self.world.account(floor=FLOOR, ceiling=CEILING)
            self.book.accounts[account_id] = model.Account("member", FLOOR, CEILING)
        self.ids = list(self.book.accounts)

    def at(self, number: int) -> UUID:
        return self.ids[number % len(self.ids)]

    def request(self, number: int | None) -> UUID:
        return new_id() if number is None else derived_id("test", self.world.network_id, number)

    def both(self, real: Callable[[], Booked], modelled: Callable[[], Any]) -> None:
        """Run a command on both sides and compare answers or refusals."""
        expected: Any
        found: Any
        try:
            expected = modelled()
        except refusals.LedgerRefusal as refusal:
            expected = refusal
        try:
            booked = real()
            found = (booked.ids, booked.repeated) if isinstance(expected, tuple) else booked.repeated
        except refusals.LedgerRefusal as refusal:
            found = refusal
        assert found == expected

    def compare(self) -> None:
        with network_scope(self.world.network_id):
            accounts = Account.objects.values_list(
                "id",
                "state",
                "balance",
                "reserved",
                "version",
                "floor",
                "ceiling",
                "floor_in_force",
                "ceiling_in_force",
            )
            reservations = Reservation.objects.values_list("id", "amount", "posted", "released", "state")
            assert {row[0]: row[1:] for row in accounts} == {id: one.seen() for id, one in self.book.accounts.items()}
            assert {row[0]: row[1:] for row in reservations} == {
                id: one.seen() for id, one in self.book.reservations.items()
            }

    def transfer(self, a: int, b: int, amount: int, request: int | None, beyond: bool) -> None:
        one = leg(self.at(a), self.at(b), amount)
        if one.from_id == one.to_id:
            return
        request_id = self.request(request)
        content = ("transfer", one.from_id, one.to_id, amount)
        self.both(
            lambda: self.world.transfer(
                one.from_id, one.to_id, amount, id=one.id, request_id=request_id, booked_at=self.now,
                allow_beyond_limits=beyond, reason="agreed",
            ),
            lambda: self.book.post_group([one], content=content, request_id=request_id, at=self.now, beyond=beyond),
        )  # fmt: skip

    def group(self, drawn: list[tuple[int, int, int]], request: int | None) -> None:
        legs = [leg(self.at(a), self.at(b), amount) for a, b, amount in drawn if self.at(a) != self.at(b)]
        request_id = self.request(request)
        content = ("group", [(one.from_id, one.to_id, one.amount) for one in legs])
        if legs:
            self.both(
                lambda: self.world.group(*legs, request_id=request_id, booked_at=self.now),
                lambda: self.book.post_group(legs, content=content, request_id=request_id, at=self.now),
            )

    def reserve(self, a: int, amount: int, days: int | None, request: int | None) -> None:
        id, account_id, request_id = new_id(), self.at(a), self.request(request)
        expires_at = None if days is None else self.now + timedelta(days=days)
        self.both(
            lambda: actions.reserve(
                network_id=self.world.network_id, id=id, account_id=account_id, amount=amount, expires_at=expires_at,
                request_id=request_id, by=ME, at=self.now, reference=leg(id, id, 1).reference,
            ),
            lambda: self.book.reserve(
                id, account_id, amount, expires_at=expires_at, request_id=request_id, at=self.now
            ),
        )  # fmt: skip

    def post(self, number: int, drawn: list[tuple[int, int, int]], amount: int, request: int | None) -> None:
        if not self.book.reservations:
            return
        reservation_id = list(self.book.reservations)[number % len(self.book.reservations)]
        payer = self.book.reservations[reservation_id].account_id
        through = self.world.operator if payer != self.world.operator else self.at(1)
        legs = [leg(payer, through, amount)]
        legs += [leg(self.at(a * (number % 2)), self.at(b), other) for a, b, other in drawn]
        legs = [one for one in legs if one.from_id != one.to_id]
        request_id = self.request(request)
        self.both(
            lambda: self.world.post(reservation_id, *legs, request_id=request_id, booked_at=self.now),
            lambda: self.book.post_reservation(reservation_id, legs, request_id=request_id, at=self.now),
        )

    def release(self, number: int) -> None:
        if self.book.reservations:
            id = list(self.book.reservations)[number % len(self.book.reservations)]
            self.both(
                lambda: actions.release_reservation(
                    network_id=self.world.network_id, reservation_id=id, by=ME, at=self.now
                ),
                lambda: self.book.release(id, at=self.now),
            )

    def reverse(self, number: int, amount: int | None, request: int | None, beyond: bool) -> None:
        if self.book.transfers:
            id, transfer_id = new_id(), list(self.book.transfers)[number % len(self.book.transfers)]
            request_id = self.request(request)
            self.both(
                lambda: self.world.reverse(
                    transfer_id, amount, id=id, request_id=request_id, booked_at=self.now, allow_beyond_limits=beyond
                ),
                lambda: self.book.reverse(id, transfer_id, amount, request_id=request_id, at=self.now, beyond=beyond),
            )

    def limits(self, number: int, floor: int, ceiling: int) -> None:
        account_id = self.ids[1 + number % 4]
        self.both(
            lambda: self.world.limits(account_id, floor=floor, ceiling=ceiling, at=self.now),
            lambda: self.book.set_limits(account_id, floor=floor, ceiling=ceiling) or False,
        )

    def state(self, number: int, state: str) -> None:
        account_id = self.ids[1 + number % 4]
        command = {
            "open": actions.unfreeze_account, "frozen": actions.freeze_account, "closed": actions.close_account,
        }[state]  # fmt: skip
        self.both(
            lambda: command(network_id=self.world.network_id, account_id=account_id, by=ME, at=self.now),
            lambda: self.book.set_state(account_id, state, at=self.now),
        )

    def days(self, count: int) -> None:
        self.now += timedelta(days=count)

    def expire(self) -> None:
        actions.expire_reservations(network_id=self.world.network_id, at=self.now)
        self.book.expire_all(self.now)


def walk(plan: list[tuple[Any, ...]]) -> None:
    pair = Pair()
    for name, *arguments in plan:
        getattr(pair, name)(*arguments)
        pair.compare()
    assert sum(one.balance for one in pair.book.accounts.values()) == 0
    assert pair.world.broken() == []


_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.django_db
@given(steps)
@settings(max_examples=100, deadline=None, suppress_health_check=_QUIET)
def test_any_sequence_of_commands_is_as_the_model_says(plan: list[tuple[Any, ...]]) -> None:
    walk(plan)


@pytest.mark.slow
@pytest.mark.django_db
@given(steps)
@settings(max_examples=2000, deadline=None, suppress_health_check=_QUIET)
def test_many_sequences_of_commands_are_as_the_model_says(plan: list[tuple[Any, ...]]) -> None:
    walk(plan)
