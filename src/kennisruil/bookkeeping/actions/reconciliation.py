"""Reconciliation: what a package says of each account, month by month, beside what the journal says."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import BigIntegerField, Max, Min, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from kennisruil.bookkeeping.adapters import Adapter
from kennisruil.bookkeeping.models import OutboxRow, Reconciled
from kennisruil.bookkeeping.queries.journal import trial_balance
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

# What the documents in a folder call themselves.
_TYPES = {"invoice_380": "380", "credit_note_381": "381", "self_billed_389": "389", "self_billed_credit_261": "261"}


def reconcile(
    *, network_id: UUID, target: Target, since_on: date, adapter: Adapter, by: Actor, at: datetime
) -> list[Reconciled]:
    """Ask the package about every month since ``since_on`` and keep both sides; give the accounts that differ.

    Entries booked before ``since_on`` are not its business. :raises TargetUnreachable: the last comparison stays.
    """
    apart: list[Reconciled] = []
    for month in _months(network_id, since_on):
        start_on = max(month.start_on, since_on)
        theirs = adapter.balances(start_on=start_on, end_on=month.end_on)
        with action("bookkeeping.reconcile", network_id=network_id, by=by, at=at, about=("target", target)):
            ours = _ours(network_id, target, start_on=start_on, end_on=month.end_on)
            rows = _kept(network_id, target, month, ours, theirs, at=at)
        apart += [row for row in rows if row.ours_cents != row.theirs_cents]
    return apart


def _months(network_id: UUID, since_on: date) -> list[Month]:
    """Give the months in which something is booked, first to last; the months between too."""
    with network_scope(network_id):
        rows = OutboxRow.objects.filter(network_id=network_id, booked_on__gte=since_on)
        ends = rows.aggregate(first=Min("booked_on"), last=Max("booked_on"))
    if ends["first"] is None:
        return []
    months = [Month.of(ends["first"])]
    while months[-1] < Month.of(ends["last"]):
        months.append(months[-1].next)
    return months


def _ours(network_id: UUID, target: Target, *, start_on: date, end_on: date) -> Mapping[str, int]:
    if target is not Target.UBL:
        return dict(trial_balance(network_id=network_id, start_on=start_on, end_on=end_on))
    rows = OutboxRow.objects.filter(
        network_id=network_id, target=target, booked_on__gte=start_on, booked_on__lt=end_on, kind__in=_TYPES
    )
    cents = Cast(KeyTextTransform("base_cents", "payload"), BigIntegerField())
    sums = rows.order_by("kind").values("kind").annotate(total=Sum(cents))
    return {_TYPES[row["kind"]]: int(row["total"]) for row in sums}


def _kept(
    network_id: UUID,
    target: Target,
    month: Month,
    ours: Mapping[str, int],
    theirs: Mapping[str, int],
    *,
    at: datetime,
) -> list[Reconciled]:
    Reconciled.objects.filter(network_id=network_id, target=target, month_on=month.start_on).delete()
    return Reconciled.objects.bulk_create(
        Reconciled(
            id=derived_id(network_id, "reconciled", target.value, month, account),
            network_id=network_id,
            target=target,
            month_on=month.start_on,
            account=account,
            ours_cents=ours.get(account, 0),
            theirs_cents=theirs.get(account, 0),
            checked_at=at,
        )
        for account in sorted(ours.keys() | theirs.keys())
        if ours.get(account, 0) or theirs.get(account, 0)
    )
