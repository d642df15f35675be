"""Balances that no session stands behind: brought in, written off, given away."""

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
from kennisruil.billing.web.forms import OpeningForm
from kennisruil.billing.web.letter import letter_of
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.billing.web.settling_forms import GiveAwayForm, WriteOffForm
from kennisruil.network.models import Party
from kennisruil.network.queries import find_parties
from kennisruil.shared.ids import derived_id
from kennisruil.shared.web.asking import drawn_id, today_of, write_as
from kennisruil.shared.web.pages import network_of


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def write_off(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Let somebody off what is still to give, or VAT that is open, with a reason and a letter."""
    party = asking.party_or_404(request, party_id)
    form = WriteOffForm(request.POST or None, documents=documents_to_settle(request, party))

    def act() -> list[Movement | Document]:
        given = form.cleaned_data
        which: dict[str, Any] = {
            "party_id": party.pk,
            "reason": given["reason"],
            "document_id": UUID(given["document"]) if given["document"] else None,
            "today": today_of(request),
            **write_as(request),
        }
        done: list[Movement | Document] = []
        if form.takes != "vat":
            done.append(actions.write_off(id=drawn_id(request), coins=given["coins"], **which))
        if form.takes != "coins":
            done.append(actions.write_off_vat(id=derived_id(drawn_id(request), "vat"), **which))
        return done

    page = page_of(party) | {
        "title": _("Write off"),
        "lead": _("They no longer have to give it back or pay it. The network still pays the VAT it declared."),
        "preview_text": _("See what it means"),
        "submit_text": _("Write it off"),
    }
    said = _("Written off. The letter is among the documents.")
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda done: _of_written_off(party, done),
        done=lambda _done: back_to_account(request, party, said),
        page=page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def give_away(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Give credit to the network or to another party, with a letter."""
    party = asking.party_or_404(request, party_id)
    form = GiveAwayForm(request.POST if request.method == "POST" else None, parties=other_parties(request, party))

    def act() -> Movement:
        given = form.cleaned_data
        return actions.give_away(
            id=drawn_id(request),
            party_id=party.pk,
            coins=given["coins"],
            to_party_id=UUID(given["to_party"]) if given["to_party"] else None,
            reason=given["reason"],
            today=today_of(request),
            **write_as(request),
        )

    page = page_of(party) | {
        "title": _("Give credit away"),
        "lead": _("The oldest coins go first, with the euro they came with."),
        "preview_text": _("See what it means"),
        "submit_text": _("Give it away"),
    }
    said = _("Given away. The letter is among the documents.")
    return in_two_steps(
        request,
        form=form,
        act=act,
        look=lambda movement: _of_given(request, party, movement),
        done=lambda _movement: back_to_account(request, party, said),
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

    page = page_of(party) | {
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
        done=lambda _movement: back_to_account(request, party, _("The balance from before is brought in.")),
        page=page,
    )


def page_of(party: Party) -> dict[str, Any]:
    """Give what every page about a party's balance shows."""
    return {"party": party, "back_url": reverse("billing:party_account", args=[party.pk])}


def _of_written_off(party: Party, done: list[Movement | Document]) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for each in done:
        letter = each if isinstance(each, Document) else Document.objects.get(pk=derived_id(each.pk, "letter"))
        words = letter_of(letter)
        notes += words.paragraphs if words else ()
        if isinstance(each, Movement):
            rows.append({"text": _("Written off"), "coins": abs(each.coins), "cents": each.cents, "strong": True})
    sentence = _("%(party)s no longer has to give or pay this. The letter says:") % {"party": party.name}
    return {"sentence": sentence, "rows": rows, "notes": notes}


def _of_given(request: HttpRequest, party: Party, movement: Movement) -> dict[str, Any]:
    coins = asking.coins_in_words(request, abs(movement.coins))
    to = movement.other_party.name if movement.other_party else _("the network")
    values = {"coins": coins, "party": party.name, "to": to}
    return {
        "sentence": _("%(coins)s of %(party)s goes to %(to)s.") % values,
        "rows": [{"text": _("Given away"), "coins": abs(movement.coins), "cents": movement.cents, "strong": True}],
        "notes": [],
    }


def documents_to_settle(request: HttpRequest, party: Party) -> list[tuple[str, str]]:
    """Give the documents a party still owes something on, as choices."""
    opened = pages.open_documents(network_id=network_of(request), party_ids=[party.pk])
    return [
        (str(each.document_id), each.number)
        for each in opened
        if each.document_id and (each.vat_cents > 0 or each.base_cents > 0)
    ]


def other_parties(request: HttpRequest, party: Party) -> list[tuple[str, str]]:
    """Give all other parties, as choices."""
    found = find_parties(network_id=network_of(request), on=today_of(request))
    return [(str(each.pk), each.name) for each in found if each.pk != party.pk]


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


def back_to_account(request: HttpRequest, party: Party, said: str) -> HttpResponse:
    """Say that it is done, on the account it was done to."""
    messages.success(request, said)
    return redirect("billing:party_account", party_id=party.pk)
