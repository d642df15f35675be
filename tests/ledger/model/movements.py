"""The model's transfers: alone, in groups, in batches, and back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.ledger.rules.values import GroupOrder, Leg, TransferOrder
from tests.ledger.model.booking import Booking, content_of, shaped
from tests.ledger.model.values import Answer


class Movements(Booking):
    """Move coins, and move them back."""

    def transfer(self, book: UUID, order: TransferOrder, *, beyond: bool = False, reason: str = "") -> Answer:
        rules.check_amount(order.amount)
        if order.from_id == order.to_id:
            raise no.SameAccount(account_id=order.from_id)
        if beyond and not reason:
            raise no.ReasonMissing()
        legs = [Leg(id=order.id, from_id=order.from_id, to_id=order.to_id, amount=order.amount, kind=order.kind)]

        def write() -> None:
            sides = [(id, self.accounts.get(id)) for id in (order.from_id, order.to_id)]
            for id, one in sides:
                if one is None:
                    raise no.AccountUnknown(account_id=id)
            for refusal, is_so in (
                (no.OtherBook, lambda one: one.book != book),
                (no.AccountClosed, lambda one: one.state == "closed"),
            ):
                for id, one in sides:
                    if is_so(one):
                        raise refusal(account_id=id)
            if self.accounts[order.from_id].state == "frozen":
                raise no.AccountFrozen(account_id=order.from_id)
            self._book(book, legs, at=order.booked_at, free=beyond)

        content = ("transfer", book, order.from_id, order.to_id, order.amount)
        return self._once(order.request_id, content, [order.id], write)

    def group(self, book: UUID, order: GroupOrder, *, beyond: bool = False, reason: str = "") -> Answer:
        shaped(order.legs)
        if beyond and not reason:
            raise no.ReasonMissing()

        def write() -> None:
            self._states(book, order.legs, covered=None)
            self._book(book, order.legs, at=order.booked_at, free=beyond)

        return self._once(
            order.request_id, ("group", book, content_of(order.legs)), [leg.id for leg in order.legs], write
        )

    def many(
        self, book: UUID, orders: Sequence[TransferOrder | GroupOrder], *, beyond: bool = False, reason: str = ""
    ) -> list[Answer | no.LedgerRefusal]:
        if beyond and not reason:
            raise no.ReasonMissing()
        answers: list[Answer | no.LedgerRefusal] = []
        for order in orders:
            try:
                one = self.transfer if isinstance(order, TransferOrder) else self.group
                answers.append(one(book, order, beyond=beyond, reason=reason))  # type: ignore[arg-type]  # values of the test
            except no.LedgerRefusal as refusal:
                answers.append(refusal)
        return answers

    def reverse(
        self,
        id: UUID,
        transfer_id: UUID,
        amount: int | None,
        *,
        reason: str,
        request_id: UUID,
        at: datetime,
        beyond: bool,
    ) -> Answer:
        if amount is not None:
            rules.check_amount(amount)
        if not reason:
            raise no.ReasonMissing()
        one = self.transfers.get(transfer_id)
        if one is None:
            raise no.TransferUnknown(transfer_id=transfer_id)

        def write() -> None:
            if one.is_reversal:
                raise no.ReversalOfReversal(transfer_id=transfer_id)
            left = one.amount - one.reversed
            asked = left if amount is None else amount
            if asked > left or not left:
                raise no.OverReversed(transfer_id=transfer_id, left=left, asked=asked)
            legs = [Leg(id=id, from_id=one.to_id, to_id=one.from_id, amount=asked, kind="reversal")]
            self._states(one.book, legs, covered=None)
            self._book(one.book, legs, at=at, free=beyond)
            self.transfers[id].is_reversal = True
            one.reversed += asked

        return self._once(request_id, ("reverse", transfer_id, amount), [id], write)
