"""Texts to agree to: which I said yes to, which still wait, and the yes itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.network import actions, queries
from kennisruil.network.models import TermsText
from kennisruil.network.rules import TERMS_KINDS, terms_of_parties
from kennisruil.network.web import labels
from kennisruil.network.web.asking import me, own_party_or_404
from kennisruil.network.web.markdown import paragraphs
from kennisruil.shared.web.asking import language_of, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import member_page, network_of

MINE = ("confidence", "privacy")


@dataclass(frozen=True)
class Yes:
    """A text, for whom, when it was agreed to (None before) and whether the version in force waits for a yes."""

    title: str
    whose: str
    agreed_on: date | None
    version: str
    url: str
    waits: bool


def yes_rows(request: HttpRequest) -> list[Yes]:
    """List the texts of my parties and of mine; those that wait come first."""
    network_id, member, today = network_of(request), me(request), today_of(request)
    parties = [row.party for row in queries.parties_of(network_id=network_id, member_id=member.pk, on=today)]
    agreements = queries.agreements_of(
        network_id=network_id, party_ids=[party.pk for party in parties], member_id=member.pk
    )
    given = {
        (row.party_id or row.member_id, row.kind): row
        for row in reversed(agreements)
        if row.agreed_on <= today and (row.ended_on is None or row.ended_on > today)
    }
    role = queries.setting(network_id=network_id, key="legal_role", on=today)
    asked = [(party.pk, party.name, kind) for party in parties for kind in terms_of_parties(role)]
    asked += [(member.pk, member.name, kind) for kind in MINE]
    versions = queries.versions_in_force(network_id=network_id, on=today)
    rows = []
    for whose_id, whose, kind in asked:
        row = given.get((whose_id, kind))
        place = "me" if whose_id == member.pk else str(whose_id)
        url = reverse("network:yes", args=[kind, place])
        waits = row is None or row.version != versions.get(kind, row.version)
        rows.append(Yes(str(labels.TERMS[kind]), whose, row and row.agreed_on, row.version if row else "", url, waits))
    return sorted(rows, key=lambda one: not one.waits)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def yes(request: HttpRequest, kind: str, whose: str) -> HttpResponse:
    """Show a text with one button: yes. The version shown is the version agreed to."""
    party_id, name = _whose(request, kind, whose)
    text = present_text(request, kind)
    holder = {"party_id": party_id} if party_id else {"member_id": me(request).pk}
    known = queries.agreement_of(network_id=network_of(request), kind=kind, on=today_of(request), **holder)
    if request.method == "POST":
        version = request.POST.get("version", "")
        actions.agree(kind=kind, version=version, on=today_of(request), **holder, **write_as(request))
        messages.success(request, _("Thank you. Your yes is kept with the date and the text."))
        return redirect("network:profile")
    page = {
        "text": text,
        "lines": paragraphs(text.text),
        "title": labels.TERMS[kind],
        "whose": name,
        "known": known,
        "is_current": known is not None and known.version == text.version,
    }
    return render(request, "network/yes.html", page)


def _whose(request: HttpRequest, kind: str, whose: str) -> tuple[UUID | None, str]:
    """Give the party, or None for myself, and the name; what is not mine does not exist."""
    if kind not in TERMS_KINDS or (whose == "me") != (kind in MINE):
        raise Http404
    if whose == "me":
        return None, me(request).name
    try:
        party = own_party_or_404(request, UUID(whose))
    except ValueError as error:
        raise Http404 from error
    return party.pk, party.name


def present_text(request: HttpRequest, kind: str) -> TermsText:
    """Give the text in force today in the reader's language."""
    return row_or_404(request, queries.terms_text, kind=kind, language=language_of(request), on=today_of(request))
