"""The quarter for the tax office, by grid; each figure opens the documents it was added from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.queries import vat_office as queries
from kennisruil.billing.rules.grids import NOWHERE, Return, TaxedDocument, grids, return_of
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.web.asking import books_page, keeps_money
from kennisruil.billing.web.vat_words import (
    SECTIONS,
    WHY_EMPTY,
    document_columns,
    document_row,
    quarter_name,
    quarter_or_404,
)
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import network_of

_QUARTERS = 9


@require_safe
@books_page
def vat(request: HttpRequest) -> HttpResponse:
    """Go to the quarter that is to be declared: the one before today's."""
    asked = request.GET.get("quarter", "")
    if asked:
        return redirect("billing:vat_quarter", quarter=quarter_or_404(asked))
    return redirect("billing:vat_quarter", quarter=Quarter.of(today_of(request)).plus(-1))


@require_safe
@books_page
def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show a quarter by grid, drafts apart, and what fits no grid."""
    period = quarter_or_404(quarter)
    found = return_of(documents_of(request, period))
    drafts, base, tax = queries.drafts_in(
        network_id=network_of(request), start_on=period.start_on, end_on=period.end_on
    )
    now = Quarter.of(today_of(request))
    last = [now.plus(-index) for index in range(_QUARTERS)]
    choices = [{"value": str(each), "text": quarter_name(each)} for each in last]
    page = {
        "period": period,
        "name": quarter_name(period),
        "is_running": period >= now,
        "sections": [_section(request, key, found, period) for key in SECTIONS],
        "files": [
            {"text": ending.upper(), "url": reverse("billing:vat_file", args=[period, f"return.{ending}"])}
            for ending in (("csv", "xlsx") if keeps_money(request) else ())
        ],
        "drafts": {"count": drafts, "base": base, "vat": tax},
        "nowhere": len(found.counted.get(NOWHERE, [])),
        "filters": [
            {"name": "quarter", "label": _("Quarter"), "kind": "choice", "value": str(period), "choices": choices}
        ],
        "intra": queries.intra_listing(network_id=network_of(request), quarter=period),
        "year": period.year,
    }
    return render(request, "billing/vat_quarter.html", page)


@require_safe
@books_page
def grid(request: HttpRequest, quarter: str, grid: str) -> HttpResponse:
    """List the documents one grid was added from."""
    period = quarter_or_404(quarter)
    known = {each.number: each for each in grids()}
    if grid not in known and grid != "none":
        raise Http404
    counted = return_of(documents_of(request, period)).counted.get(NOWHERE if grid == "none" else grid, [])
    page = {
        "period": period,
        "name": quarter_name(period),
        "grid": known.get(grid),
        "grid_name": known[grid].name(language_of(request)) if grid in known else _("In no grid"),
        "columns": document_columns(),
        "rows": [document_row(document, cents) for document, cents in counted],
        "foot": [_("Together"), "", "", "", {"cents": sum(cents for _document, cents in counted)}],
    }
    return render(request, "billing/vat_list.html", page)


def documents_of(request: HttpRequest, period: Quarter) -> list[TaxedDocument]:
    """Give the documents of a quarter."""
    return queries.taxed_documents(network_id=network_of(request), start_on=period.start_on, end_on=period.end_on)


def _section(request: HttpRequest, key: str, found: Return, period: Quarter) -> dict[str, Any]:
    """Give one part of the form: every grid that can be filled, with its figure where there is one."""
    rows = []
    for each in grids():
        if each.section != key:
            continue
        cents = found.cents.get(each.number, 0)
        opens = each.number in found.counted
        url = reverse("billing:vat_grid", args=[period, each.number]) if opens else ""
        number = {"text": each.number, "url": url} if url else {"text": each.number}
        what: dict[str, Any] = {"text": each.name(language_of(request))}
        if each.number in WHY_EMPTY and not opens:
            what["note"] = WHY_EMPTY[each.number]
        rows.append([number, what, {"cents": cents}])
    return {"name": SECTIONS[key], "rows": rows, "columns": [
        {"label": _("Grid")}, {"label": _("What")}, {"label": _("In euro"), "number": True}
    ]}  # fmt: skip
