"""A lower price on an issued document, after a look at what it does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.billing.actions import reduce_price
from kennisruil.billing.models import Document
from kennisruil.billing.queries.prices import Priced, priced
from kennisruil.billing.rules.documents import CORRECTIONS
from kennisruil.billing.web import asking, labels
from kennisruil.billing.web.forms import PriceForm
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import drawn_id, language_of, today_of, write_as


def can_be_lowered(document: Document) -> bool:
    """Tell whether a document is one whose price can become lower."""
    return document.state == Document.State.ISSUED and document.kind in CORRECTIONS


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def lower_price(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Lower the price of a line: a credit note for the part, coins and VAT back."""
    document = asking.document_or_404(request, document_id)
    lines = priced(document=document) if can_be_lowered(document) else []
    if not lines:
        raise Http404
    form = PriceForm(request.POST or None, lines=[(str(each.movement.pk), _words(request, each)) for each in lines])

    def act() -> list[Document]:
        given = form.cleaned_data
        return reduce_price(
            id=drawn_id(request),
            document_id=document.pk,
            movement_id=UUID(given["line"]),
            coins=given["coins"],
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    page = {
        "title": _("Lower the price on %(number)s") % {"number": document.number},
        "lead": _("The service stays as it was, and so does its other side. A correction takes the difference off."),
        "back_url": reverse("billing:document", args=[document.pk]),
        "back_text": document.number,
        "preview_text": _("See what it does"),
        "submit_text": _("Lower the price"),
    }
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda made: _consequence(request, document, made, coins=form.cleaned_data["coins"]),
        done=lambda made: _done(request, made),
        page=page,
    )


def _words(request: HttpRequest, line: Priced) -> str:
    assert line.movement.supply is not None
    return _("%(text)s: %(coins)s, %(euro)s without VAT") % {
        "text": line.movement.supply.text,
        "coins": asking.coins_in_words(request, line.coins),
        "euro": format_euro(line.cents, language=language_of(request)),
    }


def _consequence(request: HttpRequest, document: Document, made: list[Document], *, coins: int) -> dict[str, Any]:
    received = document.kind == "invoice_380" and document.counterparty_id is None
    said = _("%(coins)s go back to %(party)s.") if received else _("%(coins)s of %(party)s go back.")
    values = {"coins": asking.coins_in_words(request, coins), "party": document.party.name}
    rows: list[dict[str, Any]] = []
    for each in made:
        who = {"kind": labels.KINDS[each.kind], "party": each.party.name}
        rows.append({"text": _("%(kind)s for %(party)s") % who, "coins": coins, "cents": each.base_cents})
        if each.vat_cents:
            rows.append({"text": _("VAT on it"), "coins": None, "cents": each.vat_cents})
    notes = [_("The difference is for the network: the other side of the service keeps its price.")]
    if document.counterparty_id is not None or len(made) > 1:
        notes = [_("The network brought both together: the price becomes lower on both sides.")]
    return {"sentence": said % values, "rows": rows, "notes": notes}


def _done(request: HttpRequest, made: list[Document]) -> HttpResponse:
    messages.success(request, _("The price is lower now. The correction is %(number)s.") % {"number": made[0].number})
    return redirect("billing:document", document_id=made[0].pk)
