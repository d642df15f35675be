"""Movements a close passed over without a word."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from kennisruil.billing.models import CloseRun, DocumentLine, Movement, Posted
from kennisruil.billing.queries.house import House, OperatorUnknown, house_on
from kennisruil.billing.queries.plan import plan
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.shared.periods import Month


def silent_movements(*, network_id: UUID) -> list[Movement]:
    """Find movements that a finished close should have documented and that wait for no reason anyone can see."""
    runs = list(CloseRun.objects.filter(network_id=network_id, run="final", finished_at__isnull=False))
    if not runs:
        return []
    last = max(runs, key=lambda run: run.month_on)
    rows = Movement.objects.filter(
        network_id=network_id,
        kind=MoveKind.SUPPLY,
        supply__performed_on__lt=Month.of(last.month_on).end_on,
        recorded_at__lte=last.cutoff_at,
    )
    posted = Posted.objects.filter(movement=OuterRef("pk"))
    live = DocumentLine.objects.filter(movement=OuterRef("pk"), is_live=True)
    open_rows = list(rows.exclude(Exists(posted)).exclude(Exists(live)).select_related("supply").order_by("pk"))
    if not open_rows:
        return []
    house = _house(network_id, last)
    if house is None:
        return open_rows
    planned = plan(house=house, movements=open_rows)
    return [item.movement for each in planned if not each.missing for item in each.items]


def _house(network_id: UUID, run: CloseRun) -> House | None:
    try:
        return house_on(network_id=network_id, on=run.issued_on)
    except OperatorUnknown:
        return None
