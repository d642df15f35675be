"""Reservations: held, posted, released, run out."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kennisruil.ledger import actions
from kennisruil.shared.ids import new_id
from tests.ledger.machine.walk import Walk, amounts, any_amount, number, requests, who
from tests.ledger.world import ME, leg


class Holds(Walk):
    """Every command of a reservation."""

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

    @rule()
    def expire(self) -> None:
        actions.expire_reservations(network_id=self.world.network_id, at=self.now)
        self.model.expire_all(self.now)
