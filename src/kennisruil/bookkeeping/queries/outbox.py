"""What goes to accounting packages: which ones are chosen, what waits for them, what they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.queries import SettingMissing, setting

OUTBOX_STATES = tuple(OutboxRow.State.values)
_KNOWN = tuple(Target)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCount:
    """How a target stands: rows by state, the oldest that waits, the last that arrived, the last problem told."""

    target: str
    waiting: int
    delivered: int
    alarms: int
    tried_often: int
    waits_since_at: datetime | None
    delivered_at: datetime | None


def targets_on(*, network_id: UUID, on: date) -> dict[Target, date]:
    """Give the targets chosen on a day, each with the day of booking from which it is told."""
    try:
        chosen = setting(network_id=network_id, key="books.targets", on=on)
    except SettingMissing:
        return {}
    return {Target(name): date.fromisoformat(since) for name, since in sorted(chosen.items()) if name in _KNOWN}


def where_targets_are_due(*, network_id: UUID, at: datetime) -> list[Target]:
    """Give the targets for which something waits that may be tried now."""
    rows = due_rows(network_id=network_id, at=at).order_by("target").values_list("target", flat=True).distinct()
    return [Target(name) for name in rows]


def due_rows(*, network_id: UUID, at: datetime) -> "QuerySet[OutboxRow]":
    """Give rows that wait and whose time to try has come."""
    rows = OutboxRow.objects.filter(network_id=network_id, state=OutboxRow.State.WAITING, target__in=_KNOWN)
    return rows.filter(Q(next_try_at__isnull=True) | Q(next_try_at__lte=at))


def found_outbox(*, network_id: UUID, state: str = "", target: str = "") -> "QuerySet[OutboxRow]":
    """Give rows of the outbox in a state and for a target, the latest first; the caller takes a page."""
    rows = OutboxRow.objects.filter(network_id=network_id, target__in=_KNOWN).defer("payload")
    narrow = {key: value for key, value in {"state": state, "target": target}.items() if value}
    return rows.filter(**narrow).order_by("-written_at", "-number", "pk")


def outbox_row(*, network_id: UUID, row_id: UUID) -> OutboxRow:
    """Give one row. :raises OutboxRow.DoesNotExist: not in this network."""
    return OutboxRow.objects.get(network_id=network_id, pk=row_id)


def parcels_about(*, network_id: UUID, kind: str, ids: Iterable[str]) -> list[OutboxRow]:
    """Give the rows that tell packages of ``(kind, id)``, by target; at most 500."""
    rows = OutboxRow.objects.filter(network_id=network_id, about_kind=kind, about_id__in=list(ids), target__in=_KNOWN)
    return list(rows.defer("payload").order_by("target", "number", "pk")[:500])


def outbox_counts(*, network_id: UUID) -> dict[str, TargetCount]:
    """Count rows by target, in one query."""
    state = OutboxRow.State
    waits, arrived = Q(state=state.WAITING), Q(state=state.DELIVERED)
    rows = OutboxRow.objects.filter(network_id=network_id, target__in=_KNOWN).order_by("target").values("target")
    sums = rows.annotate(
        waiting=Count("pk", filter=waits),
        delivered=Count("pk", filter=arrived),
        alarms=Count("pk", filter=Q(state=state.ALARM)),
        tried_often=Count("pk", filter=waits & Q(attempts__gte=5)),
        waits_since_at=Min("written_at", filter=waits),
        last_at=Max("delivered_at"),
    )
    return {
        row["target"]: TargetCount(
            target=row["target"],
            waiting=row["waiting"],
            delivered=row["delivered"],
            alarms=row["alarms"],
            tried_often=row["tried_often"],
            waits_since_at=row["waits_since_at"],
            delivered_at=row["last_at"],
        )
        for row in sums
    }
