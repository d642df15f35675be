"""The journal: entries by month and account, what stands on each account, and files for accounting packages."""

from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from kennisruil.bookkeeping import queries
from kennisruil.bookkeeping.models import JournalEntry, JournalLine
from kennisruil.bookkeeping.rules import beancount, hledger, table
from kennisruil.bookkeeping.rules.chart import name_of, shipped_roles
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels
from kennisruil.bookkeeping.web.asking import books_page, export_page, may_export
from kennisruil.network.queries import parties_by_ids
from kennisruil.shared.amounts import locale_of
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import language_of, month_asked, today_of
from kennisruil.shared.web.pages import network_of

PER_PAGE = 25
MONTHS = 24
_FORMATS = {"beancount": ("beancount", "text/plain"), "hledger": ("journal", "text/plain"), "csv": ("csv", "text/csv")}


@require_safe
@books_page
def journal(request: HttpRequest) -> HttpResponse:
    """List the entries, narrowed by month and account, with what stands on each account."""
    month = month_asked(request)
    role = request.GET.get("account", "")
    role = role if role in shipped_roles() else ""
    found = queries.found_entries(network_id=network_of(request), month=month, role=role)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    start_on, end_on = (month.start_on, month.end_on) if month else (date.min, date.max)
    balances = queries.account_balances(network_id=network_of(request), start_on=start_on, end_on=end_on)
    count = page.paginator.count
    context = {
        "page": page,
        "entries": _entries(request, list(page)),
        "filters": [_month_filter(request, month), _role_filter(request, role)],
        "clear_url": reverse("bookkeeping:journal") if month or role else "",
        "count_text": ngettext("%(count)s entry", "%(count)s entries", count) % {"count": Count(count)}
        if count
        else "",
        "balance_columns": [
            {"label": _("Account")},
            {"label": _("Name")},
            {"label": pgettext("journal", "Debit"), "number": True},
            {"label": pgettext("journal", "Credit"), "number": True},
        ],
        "balance_rows": [_balance(request, row) for row in balances],
        "exports": _exports(month) if may_export(request) else [],
    }
    return render(request, "bookkeeping/journal.html", context)


@require_safe
@export_page
def export(request: HttpRequest, format: str) -> HttpResponse:
    """Give the journal of a month, or all of it, as a file an accounting package reads."""
    if format not in _FORMATS:
        raise Http404
    month, language = month_asked(request), language_of(request)
    start_on, end_on = (month.start_on, month.end_on) if month else (date.min, date.max)
    found = queries.journal(network_id=network_of(request), start_on=start_on, end_on=end_on)
    title = str(request.network.name)  # type: ignore[attr-defined]  # set by the shell
    text = {
        "beancount": lambda: beancount.write(found, title=title, language=language),
        "hledger": lambda: hledger.write(found, title=title),
        "csv": lambda: table.write(found, language=language),
    }[format]()
    ending, media_type = _FORMATS[format]
    answer = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="journal-{month or "all"}.{ending}"'
    return answer


@require_safe
@books_page
def outbox(request: HttpRequest) -> HttpResponse:
    """List what goes to the accounting package: waiting, delivered, or in alarm."""
    state = request.GET.get("state", "")
    state = state if state in queries.OUTBOX_STATES else ""
    target = request.GET.get("target", "")
    target = target if target in tuple(Target) else ""
    found = queries.found_outbox(network_id=network_of(request), state=state, target=target)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    words = {"": _("All states"), "waiting": _("Waiting"), "delivered": _("Delivered"), "alarm": _("Alarm")}
    choices = [{"value": value, "text": text} for value, text in words.items()]
    packages = [{"value": "", "text": _("All packages")}]
    packages += [{"value": each.value, "text": labels.SHORT_TARGETS[each]} for each in Target]
    context = {
        "page": page,
        "filters": [
            {"name": "state", "label": _("State"), "kind": "choice", "value": state, "choices": choices},
            {"name": "target", "label": _("Package"), "kind": "choice", "value": target, "choices": packages},
        ],
        "columns": [
            {"label": _("Number")},
            {"label": _("Package")},
            {"label": _("State")},
            {"label": _("Written on")},
            {"label": _("Number in the package")},
            {"label": _("Tries"), "number": True},
        ],
        "rows": [
            [
                {"text": row.number, "url": reverse("bookkeeping:parcel", args=[row.pk])},
                {"text": labels.SHORT_TARGETS[Target(row.target)]},
                {"chip": "failed" if row.state == "alarm" else row.state},
                {"day": row.written_at},
                {"text": row.external_id or "–"},
                str(row.attempts),
            ]
            for row in page
        ],
        "count_text": ngettext("%(count)s row", "%(count)s rows", page.paginator.count)
        % {"count": Count(page.paginator.count)}
        if page.paginator.count
        else "",
    }
    return render(request, "bookkeeping/outbox.html", context)


