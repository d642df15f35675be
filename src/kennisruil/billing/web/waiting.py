"""What waits: drafts for an answer, documents that stopped, supplies that lack something, each with what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing import queries
from kennisruil.billing.queries.months import PlannedRow
from kennisruil.billing.queries.pages.documents import drafts_waiting, stopped_documents
from kennisruil.billing.web import labels
from kennisruil.billing.web.asking import books_page
from kennisruil.billing.web.months import month_name
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import today_of
from kennisruil.shared.web.pages import network_of

# These stand in a list of their own, each with its document.
STOPPED = {"failed", "refused"}


@require_safe
@books_page
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what keeps documents from going out, and for whom it waits."""
    network_id = network_of(request)
    supplies = queries.waiting_supplies(network_id=network_id, today=today_of(request))
    page = {
        "drafts": drafts_waiting(network_id=network_id),
        "stopped": [{"row": row, "kind": labels.KINDS[row.kind]} for row in stopped_documents(network_id=network_id)],
        "supplies": [waiting_row(request, row) for row in supplies if not STOPPED & set(row.missing)],
        "today": today_of(request),
        "kinds": labels.KINDS,
    }
    return render(request, "billing/waiting.html", page)


def waiting_row(request: HttpRequest, row: PlannedRow) -> dict[str, Any]:
    """Say of a group of supplies why it waits and what to ask, with the page on which to fill it in."""
    return {
        "party": row.party.name,
        "url": reverse("billing:waiting") + "#stopped"
        if STOPPED & set(row.missing)
        else url_for("party", row.party.pk) or reverse("billing:party_account", args=[row.party.pk]),
        "url_text": _("Look at it") if STOPPED & set(row.missing) else _("Fill it in"),
        "month": month_name(request, row.month),
        "supplies": row.supplies,
        "base_cents": row.base_cents,
        "why": [labels.MISSING.get(code, _("Something is missing.")) for code in row.missing],
        "ask": [labels.TO_ASK.get(code, _("Look at their facts.")) for code in row.missing],
    }
