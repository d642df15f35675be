"""Balances that no session stands behind: brought in, written off, settled on leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.billing import actions
from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries.pages import accounts as pages
from kennisruil.billing.web import asking
from kennisruil.billing.web.forms import LeavingForm, OpeningForm, WriteOffForm
from kennisruil.billing.web.letter import letter_of
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.network.models import Party
from kennisruil.network.queries import find_parties
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.ids import derived_id
from kennisruil.shared.web.asking import drawn_id, language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def write_off(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Let somebody off what is still to give, with a reason and a letter."""
    party = asking.party_or_404(request, party_id)
    form = WriteOffForm(request.POST or None)

    def act() -> Movement:
        given = form.cleaned_data
        return actions.write_off(
            id=drawn_id(request),
            party_id=party.pk,
            coins=given["coins"],
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    page = _page(party) | {
        "title": _("Write off what is still to give"),
        "lead": _("They no longer have to give it back. VAT on their documents stays due."),
        "preview_text": _("See what it means"),
        "submit_text": _("Write it off"),
    }
    said = _("Written off. The letter is among the documents.")
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda movement: _of_movement(request, party, movement),
        done=lambda _movement: _done(request, party, said),
        page=page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def opening(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Bring in a balance from before the program, with its euro and the old document."""
    party = asking.party_or_404(request, party_id)
    form = OpeningForm(request.POST or None, initial={"on": party.joined_on})

    def act() -> Movement:
        given = form.cleaned_data
        return actions.record_opening_balance(
            id=drawn_id(request),
            party_id=party.pk,
            coins=form.signed_coins,
            cents=given["euro"],
            on=given["on"],
            old_number=given["old_number"],
            old_issued_on=given["old_issued_on"],
            vat_cents=given["vat"] or 0,
            today=today_of(request),
            **write_as(request),
        )

    page = _page(party) | {
        "title": _("Bring in a balance from before"),
        "lead": _("Do this once for whoever already gave or received before the program was there."),
        "preview_text": _("See what it means"),
        "submit_text": _("Bring it in"),
    }
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda movement: _of_opening(request, party, movement, vat_cents=form.cleaned_data["vat"] or 0),
        done=lambda _movement: _done(request, party, _("The balance from before is brought in.")),
        page=page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def leaving(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Settle the balance of a party that leaves: pay out, give away or write off; then it has left."""
    party = asking.party_or_404(request, party_id)
    coins = pages.coins_of_parties(network_id=network_of(request), party_ids=[party.pk]).get(party.pk, 0)
    others = [
        (str(each.pk), each.name)
        for each in find_parties(network_id=network_of(request), on=today_of(request))
        if each.pk != party.pk
    ]
    # Without anything to choose the form has nothing that must be filled in; being sent is what binds it.
    form = LeavingForm(request.POST if request.method == "POST" else None, coins=coins, parties=others)

    def act() -> list[Document]:
        given = form.cleaned_data
        way = given.get("way", "given_away")
        return actions.leave(
            id=drawn_id(request),
            party_id=party.pk,
            way="paid_out" if way == "paid_out" else "given_away",
            to_party_id=UUID(given["to_party"]) if way == "gift" else None,
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    page = _page(party) | {
        "title": _("%(party)s leaves") % {"party": party.name},
        "lead": _("First the balance is settled, then the account closes. Open euro stays open and is paid later."),
        "preview_text": _("See what it means"),
        "submit_text": _("Settle and let them go"),
    }
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda letters: _of_leaving(request, party, coins, letters),
        done=lambda _letters: _done(request, party, _("%(party)s has left. Thank them.") % {"party": party.name}),
        page=page,
    )


def _page(party: Party) -> dict[str, Any]:
    return {"party": party, "back_url": reverse("billing:party_account", args=[party.pk])}


def _of_movement(request: HttpRequest, party: Party, movement: Movement) -> dict[str, Any]:
    values = {"coins": asking.coins_in_words(request, abs(movement.coins)), "party": party.name}
    letter = Document.objects.filter(pk=derived_id(movement.pk, "letter")).first()
    shown = letter_of(letter) if letter else None
    return {
        "sentence": _("%(party)s no longer has to give %(coins)s back.") % values,
        "rows": [{"text": _("Written off"), "coins": abs(movement.coins), "cents": movement.cents, "strong": True}],
        "notes": list(shown.paragraphs) if shown else [],
    }


def _of_opening(request: HttpRequest, party: Party, movement: Movement, *, vat_cents: int) -> dict[str, Any]:
    words = asking.coins_in_words(request, abs(movement.coins))
    credit = _("%(party)s starts with a credit of %(coins)s.")
    to_give = _("%(party)s starts with %(coins)s still to give.")
    rows: list[dict[str, Any]] = [
        {"text": _("Balance from before"), "coins": movement.coins, "cents": movement.cents, "strong": True}
    ]
    if vat_cents:
        rows.insert(0, {"text": _("VAT still open"), "coins": None, "cents": vat_cents})
    sentence = credit if movement.coins > 0 else to_give
    return {"sentence": sentence % {"party": party.name, "coins": words}, "rows": rows}


def _of_leaving(request: HttpRequest, party: Party, coins: int, letters: list[Document]) -> dict[str, Any]:
    letter = letter_of(letters[0]) if letters else None
    opened = pages.open_documents(network_id=network_of(request), party_ids=[party.pk])
    euro = sum(each.vat_cents + each.base_cents - each.prepaid_cents for each in opened)
    worth = letters[0].base_cents if letters else 0
    rows = [{"text": _("Coins that are settled"), "coins": abs(coins), "cents": worth}]
    notes = list(letter.paragraphs) if letter else [_("The balance is nothing: there is nothing to settle in coins.")]
    if euro:
        rows.append({"text": _("Stays open in euro"), "coins": None, "cents": euro})  # type: ignore[dict-item]
        amount = format_euro(abs(euro), language=language_of(request))
        theirs = _("%(party)s still pays %(amount)s in euro.")
        ours = _("The network still pays %(party)s %(amount)s.")
        notes.append((theirs if euro > 0 else ours) % {"party": party.name, "amount": amount})
    sentence = _("From today %(party)s no longer takes part.") % {"party": party.name}
    return {"sentence": sentence, "rows": rows, "notes": notes}


def _done(request: HttpRequest, party: Party, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("billing:party_account", party_id=party.pk)
