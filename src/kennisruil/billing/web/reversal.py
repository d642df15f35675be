"""Taking a supply back, whole or in part, after a look at what moves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kennisruil.billing.actions import reverse_supply
from kennisruil.billing.models import Document
from kennisruil.billing.queries.pages.supplies import coins_left, supply_for_page
from kennisruil.billing.web import asking, labels
from kennisruil.billing.web.forms import ReversalForm
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import drawn_id, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import network_of


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def take_back(request: HttpRequest, supply_id: UUID) -> HttpResponse:
    """Take a supply back: coins return, and what was documented is corrected."""
    supply = row_or_404(request, supply_for_page, supply_id=supply_id)
    left = coins_left(network_id=network_of(request), supply_id=supply.pk)
    form = ReversalForm(request.POST or None, left=left)

    def act() -> list[Document]:
        given = form.cleaned_data
        return reverse_supply(
            id=drawn_id(request),
            supply_id=supply.pk,
            coins=given["coins"],
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    page = {
        "supply": supply,
        "title": _("Take back: %(text)s") % {"text": supply.text},
        "lead": _("The coins go back where they came from, and each document about it is corrected for that part."),
        "back_url": url_for(supply.ref_kind, supply.ref_id) or reverse("billing:documents"),
        "preview_text": _("See what moves"),
        "submit_text": _("Take it back"),
    }
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda documents: _consequence(request, documents, coins=form.cleaned_data["coins"] or left),
        done=lambda documents: _done(request, documents),
        page=page,
    )


def _consequence(request: HttpRequest, documents: list[Document], *, coins: int) -> dict[str, Any]:
    words = asking.coins_in_words(request, coins)
    rows = [{"text": _("Coins that go back"), "coins": coins, "cents": None, "strong": True}]
    rows += [
        {
            "text": _("%(kind)s for %(party)s") % {"kind": labels.KINDS[each.kind], "party": each.party.name},
            "coins": None,
            "cents": each.base_cents + each.vat_cents,
        }
        for each in documents
    ]
    notes = [] if documents else [_("No document was issued yet: the next one is smaller, or does not come.")]
    return {"sentence": _("%(coins)s go back to who gave them.") % {"coins": words}, "rows": rows, "notes": notes}


def _done(request: HttpRequest, documents: list[Document]) -> HttpResponse:
    count = len(documents)
    said = ngettext(
        "Taken back. %(count)s correction is issued.", "Taken back. %(count)s corrections are issued.", count
    ) % {"count": Count(count)}
    messages.success(request, said if count else _("Taken back. No document had to be corrected."))
    if documents:
        return redirect("billing:document", document_id=documents[0].pk)
    return redirect("billing:documents")
