"""The directory: members find each other by what they can do, and reach each other as each allows."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.member_words import offer_row, tabs_of_directory
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.theming import fields, name_of_theme
from kennisruil.matching.words import theme_tags
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import drawn_id, language_of, my_id, row_or_404, today_of
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform

_LONGEST_QUESTION = 300
# What somebody says fits on a card up to here; their own page shows the rest.
_ON_A_CARD = 3


@require_safe
@member_page
def directory(request: HttpRequest) -> HttpResponse:
    """Find people by a question in one's own words, or look around by theme."""
    network_id, language = network_of(request), language_of(request)
    text = " ".join(request.GET.get("text", "").split())[:_LONGEST_QUESTION]
    theme = request.GET.get("theme", "")
    own = next((field for field in fields() if field.key == request.GET.get("field")), None)
    context: dict[str, Any] = {"text": text, "tabs": tabs_of_directory("people")}
    if text:
        context |= {"people": _found(request, text), "search": matching.search_state(network_id=network_id)}
    elif name_of_theme(theme, language) or own:
        keys = list(own.themes) if own else [theme]
        context |= {
            "people": _under(request, keys),
            "title": own.names[language] if own else name_of_theme(theme, language),
        }
        context["theme_key"] = "" if own else theme
    else:
        context["fields"] = _fields(request)
    if "people" in context:
        count = len(context["people"])
        context["count_text"] = (
            ngettext("%(count)s person", "%(count)s people", count) % {"count": Count(count)} if count else ""
        )
    return render(request, "brokerage/directory.html", context)


def _found(request: HttpRequest, text: str) -> list[dict[str, Any]]:
    network_id = network_of(request)
    found = queries.find_in_directory(
        network_id=network_id, viewer_id=my_id(request), text=text, language=language_of(request), on=today_of(request)
    )
    people = network.members_by_ids(network_id=network_id, member_ids=[one.member_id for one in found])
    return [
        {"person": card_for_members(people[one.member_id]), "reasons": words.reasons_of(one.reasons[:1])}
        for one in found
    ]


def _under(request: HttpRequest, keys: list[str]) -> list[dict[str, Any]]:
    found = queries.people_under(
        network_id=network_of(request), viewer_id=my_id(request), themes=keys, on=today_of(request)
    )
    return [
        {"person": card_for_members(member), "reasons": [_said(row) for row in rows[:_ON_A_CARD]]}
        for member, rows in found
    ]


def _said(row: Any) -> dict[str, Any]:
    text = _("Offers this.") if row.kind == "offer" else ""
    return {"quote": row.text, "language": row.language, "text": text, "outside": not row.is_in_job, "source": ""}


def _fields(request: HttpRequest) -> list[dict[str, Any]]:
    language = language_of(request)
    found = queries.fields_of_directory(network_id=network_of(request), viewer_id=my_id(request), on=today_of(request))
    return [
        {
            "key": field.key,
            "name": field.names[language],
            "themes": [
                {"key": theme.key, "name": name_of_theme(theme.key, language), "people": theme.people}
                for theme in field.themes
            ],
        }
        for field in found
    ]


def card_for_members(member: Member) -> dict[str, Any]:
    """Prepare a person's card as other members see it: what they show, never a balance."""
    return words.card_of(member) | {"url": reverse("brokerage:directory_person", args=[member.pk])}


@require_safe
@member_page
def person(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show one person: what they can do, what they offer, and the ways to reach them."""
    network_id, today = network_of(request), today_of(request)
    member = _shown_or_404(request, member_id)
    rows = matching.know_how_of(
        network_id=network_id, member_id=member.pk, kinds=("skill", "role", "offer"), for_office=False
    )
    themes = matching.themes_of(network_id=network_id, kind="know_how", ids=[row.pk for row in rows])
    terms = matching.offer_terms(network_id=network_id, on=today)
    offers = [offer_row(request, row, terms=terms, today=today) for row in rows if row.kind == "offer"]
    context = {
        "member": member,
        "card": words.card_of(member),
        "says": [
            {"row": row, "tags": theme_tags(themes.get(row.pk, []), language_of(request))}
            for row in rows
            if row.kind != "offer"
        ],
        "offers": [offer for offer in offers if offer["state"] != "gone"],
        "is_me": member.pk == my_id(request),
        "ids": [new_id(), new_id()],
    }
    return render(request, "brokerage/directory_person.html", context)


def _shown_or_404(request: HttpRequest, member_id: UUID) -> Member:
    """Give somebody whom a member finds; oneself too, to see what others see."""
    member = row_or_404(request, network.member_by_id, member_id=member_id)
    network_id = network_of(request)
    if member.pk == my_id(request):
        return member
    shown = queries.is_in_directory(
        network_id=network_id, member_id=member.pk, viewer_id=my_id(request), on=today_of(request)
    )
    if not shown:
        raise Http404
    return member


@require_POST
@member_page
def write(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Send a message by way of the house."""
    member = _shown_or_404(request, member_id)
    perform(
        request,
        actions.write_to,
        done=_("Your message is on its way. The answer comes to your own mail."),
        id=drawn_id(request),
        member_id=my_id(request),
        to_member_id=member.pk,
        text=request.POST.get("text", ""),
    )
    return redirect("brokerage:directory_person", member.pk)


@require_POST
@member_page
def ask_introduction(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Ask the office to introduce me."""
    member = _shown_or_404(request, member_id)
    perform(
        request,
        actions.ask_introduction,
        done=_("The office asks %(name)s whether you may call. You hear from us.") % {"name": member.name},
        id=drawn_id(request),
        member_id=my_id(request),
        to_member_id=member.pk,
        text=request.POST.get("text", ""),
    )
    return redirect("brokerage:directory_person", member.pk)
