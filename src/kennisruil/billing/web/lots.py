"""Every open lot of the network: whose coins, where from, worth what."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.billing.models import Lot
from kennisruil.billing.queries.lots import every_open_lot, left_of_lot
from kennisruil.billing.web import asking, labels
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.pages import network_of

PER_PAGE = 100


@require_safe
@asking.books_page
def open_lots(request: HttpRequest) -> HttpResponse:
    """List the open lots by party, oldest first."""
    page = Paginator(every_open_lot(network_id=network_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    columns = [
        {"label": _("Who")},
        {"label": _("What")},
        {"label": _("Day")},
        {"label": _("Coins"), "number": True},
        {"label": _("Worth"), "number": True},
        {"label": _("Document")},
    ]
    context = {
        "page": page,
        "columns": columns,
        "rows": [_row(lot) for lot in page],
        "count_text": ngettext("%(count)s lot of coins", "%(count)s lots of coins", count) % {"count": Count(count)}
        if count
        else "",
    }
    return render(request, "billing/open_lots.html", context)


def _row(lot: Lot) -> list[Any]:
    left, movement = left_of_lot(lot), lot.movement
    return [
        {"text": lot.party.name, "url": reverse("billing:party_account", args=[lot.party_id])},
        movement.supply.text if movement.supply else str(labels.MOVES[movement.kind]),
        {"day": movement.supply.performed_on if movement.supply else movement.booked_on},
        {"coins": left.coins},
        {"cents": left.cents},
        lot.number or _("comes at the month close"),  # type: ignore[attr-defined]  # annotated by the query
    ]
