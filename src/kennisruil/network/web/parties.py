"""The office looks after parties: adding, facts from a day on, who acts for them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.network import actions, queries, rules
from kennisruil.network.web import labels
from kennisruil.network.web.asking import own_party_or_404, party_or_404
from kennisruil.network.web.forms import ActingForm, PartyForm
from kennisruil.network.web.profile import facts_form
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import drawn_id, today_of, write_as
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page
from kennisruil.shared.web.performing import perform


@require_safe
@office_page
def parties(request: HttpRequest) -> HttpResponse:
    """List parties by any part of their name, with what is still missing of each."""
    text, today = request.GET.get("q", ""), today_of(request)
    found = queries.find_parties(network_id=network_of(request), text=text)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    facts = queries.facts_of_parties(network_id=network_of(request), party_ids=[party.pk for party in page], on=today)
    rows = [
        [
            {
                "text": party.name,
                "url": reverse("network:party", args=[party.pk]),
                "note": _("no.\u00a0%(number)s") % {"number": party.number},
            },
            {"text": _status(facts.get(party.pk))},
            {"text": ", ".join(str(labels.FACTS[name]) for name in rules.missing_facts(facts.get(party.pk))) or "–"},
            {"day": party.joined_on} if party.left_on is None else {"chip": "left"},
        ]
        for party in page
    ]
    columns = [
        {"label": _("Name")},
        {"label": _("VAT status")},
        {"label": _("Still missing")},
        {"label": _("Takes part since")},
    ]
    filters = [{"name": "q", "label": _("Name or number"), "kind": "search", "value": text}]
    return render(request, "network/parties.html", {"rows": rows, "columns": columns, "filters": filters, "page": page})


def _status(facts: object) -> str:
    return str(VAT_KINDS.get(getattr(facts, "vat_kind", ""), _("Not known yet")))


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def add_party(request: HttpRequest) -> HttpResponse:
    """Add a person or organisation with an account; facts and people come next."""
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        party = actions.join_party(
            id=drawn_id(request), kind=given["kind"], name=given["name"], on=today_of(request), **write_as(request)
        )
        return redirect("network:party_facts", party_id=party.pk)
    return render(request, "network/add_party.html", {"form": form, "id": drawn_id(request)})


@require_safe
@member_page
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Show a party: its facts through time, who acts for it, what it agreed to; who acts for it goes to its facts."""
    if not is_office(request):
        return redirect("network:own_facts", party_id=own_party_or_404(request, party_id).pk)
    one, network_id, today = party_or_404(request, party_id), network_of(request), today_of(request)
    history = queries.facts_history(network_id=network_id, party_id=one.pk)
    present = rules.in_force(history, on=today)
    people = queries.people_of(network_id=network_id, party_id=one.pk, on=today)
    agreements = queries.agreements_of(network_id=network_id, party_ids=[one.pk])
    page = {
        "party": one,
        "present": present,
        "status": _status(present),
        "missing": [labels.FACTS[name] for name in rules.missing_facts(present)],
        "history": [{"facts": row, "status": _status(row)} for row in history],
        "people": [
            {"member": row.member, "is_own": row.is_own, "url": url_for("member", row.member_id)} for row in people
        ],
        "agreements": [{"title": labels.TERMS.get(row.kind, row.kind), "row": row} for row in agreements],
        "form": ActingForm(),
    }
    return render(request, "network/party.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def party_facts(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Note what is true of a party from a day on."""
    one = party_or_404(request, party_id)
    form = facts_form(request, party_id=one.pk, name=one.name)
    if request.method == "POST" and form.is_valid():
        actions.change_facts(
            party_id=one.pk, holds_from=form.cleaned_data["holds_from"], facts=form.facts(), **write_as(request)
        )
        messages.success(request, _("What holds for %(name)s is kept.") % {"name": one.name})
        return redirect("network:party", party_id=one.pk)
    page = {"form": form, "party": one, "back_url": reverse("network:party", args=[one.pk]), "back_text": one.name}
    return render(request, "network/facts.html", page)


@require_POST
@office_page
def let_act(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Let somebody act for a party, from today."""
    one, form = party_or_404(request, party_id), ActingForm(request.POST)
    member = form.is_valid() and queries.member_by_email(
        network_id=network_of(request), email=form.cleaned_data["email"]
    )
    if not member:
        messages.error(request, _("Nobody here has this e-mail address. Invite the person first."))
    else:
        actions.act_for(member_id=member.pk, party_id=one.pk, from_on=today_of(request), **write_as(request))
        messages.success(request, _("%(person)s may act for %(party)s.") % {"person": member.name, "party": one.name})
    return redirect("network:party", party_id=one.pk)


@require_POST
@office_page
def stop_acting(request: HttpRequest, party_id: UUID, member_id: UUID) -> HttpResponse:
    """End it, from today."""
    one = party_or_404(request, party_id)
    said = _("From today this person no longer acts for %(name)s.") % {"name": one.name}
    perform(request, actions.stop_acting, done=said, member_id=member_id, party_id=one.pk, until_on=today_of(request))
    return redirect("network:party", party_id=one.pk)
