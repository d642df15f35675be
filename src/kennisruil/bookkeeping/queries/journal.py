"""The journal: entries, balances of accounts, and what must always hold of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from kennisruil.bookkeeping.models import JournalCounter, JournalEntry, JournalLine
from kennisruil.bookkeeping.rules.chart import Chart, chart_from
from kennisruil.bookkeeping.rules.entries import BookedEntry, BookedLine
from kennisruil.network.queries import SettingMissing, setting
from kennisruil.shared.invariants import Invariant
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalance:
    """What stands on an account that played ``role``, in cents; debit is positive."""

    account: str
    role: str
    cents: int


def chart_on(*, network_id: UUID, on: date) -> Chart:
    """Give the chart in force on a day: the network's own codes over the shipped ones."""
    try:
        return chart_from(setting(network_id=network_id, key="books.accounts", on=on))
    except SettingMissing:
        return chart_from({})


def journal(*, network_id: UUID, start_on: date = date.min, end_on: date = date.max) -> list[BookedEntry]:
    """Give the entries booked in ``start_on <= day < end_on``, in number order, with their lines."""
    rows = JournalEntry.objects.filter(network_id=network_id, booked_on__gte=start_on, booked_on__lt=end_on)
    lines: dict[UUID, list[BookedLine]] = {}
    found = JournalLine.objects.filter(
        network_id=network_id, entry__booked_on__gte=start_on, entry__booked_on__lt=end_on
    )
    for line in found.order_by("entry_id", "position"):
        value = BookedLine(account=line.account, role=line.role, cents=line.cents, party_id=line.party_id)
        lines.setdefault(line.entry_id, []).append(value)
    return [booked(row, lines.get(row.pk, ())) for row in rows.order_by("year", "number", "pk")]


def booked_entries(*, network_id: UUID, ids: Iterable[UUID]) -> list[tuple[UUID, BookedEntry]]:
    """Give entries by id with their lines, in number order."""
    rows = JournalEntry.objects.filter(network_id=network_id, pk__in=list(ids)).prefetch_related("lines")
    return [(row.pk, booked(row, _lines(row))) for row in rows.order_by("year", "number", "pk")]


def entry_by_id(*, network_id: UUID, entry_id: UUID) -> JournalEntry:
    """Give an entry with its lines. :raises JournalEntry.DoesNotExist: not in this network."""
    return JournalEntry.objects.prefetch_related("lines").get(network_id=network_id, pk=entry_id)


def entries_about(*, network_id: UUID, kind: str, id: UUID | str) -> list[BookedEntry]:
    """Give the entries that name ``(kind, id)``, in number order; at most 200."""
    rows = JournalEntry.objects.filter(network_id=network_id, reference_kind=kind, reference_id=str(id))
    found = rows.prefetch_related("lines").order_by("year", "number", "pk")[:200]
    return [booked(row, _lines(row)) for row in found]


def balance_of_role(*, network_id: UUID, role: str) -> int:
    """Give what stands on the accounts that play ``role``, in cents; debit is positive."""
    total = JournalLine.objects.filter(network_id=network_id, role=role).aggregate(cents=Sum("cents"))["cents"]
    return total or 0


def party_balances(*, network_id: UUID, role: str, party_ids: Iterable[UUID] | None = None) -> dict[UUID, int]:
    """Give what stands on each party's sub-account of ``role``, in cents, debit positive; what is nil is left out."""
    rows = JournalLine.objects.filter(network_id=network_id, role=role, party_id__isnull=False)
    if party_ids is not None:
        rows = rows.filter(party_id__in=list(party_ids))
    sums = rows.order_by("party_id").values("party_id").annotate(total=Sum("cents"))
    return {row["party_id"]: row["total"] for row in sums if row["party_id"] and row["total"]}


def trial_balance(*, network_id: UUID, start_on: date = date.min, end_on: date = date.max) -> list[tuple[str, int]]:
    """Give the balance of each account over a half-open period, by code; debit is positive."""
    rows = JournalLine.objects.filter(
        network_id=network_id, entry__booked_on__gte=start_on, entry__booked_on__lt=end_on
    )
    sums = rows.order_by("account").values("account").annotate(total=Sum("cents"))
    return [(row["account"], row["total"]) for row in sums]


def account_balances(*, network_id: UUID, start_on: date = date.min, end_on: date = date.max) -> list[AccountBalance]:
    """Give the balance of each account with its role over a half-open period, by code."""
    rows = JournalLine.objects.filter(
        network_id=network_id, entry__booked_on__gte=start_on, entry__booked_on__lt=end_on
    )
    sums = rows.order_by("account", "role").values("account", "role").annotate(total=Sum("cents"))
    return [AccountBalance(account=row["account"], role=row["role"], cents=row["total"]) for row in sums]


def found_entries(*, network_id: UUID, month: Month | None = None, role: str = "") -> "QuerySet[JournalEntry]":
    """Give entries with their lines, latest first, of a month and with a line on ``role``; the caller takes a page."""
    rows = JournalEntry.objects.filter(network_id=network_id)
    if month:
        rows = rows.filter(booked_on__gte=month.start_on, booked_on__lt=month.end_on)
    if role:
        rows = rows.filter(Exists(JournalLine.objects.filter(entry=OuterRef("pk"), role=role)))
    return rows.prefetch_related("lines").order_by("-year", "-number", "pk")


def invariants(*, network_id: UUID) -> list[Invariant]:
    """Check that every entry balances, and that no number of the journal is missing."""
    return [_entries_balance(network_id), _numbers_follow(network_id)]


def _entries_balance(network_id: UUID) -> Invariant:
    sums = JournalLine.objects.filter(network_id=network_id).order_by("entry_id").values("entry_id")
    wrong = sums.annotate(total=Sum("cents")).exclude(total=0).count()
    bare = JournalEntry.objects.filter(network_id=network_id, lines__isnull=True).count()
    return Invariant("journal_entries_balance", not (wrong or bare), f"{wrong} unbalanced, {bare} without lines")


def _numbers_follow(network_id: UUID) -> Invariant:
    rows = JournalEntry.objects.filter(network_id=network_id).order_by("year").values("year")
    found = {row["year"]: row for row in rows.annotate(n=Count("pk"), top=Max("number"))}
    drawn = dict(JournalCounter.objects.filter(network_id=network_id).values_list("year", "last"))
    wrong = [
        year
        for year in sorted(found.keys() | drawn.keys())
        if not (found.get(year, {"n": 0})["n"] == (found.get(year) or {"top": 0})["top"] == drawn.get(year, 0))
    ]
    return Invariant("journal_without_gaps", not wrong, f"years {wrong}" if wrong else "")


def booked(row: JournalEntry, lines: Iterable[BookedLine]) -> BookedEntry:
    """Give an entry and its lines as a value."""
    return BookedEntry(
        number=row.number,
        booked_on=row.booked_on,
        kind=row.kind,
        text=row.text,
        reference=(row.reference_kind, row.reference_id),
        lines=tuple(lines),
    )


def _lines(row: JournalEntry) -> list[BookedLine]:
    return [
        BookedLine(account=line.account, role=line.role, cents=line.cents, party_id=line.party_id)
        for line in sorted(row.lines.all(), key=lambda line: line.position)
    ]
