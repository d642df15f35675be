"""The page of a document: what it is in plain words, what it asks, what settled it, and what can be done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.billing import queries
from kennisruil.billing.actions import accept_document, draw_again, refuse_document
from kennisruil.billing.models import Document
from kennisruil.billing.queries.pages.documents import corrections_of, movements_of_document
from kennisruil.billing.queries.prices import priced
from kennisruil.billing.queries.reminders import reminders_of_document
from kennisruil.billing.web import asking
from kennisruil.billing.web.channel import travels
from kennisruil.billing.web.forms import RefusalForm
from kennisruil.billing.web.letter import letter_of, plain_findings, shown_document, shown_supplies
from kennisruil.billing.web.price import can_be_lowered
from kennisruil.billing.web.reminders import reminders_of
from kennisruil.billing.web.settlement import in_euro_of, open_parts, settled_by
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import today_of, write_as
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for


@require_safe
@member_page
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show a document to whom it concerns, and to the office with what it can do about it."""
    found = asking.document_or_404(request, document_id)
    which = {"network_id": network_of(request), "document_id": found.pk}
    claims, corrections = queries.claims_of_document(**which), corrections_of(**which)
    page: dict[str, Any] = {
        "found": found,
        "document": shown_document(request, found, claims=claims, corrections=corrections),
        "letter": letter_of(found),
        "payer_id": found.counterparty_id or found.party_id,
        "own_party_ids": [party.pk for party in asking.own_parties(request)],
        "mine": any(asking.is_mine(request, each) for each in (found.party_id, found.counterparty_id) if each),
        "may_answer": found.state == Document.State.DRAFT and asking.may_answer(request, found.party_id),
        "books": asking.sees_books(request),
        "keeps_money": asking.keeps_money(request),
        "form": RefusalForm(),
        "opened": open_parts(request, found, claims) if asking.sees_open(request, found) else [],
        "settled": settled_by(request, queries.settlements_of_document(**which)),
        "corrections": corrections,
        "reminders": reminders_of(request, reminders_of_document(**which)),
    }
    page["may_be_reminded"] = page["books"] and any(part["owes"] for part in page["opened"])
    if page["books"]:
        page["findings"] = plain_findings(request, found)
        page["travel"] = travels(request, found)
        page["lowers_price"] = page["keeps_money"] and can_be_lowered(found) and bool(priced(document=found))
        page["supplies"] = shown_supplies(movements_of_document(**which))
    return render(request, "billing/document.html", page)


@require_POST
@member_page
def accept(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Accept a draft drawn up in one's name: it gets its number now. The office may, for who said so by phone."""
    found = _to_answer(request, document_id)
    try:
        done = accept_document(document_id=found.pk, today=today_of(request), **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("billing:document", document_id=found.pk)
    tell_accepted(request, done)
    return redirect("billing:document", document_id=found.pk)


def _to_answer(request: HttpRequest, document_id: UUID) -> Document:
    found = asking.document_or_404(request, document_id)
    if not asking.may_answer(request, found.party_id):
        raise Http404
    return found


def tell_accepted(request: HttpRequest, done: Document) -> None:
    """Say what became of an accepted draft: issued, drawn anew because something changed, or stopped by the checks."""
    if done.state == Document.State.ISSUED:
        messages.success(request, _("Accepted. It is number %(number)s now.") % {"number": done.number})
    elif done.state == Document.State.FAILED:
        messages.warning(request, _("Thank you. Something in it does not pass the checks yet: the office looks at it."))
    else:
        messages.info(
            request, _("Something changed since this draft was made. You find a new draft in your documents.")
        )


@require_POST
@member_page
def refuse(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Refuse a draft, with a reason; the office hears it."""
    found, form = _to_answer(request, document_id), RefusalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tell us in a few words what is not right, so that we can mend it."))
        return redirect("billing:document", document_id=found.pk)
    said = _("The draft is refused. The office looks at it and calls you.")
    perform(request, refuse_document, done=said, document_id=found.pk, reason=form.cleaned_data["reason"])
    return redirect("billing:document", document_id=found.pk)


@require_POST
@asking.books_page
def again(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Draw a refused or stopped document anew, once what was wrong is mended."""
    found = asking.document_or_404(request, document_id)
    try:
        drawn = draw_again(document_id=found.pk, today=today_of(request), **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return redirect("billing:document", document_id=found.pk)
    if not drawn:
        messages.warning(request, _("Something is still missing. You find it among what waits."))
        return redirect("billing:waiting")
    messages.success(request, _("The document is drawn again."))
    return redirect("billing:document", document_id=drawn[0].pk)


@require_safe
@member_page
def in_euro(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Explain paying everything in euro instead of giving back, with the QR for the whole amount."""
    found = asking.document_or_404(request, document_id)
    claims = queries.claims_of_document(network_id=network_of(request), document_id=found.pk)
    page = in_euro_of(request, found, claims) if asking.sees_open(request, found) else None
    if page is None:
        raise Http404
    pays = found.counterparty or found.party
    read_by = "" if asking.is_mine(request, pays.pk) else pays.name
    return render(request, "billing/in_euro.html", page | {"found": found, "read_by": read_by})
