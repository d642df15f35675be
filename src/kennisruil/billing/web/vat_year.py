"""Listings for the tax office: clients of a year, services in the EU, who gave without a VAT number, the tax form."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.billing import actions
from kennisruil.billing.queries import vat_office as queries
from kennisruil.billing.rules.grids import TaxedDocument
from kennisruil.billing.rules.listings import Client
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.web import labels
from kennisruil.billing.web.asking import books_page, keeps_money, money_page, party_or_404
from kennisruil.billing.web.vat_words import SIGNS, document_columns, document_row, quarter_name, quarter_or_404
from kennisruil.shared.web.asking import today_of
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform

_YEARS = 6


@require_safe
@books_page
def clients(request: HttpRequest, year: int) -> HttpResponse:
    """Show the annual client listing."""
    found = queries.client_listing(network_id=network_of(request), year=year)
    page = _client_page(found, _("Client listing %(year)s") % {"year": year}, year=year)
    page["files"] = _files(request, year, ("clients.csv", "clients.xlsx", "clients.xml"))
    page["years"] = _years(request, "clients", year)
    page["lead"] = _("Everybody with a Belgian VAT number to whom the network invoiced more than the law lets pass.")
    return render(request, "billing/vat_year.html", page)


@require_safe
@books_page
def intra(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show the listing of services to businesses elsewhere in the EU."""
    period = quarter_or_404(quarter)
    found = queries.intra_listing(network_id=network_of(request), quarter=period)
    title = _("EU listing: %(quarter)s") % {"quarter": quarter_name(period)}
    page = _client_page(found, title, year=period.year)
    # An empty one is not handed in, so it has no XML.
    names = ("intra.csv", "intra.xlsx", *(("intra.xml",) if found else ()))
    page |= {"files": _files(request, period, names), "years": []}
    page["lead"] = _("Services to businesses elsewhere in the EU, which pay the VAT there.")
    return render(request, "billing/vat_year.html", page)


@require_safe
@books_page
def client(request: HttpRequest, year: int, party_id: UUID) -> HttpResponse:
    """List the documents one line of the client listing was added from."""
    party = party_or_404(request, party_id)
    found = [row for row in documents_of_year(request, year) if row.party_id == party_id and row.kind in SIGNS]
    page = {
        "name": str(year),
        "grid_name": party.name,
        "columns": document_columns(),
        "rows": [document_row(row, SIGNS[row.kind] * row.base_cents) for row in found],
        "foot": [_("Together"), "", "", "", {"cents": sum(SIGNS[row.kind] * row.base_cents for row in found)}],
        "back_url": reverse("billing:vat_clients", args=[year]),
    }
    return render(request, "billing/vat_list.html", page)


@require_safe
@books_page
def providers(request: HttpRequest, year: int) -> HttpResponse:
    """Show what private people and associations were credited in a year, beside the limits."""
    found = queries.provider_years(network_id=network_of(request), year=year)
    kinds = {"private_person": _("Private person"), "association": _("Association")}
    page = {
        "title": _("Who gave without a VAT number in %(year)s") % {"year": year},
        "lead": _("We count for them what nobody else counts, and warn before a limit."),
        "years": _years(request, "providers", year),
        "files": _files(request, year, ("providers.csv", "providers.xlsx")),
        "columns": [
            {"label": _("Who")},
            {"label": _("Kind")},
            {"label": _("Provided"), "number": True},
            {"label": _("Limit"), "number": True},
            {"label": _("State")},
        ],
        "rows": [
            [
                {"text": row.name, "url": reverse("billing:vat_provider", args=[year, row.party_id])},
                {"text": kinds[row.vat_kind]},
                {"cents": row.cents},
                {"cents": row.limit_cents} if row.limit_cents else "–",
                {"chip": "overdue"} if row.is_past else {"chip": "waiting"} if row.is_near else "–",
            ]
            for row in found
        ],
        "form_url": reverse("billing:vat_form", args=[year]),
    }
    return render(request, "billing/vat_year.html", page)