def _entries(request: HttpRequest, found: list[JournalEntry]) -> list[dict[str, Any]]:
    """Give entries for the table, with the names of the parties on their lines."""
    ids = {line.party_id for entry in found for line in entry.lines.all() if line.party_id}
    names = {id: party.name for id, party in parties_by_ids(network_id=network_of(request), party_ids=ids).items()}
    return [_entry(request, entry, names) for entry in found]


def _entry(request: HttpRequest, entry: JournalEntry, names: dict[UUID, str]) -> dict[str, Any]:
    lines = sorted(entry.lines.all(), key=lambda line: line.position)
    return {
        "number": f"{entry.year}-{entry.number:06}",
        "on": entry.booked_on,
        "text": labels.KINDS.get(entry.kind, entry.text),
        # The text of an entry is a number, or English for who reads the exported file.
        "note": entry.text if entry.kind in labels.KINDS and any(letter.isdigit() for letter in entry.text) else "",
        "url": url_for(entry.reference_kind, entry.reference_id) if entry.reference_kind == "document" else "",
        "page_url": reverse("bookkeeping:entry", args=[entry.pk]),
        "lines": [_line(request, line, names) for line in lines],
    }


def _line(request: HttpRequest, line: JournalLine, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "account": line.account,
        "name": name_of(line.role, language=language_of(request)),
        "party": names.get(line.party_id, "") if line.party_id else "",
        "party_url": url_for("account", line.party_id) if line.party_id else "",
        "debit": line.cents if line.cents > 0 else None,
        "credit": -line.cents if line.cents < 0 else None,
    }


def _balance(request: HttpRequest, row: queries.AccountBalance) -> list[Any]:
    return [
        {"text": row.account},
        {"text": name_of(row.role, language=language_of(request))},
        {"cents": row.cents} if row.cents > 0 else "",
        {"cents": -row.cents} if row.cents < 0 else "",
    ]


def _exports(month: Month | None) -> list[dict[str, str]]:
    query = f"?month={month}" if month else ""
    names = {"beancount": "Beancount", "hledger": "hledger", "csv": "CSV"}
    return [
        {"text": text, "url": reverse("bookkeeping:journal_export", args=[format]) + query}
        for format, text in names.items()
    ]


def _month_filter(request: HttpRequest, month: Month | None) -> dict[str, Any]:
    now, locale = Month.of(today_of(request)), locale_of(language_of(request))
    shown = [now.plus(-index) for index in range(MONTHS)]
    choices = [{"value": "", "text": _("All months")}]
    names = {each: format_date(each.start_on, format="LLLL y", locale=locale) for each in shown}
    choices += [{"value": str(each), "text": name} for each, name in names.items()]
    return {"name": "month", "label": _("Month"), "kind": "choice", "value": str(month or ""), "choices": choices}


def _role_filter(request: HttpRequest, role: str) -> dict[str, Any]:
    language = language_of(request)
    choices = [{"value": "", "text": _("All accounts")}]
    choices += [{"value": each, "text": name_of(each, language=language)} for each in shipped_roles()]
    return {"name": "account", "label": _("Account"), "kind": "choice", "value": role, "choices": choices}
