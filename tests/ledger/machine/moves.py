"""Transfers alone, in groups, in batches, as history, and back."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kennisruil.ledger import actions
from kennisruil.ledger.rules import refusals
from kennisruil.shared.ids import new_id
from tests.ledger.machine.walk import Walk, any_amount, beyond, days_back, orders, requests, sides, who
from tests.ledger.world import ME


class Moves(Walk):
    """Every command that moves coins by itself."""

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
