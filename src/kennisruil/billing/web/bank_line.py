"""One line of the bank: what it tells, whose it probably is, and what can be done with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kennisruil.billing.actions.bank_booking import accept_line, set_line_aside, take_line_up, undo_line
from kennisruil.billing.models import BankLine
from kennisruil.billing.queries.pages import bank as pages
from kennisruil.billing.queries.pages.accounts import open_documents
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.web import asking
from kennisruil.billing.web.bank import shown_file, shown_line
from kennisruil.billing.web.payments import consequence_of
from kennisruil.billing.web.rehearsal import rehearse
from kennisruil.network.models import Party
from kennisruil.network.queries import find_parties
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for


class UndoForm(forms.Form):
    """Why a booking is undone."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("This stands in the letter they get."),
    )


@require_safe
@asking.money_page
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Show a line, and (for whom it is proposed, or somebody chosen) what booking it would move."""
    found = row_or_404(request, pages.bank_line, line_id=line_id)
    tellings = pages.tellings_of(network_id=network_of(request), line_id=found.pk)
    page: dict[str, Any] = {
        "found": found,
        "shown": shown_line(found),
        "facts": _facts(request, found),
        "tellings": [{"part": part, "file": shown_file(part.file)} for part in tellings],
        "form": UndoForm(),
    }
    if found.state in pages.WAITING and found.cents and found.currency == "EUR":
        page |= _choosing(request, found)
    return render(request, "billing/bank_line.html", page)


def _facts(request: HttpRequest, line: BankLine) -> list[dict[str, Any]]:
    amount = format_euro(line.cents, language=language_of(request))
    shown = [
        (_("Amount"), amount if line.currency == "EUR" else f"{line.cents / 100:.2f} {line.currency}"),
        (_("Who"), line.name),
        (_("Their account"), shown_iban(line.iban)),
        (_("Message"), shown_line(line)["message"]),
        (_("Reference of the sender"), line.end_to_end),
        (_("Reference of the bank"), line.reference),
        (_("Our account"), shown_iban(line.account)),
        (_("Statement"), line.statement),
    ]
    return [{"label": label, "value": value} for label, value in shown if value]


def _choosing(request: HttpRequest, line: BankLine) -> dict[str, Any]:
    """Offer somebody: who was proposed, or who was looked up; with what their yes would move."""
    text = request.GET.get("q", "").strip()
    chosen, document_id = line.party, line.document_id
    if request.GET.get("party"):
        chosen, document_id = row_or_404(request, _party, party_id=request.GET["party"]), None
    page: dict[str, Any] = {
        "filters": [{"name": "q", "label": _("Name or number of the party"), "kind": "search", "value": text}],
        "looked_up": find_parties(network_id=network_of(request), text=text)[:20] if text else [],
        "text": text,
        "chosen": chosen,
        "document_id": document_id,
    }
    if chosen is not None:
        opened = open_documents(network_id=network_of(request), party_ids=[chosen.pk])
        page["opened"] = [each for each in opened if each.vat_cents or each.base_cents]
        page |= _ahead(request, line, chosen, document_id)
    return page


def _party(*, network_id: UUID, party_id: str) -> Party:
    try:
        return Party.objects.get(network_id=network_id, pk=UUID(party_id), is_operator=False)
    except ValueError as error:
        raise Party.DoesNotExist from error


def _ahead(request: HttpRequest, line: BankLine, party: Party, document_id: UUID | None) -> dict[str, Any]:
    def act() -> BankLine:
        return accept_line(
            line_id=line.pk, party_id=party.pk, document_id=document_id, today=today_of(request), **write_as(request)
        )

    def look(booked: BankLine) -> dict[str, Any]:
        assert booked.payment is not None
        return consequence_of(request, booked.payment)

    try:
        return {"consequence": rehearse(act, look=look)}
    except Refusal as refusal:
        return {"refused": sentence_for(refusal)}


@require_POST
@asking.money_page
def accept(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Book a line for a party."""
    found = row_or_404(request, pages.bank_line, line_id=line_id)
    party = row_or_404(request, _party, party_id=request.POST.get("party", ""))
    document = request.POST.get("document", "")
    same = bool(document) and str(found.document_id) == document
    said = _("Booked for %(party)s.") % {"party": party.name}
    perform(
        request,
        accept_line,
        done=said,
        line_id=found.pk,
        party_id=party.pk,
        document_id=found.document_id if same else None,
        today=today_of(request),
    )
    return redirect("billing:bank_line", line_id=found.pk)


@require_POST
@asking.money_page
def aside(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say that a line is nothing of the members."""
    found = row_or_404(request, pages.bank_line, line_id=line_id)
    perform(request, set_line_aside, done=_("Set aside. It is not in the books of the members."), line_id=found.pk)
    return redirect("billing:bank")


@require_POST
@asking.money_page
def take_up(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Put a line back among what waits."""
    found = row_or_404(request, pages.bank_line, line_id=line_id)
    perform(request, take_line_up, done=_("It waits for you again."), line_id=found.pk)
    return redirect("billing:bank_line", line_id=found.pk)


@require_POST
@asking.money_page
def undo(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Undo the booking of a line."""
    found, form = row_or_404(request, pages.bank_line, line_id=line_id), UndoForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    said = _("The booking is undone. What it settled is open again, and a letter says so.")
    perform(request, undo_line, done=said, line_id=found.pk, reason=reason, today=today_of(request))
    return redirect("billing:bank_line", line_id=found.pk)
