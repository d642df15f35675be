"""A month as the office reads it: against the fifteenth, and what a close would do."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing import queries
from kennisruil.billing.queries.months import Lacking, MonthRow, PlannedRow, Preview
from kennisruil.billing.rules.close import Colour, Run
from kennisruil.billing.web import labels
from kennisruil.billing.web.months import month_name, month_short
from kennisruil.billing.web.waiting import waiting_row
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month
from kennisruil.shared.pictures import Picture, months_against_deadline
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import today_of
from kennisruil.shared.web.pages import network_of

DEADLINE = 15
_COLOURS = {
    Colour.CLOSED: "closed",
    Colour.GREEN: "open_month",
    Colour.AMBER: "month_due",
    Colour.RED: "month_overdue",
}


def month_columns() -> list[dict[str, Any]]:
    """Give the head of the table of months."""
    return [
        {"label": _("Month")},
        {"label": _("State")},
        {"label": _("Closed on")},
        {"label": _("Without document"), "number": True},
        {"label": _("Drafts"), "number": True},
        {"label": _("Late"), "number": True},
        {"label": _("Outside the quarter"), "number": True},
    ]


def month_row(request: HttpRequest, row: MonthRow) -> list[Any]:
    """Give a month as a row of that table."""
    closed = row.closed_on is not None
    page = "billing:close_result" if closed else "billing:close_month"
    return [
        {"text": month_name(request, row.month), "url": reverse(page, args=[str(row.month)])},
        {"chip": _COLOURS[row.colour]},
        {"day": row.closed_on} if row.closed_on else "",
        *(str(number) if number else "" for number in (row.undocumented, row.drafts, row.late, row.outside_quarter)),
    ]


def month_to_close(request: HttpRequest, rows: list[MonthRow]) -> dict[str, Any] | None:
    """Give the oldest month that is over and open: the one to close now."""
    today = today_of(request)
    over = [row.month for row in rows if row.colour is not Colour.CLOSED and row.month.end_on <= today]
    if not over:
        return None
    month = min(over)
    return {"name": month_name(request, month), "url": reverse("billing:close_month", args=[str(month)])}


def deadline_picture(request: HttpRequest, rows: list[MonthRow]) -> Picture:
    """Draw on which day of the next month each month was closed."""
    today = today_of(request)
    over = sorted((row for row in rows if row.month.end_on <= today), key=lambda row: row.month)[-12:]
    days = [(row.closed_on - row.month.end_on).days + 1 if row.closed_on else None for row in over]
    return months_against_deadline(
        key="months",
        title=_deadline_finding(days),
        months=[(month_short(request, row.month), day) for row, day in zip(over, days, strict=True)],
        head=(_("Month"), _("Closed")),
        day_text=_("day {day}"),
        waiting_text=_("still open"),
        deadline_text=_("day {day}"),
        deadline_day=DEADLINE,
    )


def _deadline_finding(days: list[int | None]) -> str:
    waiting = sum(day is None for day in days)
    late = sum(day is not None and day > DEADLINE for day in days)
    if waiting:
        return ngettext("%(count)s month waits to be closed", "%(count)s months wait to be closed", waiting) % {
            "count": Count(waiting)
        }
    if late:
        return ngettext("%(count)s month came after the 15th", "%(count)s months came after the 15th", late) % {
            "count": Count(late)
        }
    return _("Every month was closed before the 15th")


def shown_preview(request: HttpRequest, ahead: Preview) -> dict[str, Any]:
    """Put together what a close would do, what it waits for, and whether it may start."""
    earlier, today = _earlier_open(request, ahead), Month.of(today_of(request))
    blocked = bool(ahead.objections) and ahead.run is Run.FINAL
    return {
        "ahead": ahead,
        "late": sum(row.supplies for row in ahead.documents if row.is_late),
        "outside_quarter": sum(row.supplies for row in ahead.documents if _quarter(row.month) != _quarter(today)),
        "first_run": ahead.run is Run.FIRST,
        "objections": [
            {"text": each.text, "since_on": each.since_on, "url": url_for(each.kind, each.id)}
            for each in ahead.objections
        ],
        "earlier": earlier,
        "may_close": ahead.run is not None and not ahead.is_closed and not blocked and earlier is None,
        "kind_rows": _kind_rows(ahead),
        "kind_columns": [
            {"label": _("Kind")},
            {"label": _("Documents"), "number": True},
            {"label": _("Without VAT"), "number": True},
            {"label": _("VAT"), "number": True},
        ],
        "total_rows": _total_rows(ahead),
        "total_columns": [
            {"label": _("Kind")},
            {"label": _("VAT category")},
            {"label": _("Rate"), "number": True},
            {"label": _("Without VAT"), "number": True},
            {"label": _("VAT"), "number": True},
        ],
        "lacking_rows": [_lacking_row(row) for row in ahead.lacking],
        "lacking_columns": [{"label": _("Who")}, {"label": _("What is missing")}, {"label": _("What happens")}],
        "deadlines": _deadlines(ahead),
        "document_columns": [
            {"label": _("For")},
            {"label": _("Kind")},
            {"label": _("Sessions"), "number": True},
            {"label": _("Without VAT"), "number": True},
            {"label": _("VAT"), "number": True},
        ],
        "document_rows": [_document_row(request, row, ahead) for row in ahead.documents],
        "waiting": [waiting_row(request, row) for row in ahead.waiting],
    }


def _earlier_open(request: HttpRequest, ahead: Preview) -> dict[str, Any] | None:
    rows = queries.months_overview(network_id=network_of(request), today=today_of(request))
    before = [row.month for row in rows if row.closed_on is None and row.month < ahead.month]
    if not before:
        return None
    month = min(before)
    return {"name": month_name(request, month), "url": reverse("billing:close_month", args=[str(month)])}


def _quarter(month: Month) -> tuple[int, int]:
    return month.year, (month.month - 1) // 3


def _kind_rows(ahead: Preview) -> list[list[Any]]:
    sums: dict[str, list[int]] = {}
    for row in ahead.documents:
        found = sums.setdefault(str(row.kind), [0, 0, 0])
        found[0] += 1
        found[1] += row.base_cents
        found[2] += row.vat_cents
    return [
        [{"text": labels.KINDS[kind]}, str(count), {"cents": base}, {"cents": vat}]
        for kind, (count, base, vat) in sorted(sums.items())
    ]


def _total_rows(ahead: Preview) -> list[list[Any]]:
    return [
        [
            {"text": labels.KINDS[kind]},
            {"text": labels.CATEGORIES[category]},
            f"{rate / 100:g} %" if rate else "",
            {"cents": base},
            {"cents": vat},
        ]
        for kind, category, rate, base, vat in ahead.totals
    ]


def _lacking_row(row: Lacking) -> list[Any]:
    why = " ".join(str(labels.MISSING[code]) for code in row.lacks)
    page = url_for("party", row.party.pk) or reverse("billing:party_account", args=[row.party.pk])
    what = _("Its document waits.") if row.waits else _("Its document goes out.")
    return [{"text": row.party.name, "url": page}, why, what]


def _deadlines(ahead: Preview) -> list[dict[str, Any]]:
    """List the dates that follow from closing today."""
    dates = ahead.deadlines
    found = [
        {"text": _("Drafts count as accepted"), "on": dates.accept_on},
        {"text": _("VAT is to be paid"), "on": dates.vat_due_on},
        {"text": _("Best closed before"), "on": dates.amber_on},
        {"text": _("Late from"), "on": dates.red_on},
    ]
    return [each for each in found if each["on"]]


def _document_row(request: HttpRequest, row: PlannedRow, ahead: Preview) -> list[Any]:
    note = month_name(request, row.month) if row.month != ahead.month else ""
    assert row.kind is not None
    return [
        {"text": row.party.name, "url": reverse("billing:party_account", args=[row.party.pk]), "note": note},
        {"text": labels.KINDS[row.kind], "chip": "late" if row.is_late else ""},
        str(row.supplies),
        {"cents": row.base_cents},
        {"cents": row.vat_cents},
    ]
