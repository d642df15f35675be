"""The model's reservations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.ledger.rules.values import Leg
from tests.ledger.model.booking import Booking, content_of, shaped
from tests.ledger.model.values import Answer, Reservation


class Held(Booking):
    """Reserve, post, release, expire."""

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

    def expire_all(self, at: datetime) -> None:
        for account_id in self.accounts:
            self.expire(account_id, at)
