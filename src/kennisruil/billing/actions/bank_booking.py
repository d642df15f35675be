"""Lines of the bank: booked by themselves, proposed, accepted, set aside, undone."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kennisruil.billing.actions.pay_order import open_order_again, order_is_paid
from kennisruil.billing.actions.payment import record_payment
from kennisruil.billing.actions.undoing import undo_payment
from kennisruil.billing.models import BankLine, PayBatch, PayOrder
from kennisruil.billing.queries.bank import Matter
from kennisruil.billing.rules.bank import is_own_account, proposed
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal

_OURS = "EUR"


class NotOpen(Refusal):
    """The line is booked or set aside already, or is none that could be booked. Nothing changes."""

    code = "bank_line_not_open"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


def settle_line(*, line: BankLine, matter: Matter, by: Actor, at: datetime, today: date) -> None:
    """Book an open line where it says whose it is, else propose somebody, else leave it; inside an action."""
    reason = _not_ours(line, matter)
    if reason:
        _leave(line, reason)
        return
    order = matter.by_end_to_end.get(line.end_to_end)
    if order is not None:
        _settle_order(line, order, by=by, at=at, today=today)
        return
    addressed = matter.by_message.get(line.structured) if line.cents > 0 else None
    if addressed is None:
        _propose(line, matter)
        return
    line.party_id, line.document_id = addressed.party_id, addressed.document_id
    if line.adds_up:
        _try(line, reason="message", order=None, by=by, at=at, today=today)
    else:
        _hold(line, "does_not_add_up")


def accept_line(
    *,
    network_id: UUID,
    line_id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    document_id: UUID | None = None,
) -> BankLine:
    """Book a line for the party that was proposed, or another; a second time changes nothing.

    :raises NotOpen: it is set aside, or in another currency. :raises MoreThanIsOwed: more went out than they are owed.
    """
    with action("billing.accept_line", network_id=network_id, by=by, at=at, about=("bank_line", line_id)):
        hold_books(network_id=network_id)
        line = BankLine.objects.get(network_id=network_id, pk=line_id)
        if line.state == BankLine.State.BOOKED and line.party_id == party_id:
            return line
        if line.state not in (BankLine.State.LEFT, BankLine.State.PROPOSED) or line.currency != _OURS or not line.cents:
            raise NotOpen(state=line.state)
        line.party_id, line.document_id = party_id, document_id
        _book(line, reason="accepted", order=None, by=by, at=at, today=today)
    return line


def set_line_aside(*, network_id: UUID, line_id: UUID, by: Actor, at: datetime) -> BankLine:
    """Say that a line is nothing of the members' (bank costs, other income). :raises NotOpen: it is booked."""
    return _to(network_id, line_id, BankLine.State.ASIDE, "aside", by=by, at=at)


def take_line_up(*, network_id: UUID, line_id: UUID, by: Actor, at: datetime) -> BankLine:
    """Put a line that was set aside, or proposed for somebody it is not of, back among what waits."""
    return _to(network_id, line_id, BankLine.State.LEFT, "taken_up", by=by, at=at)


def undo_line(*, network_id: UUID, line_id: UUID, by: Actor, at: datetime, today: date, reason: str = "") -> BankLine:
    """Undo the booking of a line: its payment is taken off the account again, its order waits again.

    :raises NotOpen: it is not booked. :raises AlreadyUsed: what was paid too much was used since.
    """
    with action("billing.undo_line", network_id=network_id, by=by, at=at, about=("bank_line", line_id)):
        hold_books(network_id=network_id)
        line = BankLine.objects.select_related("order").get(network_id=network_id, pk=line_id)
        if line.state != BankLine.State.BOOKED:
            raise NotOpen(state=line.state)
        order, payment_id = line.order, line.payment_id
        line.state, line.reason = BankLine.State.LEFT, "undone"
        line.payment = line.order = line.party = line.document = None
        line.save(update_fields=["state", "reason", "payment", "order", "party", "document"])
        if payment_id is not None:
            undo_payment(network_id=network_id, payment_id=payment_id, reason=reason, by=by, at=at, today=today)
        if order is not None:
            open_order_again(order=order)
    return line


def _to(network_id: UUID, line_id: UUID, state: str, reason: str, *, by: Actor, at: datetime) -> BankLine:
    with action(f"billing.line_{reason}", network_id=network_id, by=by, at=at, about=("bank_line", line_id)):
        line = BankLine.objects.select_for_update().get(network_id=network_id, pk=line_id)
        if line.state == BankLine.State.BOOKED:
            raise NotOpen(state=line.state)
        line.state, line.reason, line.party, line.document = state, reason, None, None
        line.save(update_fields=["state", "reason", "party", "document"])
    return line


def _not_ours(line: BankLine, matter: Matter) -> str:
    if not line.cents:
        return "nothing"
    if line.currency != _OURS:
        return "currency"
    return "" if is_own_account(line.account, matter.own_ibans) else "other_account"


def _settle_order(line: BankLine, order: PayOrder, *, by: Actor, at: datetime, today: date) -> None:
    """Close the order a line pays; money that came back, or is not what was ordered, waits for somebody."""
    if line.cents > 0:
        _leave(line, "returned")
    elif -line.cents != order.cents:
        _leave(line, "order_differs")
    elif order.state != PayOrder.State.WAITING or order.batch.state != PayBatch.State.APPROVED:
        _leave(line, "order_not_open")
    else:
        line.party_id = order.party_id
        _try(line, reason="order", order=order, by=by, at=at, today=today)


def _propose(line: BankLine, matter: Matter) -> None:
    found = proposed(
        cents=line.cents,
        name=line.name,
        iban=line.iban,
        message=line.message,
        candidates=matter.owing if line.cents > 0 else matter.owed,
    )
    if found is None:
        _leave(line, "unknown_message" if line.structured else "nobody")
        return
    line.party_id, line.document_id = found.party_id, found.document_id
    _hold(line, found.reason)


def _try(line: BankLine, *, reason: str, order: PayOrder | None, by: Actor, at: datetime, today: date) -> None:
    """Book, or say why not: one line that is refused never holds up a file."""
    try:
        with transaction.atomic():
            _book(line, reason=reason, order=order, by=by, at=at, today=today)
    except Refusal as refusal:
        line.payment = line.order = None
        _hold(line, refusal.code[:30])


def _book(line: BankLine, *, reason: str, order: PayOrder | None, by: Actor, at: datetime, today: date) -> None:
    assert line.party_id is not None
    payment = record_payment(
        network_id=line.network_id,
        # After an undo the same line is booked anew, which is another payment.
        id=derived_id(line.pk, "payment", line.bookings),
        party_id=line.party_id,
        cents=line.cents,
        paid_on=line.booked_on,
        document_id=line.document_id,
        structured_message=line.structured,
        note=line.message[:300],
        by=by,
        at=at,
        today=today,
    )
    line.state, line.reason, line.payment, line.order = BankLine.State.BOOKED, reason, payment, order
    line.bookings += 1
    line.save(update_fields=["state", "reason", "payment", "order", "party", "document", "bookings"])
    if order is not None:
        order_is_paid(order=order, on=line.booked_on)


def _hold(line: BankLine, reason: str) -> None:
    line.state, line.reason = BankLine.State.PROPOSED, reason
    line.save(update_fields=["state", "reason", "party", "document"])


def _leave(line: BankLine, reason: str) -> None:
    line.state, line.reason = BankLine.State.LEFT, reason
    line.party = line.document = None
    line.save(update_fields=["state", "reason", "party", "document"])
