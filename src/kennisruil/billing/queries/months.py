"""Months against the 15th, and what a close would do before it does it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from kennisruil.billing.models import CloseRun, Document, Movement
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.queries.plan import PlannedDocument, drawable, plan
from kennisruil.billing.rules.close import (
    Colour,
    Objection,
    Run,
    acceptance_until,
    close_objections,
    colour_of,
    deadline_on,
    run_on,
)
from kennisruil.billing.rules.kinds import DocumentKind, Side
from kennisruil.billing.rules.parties import has_address
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.network.models import Party
from kennisruil.shared.periods import Month

# What people themselves must still give; the rest of what keeps a document waiting is the office's.
_ASKED = ("facts", "agreement", "mandate", "address", "iban")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A document a close would make, or (``missing``) a group of supplies it would leave waiting."""

    party: Party
    kind: DocumentKind | None
    month: Month
    supplies: int
    base_cents: int
    vat_cents: int
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A party in the month of whom something is missing: ``agreement``, ``mandate``, ``facts``, ``address``, ``iban``.

    ``waits`` says that its document waits for it; else the document goes out without.
    """

    party: Party
    lacks: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Civil dates of a close: drafts accepted by silence, VAT to be paid, the day from which it is amber and red."""

    accept_on: date | None
    vat_due_on: date
    amber_on: date
    red_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a close of ``month`` would do today. ``run`` is None while it is too early.

    ``totals`` adds base and VAT per document kind, VAT category and rate (basis points). ``outside_quarter`` counts
    supplies whose document would be issued in another quarter than the service.
    """

    month: Month
    run: Run | None
    is_closed: bool
    objections: tuple[Objection, ...]
    documents: tuple[PlannedRow, ...]
    waiting: tuple[PlannedRow, ...]
    totals: tuple[tuple[str, str, int, int, int], ...]
    outside_quarter: int
    late: int
    statements: int
    accept_until: date | None
    lacking: tuple[Lacking, ...]
    deadlines: Deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A month against the 15th: how many supplies' sides it has, how many wait, and what colour it shows."""

    month: Month
    sides: int
    undocumented: int
    drafts: int
    late: int
    outside_quarter: int
    closed_on: date | None
    colour: Colour


def preview_close(*, network_id: UUID, month: Month, today: date) -> Preview:
    """Work out what a close of ``month`` would do today, without doing it."""
    house = house_on(network_id=network_id, on=today)
    closed = CloseRun.objects.filter(
        network_id=network_id, month_on=month.start_on, run=Run.FINAL, finished_at__isnull=False
    ).exists()
    movements = [] if closed else drawable(network_id=network_id, until=month.end_on)
    planned = plan(house=house, movements=movements, closed_until=_closed_until(network_id, month))
    rows, totals = [], dict[tuple[str, str, int], list[int]]()
    for each in planned:
        vat_cents = 0
        if each.treatment is not None and not each.missing and each.base_cents:
            draft = draft_of(house=house, planned=each, number="", issued_on=today, message_seed=None)
            vat_cents = draft.vat.vat_cents
            for share in draft.vat.shares:
                key = (str(draft.kind), str(share.vat.category), share.vat.rate_basis_points)
                sums = totals.setdefault(key, [0, 0])
                sums[0], sums[1] = sums[0] + share.base_cents, sums[1] + share.vat_cents
        rows.append(_row(each, vat_cents))
    first_days = house.settings.get("close.first_run_days", 3)
    terms = house.rules.terms_on(on=today)
    has_drafts = any(row.kind is DocumentKind.SELF_BILLED_389 and not row.missing for row in rows)
    accepted = acceptance_until(month=month, issued_on=today, acceptance_days=terms.acceptance_days)
    return Preview(
        month=month,
        run=run_on(month=month, today=today, first_run_days=first_days),
        is_closed=closed,
        objections=tuple(each for answer in close_objections for each in answer(network_id=network_id, month=month)),
        documents=tuple(row for row in rows if not row.missing and row.kind),
        waiting=tuple(row for row in rows if row.missing),
        totals=tuple((*key, base, vat) for key, (base, vat) in sorted(totals.items())),
        outside_quarter=sum(row.supplies for row in rows if _quarter(row.month.start_on) != _quarter(today)),
        late=sum(row.supplies for row in rows if row.is_late),
        statements=Party.objects.filter(
            network_id=network_id, is_operator=False, account_id__isnull=False, joined_on__lt=month.end_on
        )
        .exclude(left_on__lt=month.start_on)
        .count(),
        accept_until=accepted if has_drafts else None,
        lacking=_lacking(planned),
        deadlines=Deadlines(
            accept_on=accepted if has_drafts else None,
            vat_due_on=today + timedelta(days=terms.vat_due_days),
            amber_on=deadline_on(month=month, day=house.settings["close.amber_day"]),
            red_on=deadline_on(month=month, day=house.settings["close.red_day"]),
        ),
    )