@require_safe
@books_page
def provider(request: HttpRequest, year: int, party_id: UUID) -> HttpResponse:
    """List the notes one provider's year was added from."""
    party = party_or_404(request, party_id)
    notes = queries.notes_of_provider(network_id=network_of(request), party_id=party_id, year=year)
    page = {
        "name": str(year),
        "grid_name": party.name,
        "columns": document_columns(),
        "rows": [
            [
                {"text": row.number, "url": reverse("billing:document", args=[row.pk])},
                {"text": labels.KINDS[row.kind]},
                {"text": row.party.name},
                {"day": row.issued_on},
                {"cents": cents},
            ]
            for row, cents in notes
        ],
        "foot": [_("Together"), "", "", "", {"cents": sum(cents for _row, cents in notes)}],
        "back_url": reverse("billing:vat_providers", args=[year]),
    }
    return render(request, "billing/vat_list.html", page)


@require_safe
@money_page
def tax_form(request: HttpRequest, year: int) -> HttpResponse:
    """List the people for the tax form, with a field for the national number of each: asked now and not before."""
    rows = [row for row in queries.provider_years(network_id=network_of(request), year=year) if _is_person(row)]
    known = queries.tax_numbers(network_id=network_of(request), party_ids=[row.party_id for row in rows])
    page = {
        "year": year,
        "people": [{"row": row, "known": known.get(row.party_id, "")[-2:]} for row in rows],
        "missing": sum(row.party_id not in known for row in rows),
        "files": _files(request, year, ("form.csv", "form.xlsx")),
    }
    return render(request, "billing/vat_form.html", page)


@require_POST
@money_page
def keep_number(request: HttpRequest, year: int, party_id: UUID) -> HttpResponse:
    """Note the national number of one person."""
    party_or_404(request, party_id)
    values = {"party_id": party_id, "number": request.POST.get("number", "")}
    perform(request, actions.keep_tax_number, done=_("The national number is kept for this form only."), **values)
    return redirect("billing:vat_form", year=year)


@require_POST
@money_page
def forget_numbers(request: HttpRequest, year: int) -> HttpResponse:
    """Forget all national numbers: the form is sent."""
    perform(request, actions.forget_tax_numbers, done=_("The national numbers are forgotten."))
    return redirect("billing:vat_form", year=year)


def documents_of_year(request: HttpRequest, year: int) -> list[TaxedDocument]:
    """Give the documents of a year."""
    first = Quarter(year, 1)
    start_on, end_on = first.start_on, first.plus(4).start_on
    return queries.taxed_documents(network_id=network_of(request), start_on=start_on, end_on=end_on)


def _client_page(found: Sequence[Client], title: str, *, year: int) -> dict[str, Any]:
    return {
        "title": title,
        "columns": [
            {"label": _("Who")},
            {"label": _("VAT number")},
            {"label": _("Without VAT"), "number": True},
            {"label": _("VAT"), "number": True},
        ],
        "rows": [
            [
                {"text": each.name, "url": reverse("billing:vat_client", args=[year, each.party_id])},
                {"text": each.vat_number},
                {"cents": each.base_cents},
                {"cents": each.vat_cents},
            ]
            for each in found
        ],
        "foot": [
            _("Together"),
            "",
            {"cents": sum(each.base_cents for each in found)},
            {"cents": sum(each.vat_cents for each in found)},
        ],
    }


def _files(request: HttpRequest, period: object, names: Sequence[str]) -> list[dict[str, str]]:
    if not keeps_money(request):
        return []
    return [
        {"text": name.rpartition(".")[2].upper(), "url": reverse("billing:vat_file", args=[str(period), name])}
        for name in names
    ]


def _years(request: HttpRequest, page: str, chosen: int) -> list[dict[str, Any]]:
    now = today_of(request).year
    return [
        {"text": str(year), "url": reverse(f"billing:vat_{page}", args=[year]), "active": year == chosen}
        for year in range(now, now - _YEARS, -1)
    ]


def _is_person(row: queries.ProviderYear) -> bool:
    return row.vat_kind == "private_person"
