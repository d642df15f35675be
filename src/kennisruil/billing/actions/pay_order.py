"""Orders of a batch as the bank carries them out; the last one closes the batch."""

from datetime import date

from kennisruil.billing.models import PayBatch, PayOrder


def order_is_paid(*, order: PayOrder, on: date) -> None:
    """Say that the bank paid an order; the last one that waited closes its batch. Inside an action."""
    order.state, order.paid_on = PayOrder.State.PAID, on
    order.save(update_fields=["state", "paid_on"])
    batch = PayBatch.objects.select_for_update().get(network_id=order.network_id, pk=order.batch_id)
    waiting = PayOrder.objects.filter(network_id=order.network_id, batch=batch, state=PayOrder.State.WAITING)
    if batch.state == PayBatch.State.APPROVED and not waiting.exists():
        batch.state = PayBatch.State.CLOSED
        batch.save(update_fields=["state"])


def open_order_again(*, order: PayOrder) -> None:
    """Let an order wait again, and its batch with it, after its line was undone. Inside an action."""
    batch = PayBatch.objects.select_for_update().get(network_id=order.network_id, pk=order.batch_id)
    if batch.state == PayBatch.State.CLOSED:
        batch.state = PayBatch.State.APPROVED
        batch.save(update_fields=["state"])
    order.state, order.paid_on = PayOrder.State.WAITING, None
    order.save(update_fields=["state", "paid_on"])
