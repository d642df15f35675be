"""A party that leaves: its balance is settled, whatever it is, and the account closes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.queries.lots import open_lots, payable_lots
from kennisruil.billing.queries.pages import accounts as pages
from kennisruil.billing.rules.lots import totals
from kennisruil.billing.web import asking
from kennisruil.billing.web.letter import letter_of
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.billing.web.settling import back_to_account, other_parties, page_of
from kennisruil.billing.web.settling_forms import LeavingForm
from kennisruil.network.models import Party
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import drawn_id, language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def leaving(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Settle the balance of a party that leaves: pay, pay out, give away or write off; then it has left."""
    party = asking.party_or_404(request, party_id)
    coins, form = _form(request, party)

    def act() -> list[Document]:
        given = form.cleaned_data
        way = given.get("way") or "written_off"
        return actions.leave(
            id=drawn_id(request),
            party_id=party.pk,
            way="given_away" if way == "gift" else way,
            to_party_id=UUID(given["to_party"]) if way == "gift" else None,
            reason=given["reason"],
            paid_cents=given.get("paid") or 0,
            paid_on=given.get("paid_on"),
            lets_vat_off=bool(given.get("lets_vat_off")),
            today=today_of(request),
            **write_as(request),
        )

    page = page_of(party) | {
        "title": _("%(party)s leaves") % {"party": party.name},
        "lead": _("First the balance is settled, then the account closes. Open euro stays open and is paid later."),
        "preview_text": _("See what it means"),
        "submit_text": _("Settle and let them go"),
    }
    said = _("%(party)s has left. Thank them.") % {"party": party.name}
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda letters: _of_leaving(request, party, coins, letters),
        done=lambda _letters: back_to_account(request, party, said),
        page=page,
    )


def _form(request: HttpRequest, party: Party) -> tuple[int, LeavingForm]:
    """Give the coins the party has and the form that asks what its balance leaves to choose."""
    network_id, today = network_of(request), today_of(request)
    coins, cents = totals(open_lots(network_id=network_id, party_id=party.pk))
    payable = sum(lot.cents for lot in payable_lots(network_id=network_id, party_id=party.pk))
    opened = pages.open_documents(network_id=network_id, party_ids=[party.pk])
    vat = sum(each.vat_cents for each in opened)
    prepaid = sum(each.prepaid_cents for each in opened)
    # Without anything to choose the form has nothing that must be filled in; being sent is what binds it.
    form = LeavingForm(
        request.POST if request.method == "POST" else None,
        coins=coins,
        parties=other_parties(request, party),
        pays_out=actions.pays_out(house_on(network_id=network_id, on=today)),
        vat_cents=vat,
        whole_cents=max(0, vat + payable - prepaid),
        waits_for_document=-min(0, cents) > payable,
        language=language_of(request),
        initial={"paid_on": today},
    )
    return coins, form


def _of_leaving(request: HttpRequest, party: Party, coins: int, letters: list[Document]) -> dict[str, Any]:
    shown = [letter for letter in map(letter_of, letters) if letter]
    opened = pages.open_documents(network_id=network_of(request), party_ids=[party.pk])
    euro = sum(each.vat_cents + each.base_cents - each.prepaid_cents for each in opened)
    worth = sum(letter.base_cents for letter in letters)
    rows: list[dict[str, Any]] = [{"text": _("Coins that are settled"), "coins": abs(coins), "cents": worth}]
    notes = [each for letter in shown for each in letter.paragraphs]
    if not coins:
        notes.insert(0, _("The balance is nothing: there is nothing to settle in coins."))
    if euro:
        rows.append({"text": _("Stays open in euro"), "coins": None, "cents": euro})
        amount = format_euro(abs(euro), language=language_of(request))
        theirs = _("%(party)s still pays %(amount)s in euro.")
        ours = _("The network still pays %(party)s %(amount)s.")
        notes.append((theirs if euro > 0 else ours) % {"party": party.name, "amount": amount})
    notes.append(_("A final statement goes out by mail: from the last one until today, ending in nothing."))
    sentence = _("From today %(party)s no longer takes part.") % {"party": party.name}
    return {"sentence": sentence, "rows": rows, "notes": notes}
