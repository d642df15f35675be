"""Answering a draft by the link in a mail: opening it only shows, for mail scanners open links too; buttons act."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.billing import queries
from kennisruil.billing.actions import NotADraft, accept_document, refuse_document
from kennisruil.billing.models import Document
from kennisruil.billing.web.forms import RefusalForm
from kennisruil.billing.web.letter import shown_document
from kennisruil.network.queries import house_of, network_by_id
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import current_network, network_scope
from kennisruil.shared.signed import LinkRefused, network_of, read, sign
from kennisruil.shared.web.house import in_house_of
from kennisruil.shared.web.pages import problem_page
from kennisruil.shared.web.sentences import sentence_for

PURPOSE = "billing.answer_draft"
MAX_AGE_DAYS = 60


def answer_url(document_id: UUID | str) -> str:
    """Give the address on which whoever has it may accept or refuse one draft; inside a network scope."""
    token = sign(PURPOSE, network_id=current_network(), document_id=document_id)
    return reverse("billing:answer", args=[token])


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a draft to whoever holds its link, in the language of its party; a button accepts or refuses it."""
    try:
        content = read(token, purpose=PURPOSE, max_age_days=MAX_AGE_DAYS)
    except LinkRefused as refusal:
        with in_house_of(request, network_of(token, purpose=PURPOSE), find=network_by_id):
            return _closed(request, refusal)
    network_id = UUID(content["network_id"])
    here = getattr(request, "network", None)
    if here is not None and here.pk != network_id:
        title = _("This draft belongs to another network")
        text = _("Choose that network first, or sign out and open the link again. Nothing has changed.")
        return problem_page(request, title=title, text=text, status=409)
    try:
        with network_scope(network_id):
            return _answer(request, network_id=network_id, document_id=UUID(content["document_id"]))
    except Document.DoesNotExist:
        return _closed(request, LinkRefused(reason="unreadable"))


def _closed(request: HttpRequest, refusal: LinkRefused) -> HttpResponse:
    title = _("This link does not open the draft any more")
    return problem_page(request, title=title, text=sentence_for(refusal), status=410)


def _answer(request: HttpRequest, *, network_id: UUID, document_id: UUID) -> HttpResponse:
    network, at = network_by_id(network_id=network_id), clock.now()
    today = day_of(at, network.time_zone)
    request.house = house_of(network=network, on=today)  # type: ignore[attr-defined]  # what the frame shows
    request.network = network  # type: ignore[attr-defined]  # whose day it is
    found = queries.document(network_id=network_id, document_id=document_id)
    with translation.override(found.content.get("language", "nl")):
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]  # as the shell does
        form = RefusalForm(request.POST if "refuse" in request.POST else None)
        if request.method == "POST":
            found = _act(request, found, form, at=at, today=today)
        shown = shown_document(request, found, claims=[], corrections=[]) | {"files": []}
        page = {"found": found, "document": shown, "form": form, "may_answer": found.state == Document.State.DRAFT}
        return render(request, "billing/answer.html", page)


def _act(request: HttpRequest, found: Document, form: RefusalForm, *, at: datetime, today: date) -> Document:
    who = {"network_id": found.network_id, "document_id": found.pk, "by": Actor("link", str(found.pk)), "at": at}
    try:
        if "accept" in request.POST:
            return accept_document(today=today, **who)
        if form.is_valid():
            return refuse_document(reason=form.cleaned_data["reason"], **who)
    except NotADraft:
        found.refresh_from_db()
    return found
