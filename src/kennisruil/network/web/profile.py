"""My profile: my details, the parties I act for, what I agreed to, my data."""

import json
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.network import actions, queries, rules
from kennisruil.network.actions.member import DETAILS
from kennisruil.network.web import labels
from kennisruil.network.web.asking import me, own_party_or_404
from kennisruil.network.web.forms import DetailsForm, FactsForm, PartyForm, ReachForm
from kennisruil.network.web.yes import yes_rows
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.languages import LANGUAGE_NAMES
from kennisruil.shared.scope import login_scope
from kennisruil.shared.web.asking import language_of, today_of, write_as
from kennisruil.shared.web.pages import member_page, network_of


@require_safe
@member_page
def profile(request: HttpRequest) -> HttpResponse:
    """Show who I am here, for whom I act and what is still missing."""
    network_id, today = network_of(request), today_of(request)
    parties = queries.parties_of(network_id=network_id, member_id=me(request).pk, on=today)
    facts = queries.facts_of_parties(network_id=network_id, party_ids=[row.party_id for row in parties], on=today)
    cards = [
        {
            "party": row.party,
            "is_own": row.is_own,
            "status": VAT_KINDS.get(facts[row.party_id].vat_kind) if row.party_id in facts else None,
            "facts": facts.get(row.party_id),
            "missing": [labels.FACTS[name] for name in rules.missing_facts(facts.get(row.party_id))],
        }
        for row in parties
    ]
    page = {
        "member": me(request),
        "cards": cards,
        "yeses": yes_rows(request),
        "languages": LANGUAGE_NAMES,
        "has_others": _is_elsewhere_too(request),
    }
    return render(request, "network/profile.html", page)


def _is_elsewhere_too(request: HttpRequest) -> bool:
    with login_scope(request.user.pk):
        return len(queries.places_of(login_id=request.user.pk)) > 1


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def details(request: HttpRequest) -> HttpResponse:
    """Change my details; a new language speaks at once."""
    member = me(request)
    initial = {name: getattr(member, name) for name in DETAILS}
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_member(member_id=member.pk, **form.cleaned_data, **write_as(request))
        actions.change_language(login_id=request.user.pk, language=form.cleaned_data["language"])
        messages.success(request, _("Your details are kept."))
        answer = redirect("network:profile")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return answer
    return render(request, "network/details.html", {"form": form, "back_url": reverse("network:profile")})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def reach(request: HttpRequest) -> HttpResponse:
    """Say how others may reach me: what all members see, and what whoever I meet gets."""
    member = me(request)
    form = ReachForm(request.POST or None, initial={name: getattr(member, name) for name in ReachForm.base_fields})
    if request.method == "POST" and form.is_valid():
        actions.say_how_to_reach(member_id=member.pk, on=today_of(request), **form.cleaned_data, **write_as(request))
        messages.success(request, _("Thank you. You can change it here on any day."))
        return redirect("network:profile")
    page = {"form": form, "member": member, "back_url": reverse("network:profile")}
    return render(request, "network/reach.html", page)


def _organisation_left(request: HttpRequest) -> str:
    """Give where I work, unless I act for it already."""
    rows = queries.parties_of(network_id=network_of(request), member_id=me(request).pk, on=today_of(request))
    name = me(request).organisation_name
    return "" if name in [row.party.name for row in rows] else name


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def own_party(request: HttpRequest) -> HttpResponse:
    """Say for whom I take part: myself, or an organisation I speak for."""
    form = PartyForm(request.POST or None, initial={"name": _organisation_left(request)})
    if request.method == "POST" and form.is_valid():
        member, given = me(request), form.cleaned_data
        # One party of its own per person: a second press, or a second try, finds the first.
        own = given["kind"] == "person"
        party_id = derived_id(member.pk, "own-party") if own else derived_id(member.pk, given["name"].strip().lower())
        party = actions.join_party(
            id=party_id,
            kind=given["kind"],
            name=given["name"],
            on=today_of(request),
            member_id=member.pk,
            **write_as(request),
        )
        return redirect("network:own_facts", party_id=party.pk)
    return render(request, "network/own_party.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def own_facts(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Fill in what documents need of a party I act for."""
    party = own_party_or_404(request, party_id)
    form = facts_form(request, party_id=party.pk, name=party.name)
    if request.method == "POST" and form.is_valid():
        actions.change_facts(
            party_id=party.pk, holds_from=form.cleaned_data["holds_from"], facts=form.facts(), **write_as(request)
        )
        messages.success(
            request, _("Thank you, documents for %(name)s follow this from now on.") % {"name": party.name}
        )
        return redirect("network:profile")
    page = {"form": form, "party": party, "back_url": reverse("network:profile"), "back_text": _("My profile")}
    return render(request, "network/facts.html", page)


def facts_form(request: HttpRequest, *, party_id: UUID, name: str) -> FactsForm:
    """Give the form with what is known; what was never known holds from the day the party joined."""
    today = today_of(request)
    known = queries.noted_facts(network_id=network_of(request), party_id=party_id, on=today)
    initial = {fact: getattr(known, fact) for fact in rules.FACT_NAMES} if known else {"legal_name": name}
    joined_on = queries.party_by_id(network_id=network_of(request), party_id=party_id).joined_on
    initial["holds_from"] = today if known and known.vat_kind else min(joined_on, today)
    initial.setdefault("language", language_of(request))
    return FactsForm(request.POST or None, initial=initial)


@require_safe
@member_page
def data(request: HttpRequest) -> HttpResponse:
    """Hand over everything that is kept about me, as a file a machine can read."""
    content = queries.my_data(network_id=network_of(request), member_id=me(request).pk)
    answer = HttpResponse(
        json.dumps(content, indent=2, ensure_ascii=False, default=str), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="kennisruil-{new_id().hex[:8]}.json"'
    return answer
