"""Set-off as the office chooses: what goes to a party in euro settles what it owes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.billing.actions import set_off_chosen
from kennisruil.billing.models import Claim, SetOff
from kennisruil.billing.queries.pages import accounts as pages
from kennisruil.billing.web import asking, labels
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.billing.web.settling import back_to_account, documents_to_settle, page_of
from kennisruil.billing.web.settling_forms import SetOffForm
from kennisruil.network.models import Party
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import drawn_id, language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def set_off(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Let what goes both ways in euro close each other, as chosen, after a look at what it settles."""
    party = asking.party_or_404(request, party_id)
    network_id = network_of(request)
    owed = pages.owed_claims(network_id=network_id, party_id=party.pk)
    form = SetOffForm(
        request.POST if request.method == "POST" else None,
        claims=[(str(claim.pk), _in_words(request, claim)) for claim in owed],
        documents=documents_to_settle(request, party),
        initial={"claims": [str(claim.pk) for claim in owed], "document": request.GET.get("document", "")},
    )

    def act() -> SetOff:
        given = form.cleaned_data
        return set_off_chosen(
            id=drawn_id(request),
            party_id=party.pk,
            claim_ids=[UUID(claim) for claim in given["claims"]],
            document_id=UUID(given["document"]) if given["document"] else None,
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    opened = pages.open_documents(network_id=network_id, party_ids=[party.pk])
    page = page_of(party) | {
        "title": _("Set off"),
        "back_url": reverse("billing:party_account", args=[party.pk]),
        "preview_text": _("See what it settles"),
        "submit_text": _("Set it off"),
        "opened": [each for each in opened if each.vat_cents or each.base_cents],
    }
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda done: _of_set_off(request, party, done),
        done=lambda _done: back_to_account(request, party, _("Set off. The documents show it.")),
        page=page,
        template="billing/pay.html",
    )


def _in_words(request: HttpRequest, claim: Claim) -> str:
    number = claim.document.number if claim.document else claim.old_number
    part = labels.PARTS["credit" if claim.part == Claim.Part.BASE else claim.part]
    amount = format_euro(claim.cents - claim.settled_cents, language=language_of(request))
    return ", ".join(each for each in (number, str(part), amount) if each)


def _of_set_off(request: HttpRequest, party: Party, done: SetOff) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {"text": _("VAT, always first"), "coins": None, "cents": done.vat_cents},
        {"text": _("Without VAT: buys coins back"), "coins": done.coins, "cents": done.base_cents},
        {"text": _("Together"), "coins": done.coins, "cents": done.cents, "strong": True},
    ]
    amount = format_euro(done.cents, language=language_of(request))
    sentence = _("%(amount)s that goes to %(party)s settles what %(party)s owes. No money moves.")
    return {"sentence": sentence % {"amount": amount, "party": party.name}, "rows": rows}
