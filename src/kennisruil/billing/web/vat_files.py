"""Listings for the tax office as files: CSV, a spreadsheet, and XML where the tax office takes it."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.styles import Font

from kennisruil.billing.queries import vat_office as queries
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.rules import parties
from kennisruil.billing.rules.grids import grids, return_of
from kennisruil.billing.rules.listings import Client, client_listing_xml, intra_listing_xml
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.web.asking import money_page
from kennisruil.billing.web.vat_words import quarter_or_404
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import network_of

Cell = str | int
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that starts like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A head and rows; an ``int`` is cents and is written in euro, a ``str`` is text."""

    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


@require_safe
@money_page
def file(request: HttpRequest, period: str, name: str) -> HttpResponse:
    """Give a listing of a quarter or a year as the file ``NAME.csv``, ``NAME.xlsx`` or ``NAME.xml``."""
    kind, _point, ending = name.partition(".")
    if kind not in _SHEETS or ending not in ("csv", "xlsx", "xml"):
        raise Http404
    if ending == "xml":
        content, media_type = _xml(request, kind, period), "application/xml"
    else:
        sheet = _SHEETS[kind](request, period)
        content = _csv(sheet) if ending == "csv" else _xlsx(sheet, title=kind)
        media_type = "text/csv; charset=utf-8" if ending == "csv" else _XLSX
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{period}.{ending}"'
    return answer


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == len("2026")):
        raise Http404
    return int(text)


def _return(request: HttpRequest, period: str) -> Sheet:
    quarter = quarter_or_404(period)
    found = return_of(_documents(request, quarter))
    language = language_of(request)
    rows: list[tuple[Cell, ...]] = [
        (each.number, each.name(language), found.cents.get(each.number, 0)) for each in grids()
    ]
    return Sheet(head=(_("Grid"), _("What"), _("In euro")), rows=rows)


def _clients(request: HttpRequest, period: str) -> Sheet:
    return _client_sheet(queries.client_listing(network_id=network_of(request), year=_year(period)))


def _intra(request: HttpRequest, period: str) -> Sheet:
    return _client_sheet(queries.intra_listing(network_id=network_of(request), quarter=quarter_or_404(period)))


def _client_sheet(found: list[Client]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [(each.name, each.vat_number, each.base_cents, each.vat_cents) for each in found]
    return Sheet(head=(_("Who"), _("VAT number"), _("Without VAT"), _("VAT")), rows=rows)


def _providers(request: HttpRequest, period: str) -> Sheet:
    found = queries.provider_years(network_id=network_of(request), year=_year(period))
    rows: list[tuple[Cell, ...]] = [(each.name, each.vat_kind, each.cents, each.limit_cents) for each in found]
    return Sheet(head=(_("Who"), _("Kind"), _("Provided"), _("Limit")), rows=rows)


def _form(request: HttpRequest, period: str) -> Sheet:
    every = queries.provider_years(network_id=network_of(request), year=_year(period))
    found = [each for each in every if each.vat_kind == "private_person"]
    ids = [each.party_id for each in found]
    numbers = queries.tax_numbers(network_id=network_of(request), party_ids=ids)
    addresses = queries.addresses(network_id=network_of(request), party_ids=ids, on=today_of(request))
    rows: list[tuple[Cell, ...]] = [
        (each.name, *addresses.get(each.party_id, ("", "", "")), numbers.get(each.party_id, ""), each.cents)
        for each in found
    ]
    head = (_("Who"), _("Street and number"), _("Postcode"), _("Town"), _("National number"), _("Provided"))
    return Sheet(head=head, rows=rows)


_SHEETS: dict[str, Callable[[HttpRequest, str], Sheet]] = {
    "return": _return,
    "clients": _clients,
    "intra": _intra,
    "providers": _providers,
    "form": _form,
}


def _xml(request: HttpRequest, kind: str, period: str) -> bytes:
    """Write the XML of a listing. :raises Http404: this one has none."""
    house = house_on(network_id=network_of(request), on=today_of(request))
    number = parties.vat_number_of(house.operator) or ""
    if kind == "clients":
        found = queries.client_listing(network_id=network_of(request), year=_year(period))
        return client_listing_xml(found, year=_year(period), declarant=house.operator, vat_number=number)
    if kind == "intra":
        quarter = quarter_or_404(period)
        found = queries.intra_listing(network_id=network_of(request), quarter=quarter)
        if not found:
            raise Http404
        return intra_listing_xml(found, quarter=quarter, declarant=house.operator, vat_number=number)
    raise Http404


def _documents(request: HttpRequest, quarter: Quarter) -> list[queries.TaxedDocument]:
    return queries.taxed_documents(network_id=network_of(request), start_on=quarter.start_on, end_on=quarter.end_on)


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(sheet.head)
    writer.writerows([_harmless(cell) if isinstance(cell, str) else _euro(cell) for cell in row] for row in sheet.rows)
    # The mark by which spreadsheets know the letters.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(sheet: Sheet, *, title: str) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    page.append(list(sheet.head))
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in sheet.rows:
        page.append([_harmless(cell) if isinstance(cell, str) else cell / 100 for cell in row])
        for cell, value in zip(page[page.max_row], row, strict=True):
            cell.number_format = "@" if isinstance(value, str) else "#,##0.00"
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _euro(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
