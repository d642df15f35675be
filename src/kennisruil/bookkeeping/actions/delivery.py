"""Delivery to one package, a batch at a time: at least once from here, once over there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from kennisruil.bookkeeping.adapters import Adapter, Outcome
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.queries.outbox import due_rows
from kennisruil.bookkeeping.rules.targets import Parcel, Target, TargetUnreachable, next_try
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action

# A row that was taken is nobody's for so long: longer than any call to a package may last.
LEASE = timedelta(minutes=30)


def deliver_batch(*, network_id: UUID, target: Target, adapter: Adapter, by: Actor, at: datetime) -> int:
    """Take what is due for ``target``, hand it over, note what came of it; give how many were taken.

    A row is taken, with its attempt counted and the next try put off, in a transaction before the call: a worker that
    is killed meanwhile leaves it alone until then, when the adapter finds by number what did arrive.
    :raises TargetUnreachable: it is noted on the rows; they wait for their next try.
    """
    parcels = _take(network_id=network_id, target=target, size=adapter.batch, by=by, at=at)
    left = {parcel.id: parcel for parcel in parcels}
    began = monotonic()
    try:
        for outcome in adapter.deliver(parcels) if parcels else ():
            del left[outcome.parcel.id]
            _note(network_id=network_id, outcomes=[outcome], by=by, at=at)
            if monotonic() - began > LEASE.total_seconds() / 2:
                # So slow that the rest would not be ours any more before it is through: they wait for their next try.
                break
    except TargetUnreachable as error:
        outcomes = [Outcome(parcel=parcel, problem=str(error)) for parcel in left.values()]
        _note(network_id=network_id, outcomes=outcomes, by=by, at=at)
        raise
    return len(parcels)


def _take(*, network_id: UUID, target: Target, size: int, by: Actor, at: datetime) -> list[Parcel]:
    with action("bookkeeping.take_parcels", network_id=network_id, by=by, at=at, about=("target", target)):
        rows = due_rows(network_id=network_id, at=at).filter(target=target).select_for_update(skip_locked=True)
        taken = list(rows.order_by("booked_on", "kind", "number", "pk")[:size])
        for row in taken:
            row.attempts, row.next_try_at = row.attempts + 1, at + LEASE
        OutboxRow.objects.bulk_update(taken, ["attempts", "next_try_at"])
    return [_parcel(row) for row in taken]


def _note(*, network_id: UUID, outcomes: Iterable[Outcome], by: Actor, at: datetime) -> None:
    with action("bookkeeping.deliver", network_id=network_id, by=by, at=at, about=("target", "")):
        for outcome in outcomes:
            row = OutboxRow.objects.defer("payload").get(network_id=network_id, pk=outcome.parcel.id)
            row.problem, row.external_id = outcome.problem[:500], outcome.external_id[:120]
            if outcome.is_alarm:
                row.state, row.next_try_at = OutboxRow.State.ALARM, None
            elif outcome.problem:
                row.next_try_at = next_try(at=at, attempts=row.attempts)
            else:
                row.state, row.next_try_at, row.delivered_at = OutboxRow.State.DELIVERED, None, at
            row.save(update_fields=["state", "external_id", "problem", "next_try_at", "delivered_at"])


def _parcel(row: OutboxRow) -> Parcel:
    assert row.booked_on is not None, "rows of known targets have their day"
    return Parcel(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        booked_on=row.booked_on,
        sha256=row.sha256,
        payload=row.payload,
    )