def _lacking(planned: Iterable[PlannedDocument]) -> tuple[Lacking, ...]:
    """Name who lacks an agreement, an address or an account number, each once, in the order of the documents."""
    found: dict[UUID, Lacking] = {}
    for each in planned:
        lacks = [code for code in each.missing if code in _ASKED]
        if each.facts and not has_address(each.facts):
            lacks.append("address")
        if each.facts and each.side is Side.PROVIDER and not each.facts.iban:
            lacks.append("iban")
        if lacks:
            known = found.get(each.party.pk, Lacking(party=each.party, lacks=(), waits=False))
            every = tuple(dict.fromkeys([*known.lacks, *lacks]))
            found[each.party.pk] = replace(known, lacks=every, waits=known.waits or bool(each.missing))
    return tuple(found.values())


def waiting_supplies(*, network_id: UUID, today: date) -> list[PlannedRow]:
    """Give the supplies that cannot get their document yet, with what they miss: the visible list."""
    house = house_on(network_id=network_id, on=today)
    planned = plan(house=house, movements=drawable(network_id=network_id, until=date.max))
    return [_row(each, 0) for each in planned if each.missing]


def months_overview(*, network_id: UUID, today: date, count: int = 18) -> list[MonthRow]:
    """Give the last ``count`` months that have supplies, newest first, each with its state against the 15th."""
    house = house_on(network_id=network_id, on=today)
    rows = Movement.objects.filter(network_id=network_id, kind=MoveKind.SUPPLY).order_by()
    sums = rows.values("supply__performed_on__year", "supply__performed_on__month").annotate(
        sides=Count("pk", distinct=True),
        bare=Count("pk", distinct=True, filter=Q(posted__isnull=True) & ~Q(document_lines__is_live=True)),
    )
    found = {Month(row["supply__performed_on__year"], row["supply__performed_on__month"]): row for row in sums}
    closed = {
        Month.of(run.month_on): run.issued_on
        for run in CloseRun.objects.filter(network_id=network_id, run=Run.FINAL, finished_at__isnull=False)
    }
    documents = _documents_per_month(network_id)
    amber, red = house.settings.get("close.amber_day", 10), house.settings.get("close.red_day", 15)
    overview = []
    for month in sorted(found.keys() | closed.keys(), reverse=True)[:count]:
        drafts, late, outside = documents.get(month, (0, 0, 0))
        colour = colour_of(month=month, today=today, amber_day=amber, red_day=red)
        overview.append(
            MonthRow(
                month=month,
                sides=found[month]["sides"] if month in found else 0,
                undocumented=found[month]["bare"] if month in found else 0,
                drafts=drafts,
                late=late,
                outside_quarter=outside,
                closed_on=closed.get(month),
                colour=Colour.CLOSED if month in closed else colour,
            )
        )
    return overview


def _documents_per_month(network_id: UUID) -> dict[Month, tuple[int, int, int]]:
    """Count per month of performance: drafts, late documents, documents issued outside the quarter."""
    rows = Document.objects.filter(network_id=network_id, lines__isnull=False).distinct()
    found: dict[Month, tuple[int, int, int]] = {}
    for row in rows.order_by("month_on", "pk").values("pk", "month_on", "state", "is_late", "issued_on", "corrects"):
        month = Month.of(row["month_on"])
        drafts, late, outside = found.get(month, (0, 0, 0))
        away = row["issued_on"] and not row["corrects"] and _quarter(row["issued_on"]) != _quarter(row["month_on"])
        found[month] = (drafts + (row["state"] == "draft"), late + bool(row["is_late"]), outside + bool(away))
    return found


def _row(each: PlannedDocument, vat_cents: int) -> PlannedRow:
    return PlannedRow(
        party=each.party,
        kind=each.kind,
        month=each.month,
        supplies=len(each.items),
        base_cents=each.base_cents,
        vat_cents=vat_cents,
        missing=each.missing,
        warnings=each.treatment.warnings if each.treatment else (),
        is_late=each.is_late,
    )


def _closed_until(network_id: UUID, month: Month) -> date | None:
    rows = CloseRun.objects.filter(
        network_id=network_id, run=Run.FINAL, finished_at__isnull=False, month_on__lt=month.start_on
    ).values_list("month_on", flat=True)
    return Month.of(max(rows)).end_on if rows else None


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3
