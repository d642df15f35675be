"""Lists of documents: one's own, and the office's."""

from collections.abc import Container
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.billing.queries.pages.documents import STATES, Wanted, document_totals, found_documents
from kennisruil.billing.web import labels, rows
from kennisruil.billing.web.asking import books_page, chosen_party, own_parties, party_filter
from kennisruil.billing.web.months import month_filter
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import month_asked, today_of
from kennisruil.shared.web.pages import member_page, network_of

PER_PAGE = 50


@require_safe
@member_page
def my_documents(request: HttpRequest) -> HttpResponse:
    """List the documents of the parties I act for, the newest first."""
    parties = own_parties(request)
    chosen = chosen_party(request, parties) if request.GET.get("party") else None
    wanted = Wanted(
        kind=_one_of(request.GET.get("kind", ""), labels.KINDS),
        state=_one_of(request.GET.get("state", ""), STATES),
        party_ids=frozenset([chosen.pk]) if chosen else frozenset(party.pk for party in parties),
    )
    filters = [
        *party_filter(parties, chosen.pk if chosen else "", everything=True),
        rows.kind_filter(wanted.kind),
        rows.state_filter(wanted.state),
    ]
    clear_url = reverse("billing:my_documents") if chosen or wanted.kind or wanted.state else ""
    return render(
        request, "billing/my_documents.html", _page(request, wanted) | {"filters": filters, "clear_url": clear_url}
    )


@require_safe
@books_page
def documents(request: HttpRequest) -> HttpResponse:
    """List all documents, narrowed by month, kind, state and party, with their sums."""
    month = month_asked(request)
    wanted = Wanted(
        month=month,
        kind=_one_of(request.GET.get("kind", ""), labels.KINDS),
        state=_one_of(request.GET.get("state", ""), STATES),
        text=request.GET.get("q", "").strip(),
    )
    filters = [
        {"name": "q", "label": _("Party or number"), "kind": "search", "value": wanted.text},
        month_filter(request, value=str(month or "")),
        rows.kind_filter(wanted.kind),
        rows.state_filter(wanted.state),
    ]
    narrowed = month or wanted.kind or wanted.state or wanted.text
    page = _page(request, wanted) | {
        "filters": filters,
        "clear_url": reverse("billing:documents") if narrowed else "",
        "columns": rows.total_columns(),
        "totals": rows.total_rows(
            document_totals(network_id=network_of(request), wanted=wanted, today=today_of(request))
        ),
    }
    return render(request, "billing/documents.html", page)


def _page(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    today = today_of(request)
    found = found_documents(network_id=network_of(request), wanted=wanted, today=today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    return {
        "page": page,
        "documents": [rows.document_row(document, today=today) for document in page],
        "count_text": ngettext("%(count)s document", "%(count)s documents", count) % {"count": Count(count)}
        if count
        else "",
    }


def _one_of(value: str, known: Container[str]) -> str:
    return value if value in known else ""
