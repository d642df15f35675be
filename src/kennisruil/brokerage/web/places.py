"""Waiting for one person: the page of a need's waiting places, and the turn that comes."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import links
from kennisruil.brokerage.models import Need, WaitingPlace
from kennisruil.brokerage.permissions import may_change_need
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.asking import member_sent_or_404, own_need_or_404
from kennisruil.brokerage.web.public import by_link, settled, speak_to
from kennisruil.matching import queries as matching
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import my_id, row_or_404
from kennisruil.shared.web.pages import is_office, member_page
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for

_ANSWERS = ("ask", "leave")


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def waiting(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Show whom a need waits for; wait for somebody else."""
    need = own_need_or_404(request, need_id)
    if request.method == "POST":
        member_id = member_sent_or_404(request)
        perform(
            request,
            actions.wait_for,
            done=_("The question waits. A mail comes as soon as there is room."),
            need_id=need.pk,
            member_id=member_id,
        )
        return redirect("brokerage:waiting", need.pk)
    text = request.GET.get("people", "").strip()[:100]
    context = {
        "need": need,
        "places": places_in_words(need),
        "people": text,
        "found": _found(request, need, text=text) if text else None,
    }
    return render(request, "brokerage/waiting.html", context)


def places_in_words(need: Need) -> list[dict[str, Any]]:
    """Prepare whom a need waits for, and how many wait before it."""
    rows = queries.places_of_need(network_id=need.network_id, need_id=need.pk)
    prepared = []
    for row in rows:
        line = queries.places_for(network_id=need.network_id, member_id=row.member_id)
        prepared.append(
            {"place": row, "before": sum(other.position < row.position for other in line), "name": row.member.name}
        )
    return prepared


def _found(request: HttpRequest, need: Need, *, text: str) -> list[dict[str, Any]]:
    people = matching.people_search(network_id=need.network_id, text=text, limit=20)
    hidden = set() if is_office(request) else queries.avoided_by(network_id=need.network_id, member_id=need.member_id)
    return [
        {"member_id": member.pk, "person": words.card_of(member, for_office=is_office(request))}
        for member in people
        if member.pk != need.member_id
        and member.left_on is None
        and member.pk not in hidden
        # A member finds who stands in the directory; the office finds everybody.
        and (is_office(request) or matching.shows_something(network_id=need.network_id, member_id=member.pk))
    ]


def _own_place(request: HttpRequest, place_id: UUID) -> WaitingPlace:
    place = row_or_404(request, queries.place_by_id, place_id=place_id)
    if not may_change_need(need=place.need, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return place


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def place(request: HttpRequest, waiting_place_id: UUID) -> HttpResponse:
    """Say what to do with a turn that came: ask the person, or let it go."""
    row = _own_place(request, waiting_place_id)
    if request.method == "POST":
        say = request.POST.get("say", "")
        if say in _ANSWERS:
            verb = actions.take_place if say == "ask" else actions.leave_place
            perform(request, verb, done=_said(row, say), place_id=row.pk)
        return redirect("brokerage:need", row.need_id)
    return render(request, "brokerage/place.html", {"place": row, "need": row.need, "say": ""})


@require_POST
@member_page
def leave(request: HttpRequest, waiting_place_id: UUID) -> HttpResponse:
    """Wait no longer."""
    row = _own_place(request, waiting_place_id)
    perform(request, actions.leave_place, done=_said(row, "leave"), place_id=row.pk)
    return redirect("brokerage:waiting", row.need_id)


def _said(row: WaitingPlace, say: str) -> str:
    if say == "ask":
        return _("We ask %(name)s now. You hear from us.") % {"name": row.member.name}
    return _("The question no longer waits for %(name)s.") % {"name": row.member.name}


@by_link(links.PLACE, links.PLACE_DAYS)
def answer_place(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Answer by the link of the mail; only the button acts."""
    row = queries.place_by_id(network_id=UUID(said["network_id"]), place_id=UUID(said["place"]))
    speak_to(request, row.need.member)
    if row.state != "offered":
        text = _("Your turn was answered before, or it went to who waits next. Sign in to see where it stands.")
        return settled(request, title=_("This was settled already"), text=text)
    if request.method == "POST":
        verb = actions.take_place if said["say"] == "ask" else actions.leave_place
        by = Actor.member(row.need.member_id)
        try:
            verb(network_id=row.network_id, place_id=row.pk, by=by, at=clock.now())
        except Refusal as refusal:
            return settled(request, title=_("This cannot be done now"), text=sentence_for(refusal))
        return render(request, "brokerage/place_answered.html", {"text": _said(row, said["say"])})
    return render(request, "brokerage/place.html", {"place": row, "need": row.need, "say": said["say"]})
