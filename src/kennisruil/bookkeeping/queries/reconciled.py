"""What packages said of our accounts when they were last asked, beside the journal."""

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from kennisruil.bookkeeping.models import Reconciled
from kennisruil.bookkeeping.rules.targets import Target


def found_reconciled(*, network_id: UUID, target: Target, only_apart: bool = False) -> "QuerySet[Reconciled]":
    """Give each account of each month as last compared, latest month first; the caller takes a page."""
    rows = Reconciled.objects.filter(network_id=network_id, target=target)
    if only_apart:
        rows = rows.exclude(ours_cents=F("theirs_cents"))
    return rows.order_by("-month_on", "account", "pk")


def months_apart(*, network_id: UUID) -> list[tuple[str, date, int]]:
    """Give target, month and number of accounts where ours and theirs differ, oldest first; at most 100."""
    rows = Reconciled.objects.filter(network_id=network_id).exclude(ours_cents=F("theirs_cents"))
    found = rows.order_by("month_on", "target").values_list("target", "month_on", "account")[:1000]
    counts: dict[tuple[str, date], int] = {}
    for target, month_on, _account in found:
        counts[target, month_on] = counts.get((target, month_on), 0) + 1
    return [(target, month_on, count) for (target, month_on), count in counts.items()][:100]
