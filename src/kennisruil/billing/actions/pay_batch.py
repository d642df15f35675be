"""Batches of payments: prepared by one person after set-off, approved by another, withdrawn, and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.setoff import set_off
from kennisruil.billing.bank.transfers import Transfer, write_transfers
from kennisruil.billing.models import PayBatch, PayOrder
from kennisruil.billing.queries.bank import plain_iban
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.pay_batches import order_rows, owed_parties
from kennisruil.billing.rules.numbers import is_iban
from kennisruil.billing.rules.paying import LeftOut, Owed, message_for, sorted_out
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal

MINIMUM, VERSION = "paying.minimum_cents", "paying.version"


class NothingToPay(Refusal):
    """Nobody is owed enough, or has an account to pay to. Nothing changes."""

    code = "nothing_to_pay"


class NoAccountOfOurs(Refusal):
    """The operator's own account number is not noted. Nothing changes."""

    code = "no_account_of_ours"


class SamePerson(Refusal):
    """Who prepared a batch does not approve it. Nothing changes."""

    code = "batch_needs_a_second_person"


class BatchNotOpen(Refusal):
    """The batch is not in a state for this. ``state`` says which it is; nothing changes."""

    code = "batch_not_open"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


class AccountsChanged(Refusal):
    """Parties have another account since the batch was prepared, or are owed less. ``names``; nothing changes."""

    code = "accounts_changed"

    def __init__(self, *, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(", ".join(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A batch as prepared: its orders, and who is left out and why."""

    batch: PayBatch
    orders: tuple[PayOrder, ...]
    left_out: tuple[LeftOut, ...]


def prepare_pay_batch(
    *,
    network_id: UUID,
    id: UUID,
    pay_on: date,
    by: Actor,
    at: datetime,
    today: date,
    party_ids: frozenset[UUID] | None = None,
) -> Prepared:
    """Set off what parties owe, then order what is still owed to each (or those of ``party_ids``), once per ``id``.

    Names and accounts are frozen here. Nothing leaves before another person approves.

    :raises NothingToPay, NoAccountOfOurs: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.prepare_pay_batch", network_id=network_id, by=by, at=at, about=("pay_batch", id)):
        hold_books(network_id=network_id)
        known = PayBatch.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            orders = PayOrder.objects.filter(network_id=network_id, batch=known).order_by("name", "pk")
            return Prepared(batch=known, orders=tuple(orders), left_out=())
        if not is_iban(house.operator.iban or ""):
            raise NoAccountOfOurs
        for owed in owed_parties(network_id=network_id, on=today):
            set_off(house=house, party_id=owed.party_id, key=id, on=today, by=by, at=at)
        minimum = int(house.settings.get(MINIMUM, 1))
        paid, left_out = sorted_out(
            owed_parties(network_id=network_id, on=today), minimum_cents=minimum, chosen=party_ids
        )
        if not paid:
            raise NothingToPay
        batch = _write_batch(house, id, pay_on, minimum, by=by, at=at)
        return Prepared(batch=batch, orders=_write_orders(house, batch, paid), left_out=tuple(left_out))


def approve_pay_batch(
    *,
    network_id: UUID,
    batch_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    knows_of_changes: bool = False,
) -> PayBatch:
    """Approve a batch as another person than who prepared it; its file is made and kept. A second time changes nothing.

    :raises SamePerson: who prepared it asks. :raises BatchNotOpen: it was withdrawn.
    :raises AccountsChanged: accounts are others since, and nobody said that this is known; or less is owed by now.
    """
    with action("billing.approve_pay_batch", network_id=network_id, by=by, at=at, about=("pay_batch", batch_id)):
        hold_books(network_id=network_id)
        batch = PayBatch.objects.select_for_update().get(network_id=network_id, pk=batch_id)
        if batch.state in (PayBatch.State.APPROVED, PayBatch.State.CLOSED):
            return batch
        if batch.state != PayBatch.State.PREPARED:
            raise BatchNotOpen(state=batch.state)
        if batch.prepared_by == str(by):
            raise SamePerson
        rows = order_rows(network_id=network_id, batch_id=batch_id, on=today)
        changed = [row for row in rows if row.is_too_much or (row.has_other_account and not knows_of_changes)]
        if changed:
            raise AccountsChanged(names=tuple(row.order.name for row in changed))
        content = _file_of(batch, [row.order for row in rows])
        kept = keep_file(
            network_id=network_id,
            id=derived_id(batch.pk, "pain.001"),
            name=f"{batch.message_id}.xml",
            media_type="application/xml",
            content=content,
            at=at,
        )
        batch.state, batch.approved_by, batch.approved_at = PayBatch.State.APPROVED, str(by), at
        batch.file_id = kept.pk
        batch.save(update_fields=["state", "approved_by", "approved_at", "file_id"])
    return batch


def withdraw_pay_batch(*, network_id: UUID, batch_id: UUID, by: Actor, at: datetime) -> PayBatch:
    """Withdraw a batch of which nothing was paid; what it promised is owed as before.

    :raises BatchNotOpen: something of it was paid, or it was withdrawn.
    """
    with action("billing.withdraw_pay_batch", network_id=network_id, by=by, at=at, about=("pay_batch", batch_id)):
        hold_books(network_id=network_id)
        batch = PayBatch.objects.select_for_update().get(network_id=network_id, pk=batch_id)
        orders = PayOrder.objects.filter(network_id=network_id, batch=batch)
        open_states = (PayBatch.State.PREPARED, PayBatch.State.APPROVED)
        if batch.state not in open_states or orders.filter(state=PayOrder.State.PAID).exists():
            raise BatchNotOpen(state=batch.state)
        orders.update(state=PayOrder.State.DROPPED)
        batch.state = PayBatch.State.WITHDRAWN
        batch.save(update_fields=["state"])
    return batch


def drop_order(*, network_id: UUID, order_id: UUID, by: Actor, at: datetime) -> PayOrder:
    """Say that the bank did not carry out an order; what it promised is owed as before, and may go into a next batch.

    :raises BatchNotOpen: it was paid, or its batch is not approved.
    """
    with action("billing.drop_order", network_id=network_id, by=by, at=at, about=("pay_order", order_id)):
        hold_books(network_id=network_id)
        order = PayOrder.objects.select_related("batch").get(network_id=network_id, pk=order_id)
        batch = order.batch
        if order.state != PayOrder.State.WAITING or batch.state != PayBatch.State.APPROVED:
            raise BatchNotOpen(state=order.state)
        order.state = PayOrder.State.DROPPED
        order.save(update_fields=["state"])
        if not PayOrder.objects.filter(network_id=network_id, batch=batch, state=PayOrder.State.WAITING).exists():
            batch.state = PayBatch.State.CLOSED
            batch.save(update_fields=["state"])
    return order


def _write_batch(house: House, id: UUID, pay_on: date, minimum: int, *, by: Actor, at: datetime) -> PayBatch:
    return PayBatch.objects.create(
        id=id,
        network_id=house.network_id,
        message_id=f"KR{at:%Y%m%d}-{id.hex[-12:]}",
        state=PayBatch.State.PREPARED,
        pay_on=pay_on,
        minimum_cents=minimum,
        debtor_name=house.operator.name[:70],
        debtor_iban=plain_iban(house.operator.iban or ""),
        version=house.settings.get(VERSION, "pain.001.001.09"),
        prepared_by=str(by),
        prepared_at=at,
    )


def _write_orders(house: House, batch: PayBatch, paid: Sequence[Owed]) -> tuple[PayOrder, ...]:
    orders = [
        PayOrder(
            id=derived_id(batch.pk, owed.party_id),
            network_id=house.network_id,
            batch=batch,
            party_id=owed.party_id,
            cents=owed.cents,
            name=owed.name[:70],
            iban=owed.iban,
            # Ours alone for good: a bank gives it back on the statement.
            end_to_end=f"KR{derived_id(batch.pk, owed.party_id).hex}"[:35],
            message=message_for(network=house.name, numbers=owed.numbers),
        )
        for owed in paid
    ]
    return tuple(PayOrder.objects.bulk_create(orders))


def _file_of(batch: PayBatch, orders: Sequence[PayOrder]) -> bytes:
    return write_transfers(
        message_id=batch.message_id,
        made_at=batch.prepared_at,
        pay_on=batch.pay_on,
        name=batch.debtor_name,
        iban=batch.debtor_iban,
        transfers=[
            Transfer(
                name=order.name,
                iban=order.iban,
                cents=order.cents,
                end_to_end=order.end_to_end,
                message=order.message,
            )
            for order in orders
        ],
        version=batch.version,
    )
