"""The office's pages of needs: the list of needs, a need with candidates and its list, arranging a session."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Need, Proposal, Referral
from kennisruil.brokerage.web import judged, why, words
from kennisruil.brokerage.web.asking import member_sent_or_404, need_or_404, proposal_or_404
from kennisruil.brokerage.web.places import places_in_words
from kennisruil.brokerage.web.room import full_text, notes_of_room
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.theming import name_of_theme
from kennisruil.matching.words import theme_tags
from kennisruil.network import queries as network
from kennisruil.shared import clock
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform

_SHOWN = {"open": ("open",), "matched": ("matched",), "done": ("met", "withdrawn")}


@require_safe
@office_page
def needs(request: HttpRequest) -> HttpResponse:
    """List needs, oldest first; the state lives in the address."""
    shown, theme = request.GET.get("state", "open"), request.GET.get("theme", "")
    states = _SHOWN.get(shown, _SHOWN["open"])
    found = queries.needs(network_id=network_of(request), states=states)
    tags = _tags(request, found)
    rows = [
        {"need": need, "chip": words.chip(need.state), "tags": tags[need.pk]}
        for need in found
        if not theme or (theme == "none" and not tags[need.pk]) or theme in {tag["key"] for tag in tags[need.pk]}
    ]
    tabs = [
        {"text": text, "url": f"?state={key}", "active": key == shown or (key == "open" and shown not in _SHOWN)}
        for key, text in (("open", _("Open")), ("matched", _("With a session")), ("done", _("Done")))
    ]
    named = _("Without a theme") if theme == "none" else name_of_theme(theme, language_of(request))
    context = {"rows": rows, "tabs": tabs, "today": today_of(request), "theme_name": named}
    return render(request, "brokerage/needs.html", context)


def _tags(request: HttpRequest, needs: list[Need]) -> dict[UUID, list[dict[str, str]]]:
    keys = matching.themes_of(network_id=network_of(request), kind="need", ids=[need.pk for need in needs])
    return {need.pk: theme_tags(keys.get(need.pk, []), language_of(request)) for need in needs}


def office_need(request: HttpRequest, need: Need) -> HttpResponse:
    """Show a need to the broker: whole, with the list and with people who may help."""
    network_id, on = need.network_id, today_of(request)
    listed = queries.proposals_of(network_id=network_id, need_id=need.pk)
    rooms = queries.rooms_of(network_id=network_id, member_ids=[row.member_id for row in listed], on=on)
    states = {row.state for row in listed}
    to_ask = [row.pk for row in listed if row.state == "listed"]
    patience = queries.exchange_terms(network_id=network_id, on=on).chase_after_days
    found = request.GET.get("people", "").strip()[:100]
    candidates = _candidates(request, need, on=on) if need.state == "open" and not found else []
    return render(
        request,
        "brokerage/need_office.html",
        {
            "need": need,
            "chip": words.chip(need.state),
            "asker": words.card_of(need.member, for_office=True),
            "listed": [
                {
                    "proposal": row,
                    "person": words.card_of(row.member, for_office=True),
                    "chip": words.chip(row.state),
                    "is_waiting": row.state not in ("no", "withdrawn"),
                    "may_rise": row.pk in to_ask[1:],
                    "may_sink": row.pk in to_ask[:-1],
                    "next_on": row.since_on + timedelta(days=patience) if row.state == "asked" else None,
                    "full": full_text(rooms[row.member_id])
                    if row.state == "listed" and rooms[row.member_id].is_full and not row.over_reason
                    else "",
                }
                for row in listed
            ],
            "booking": next((row for row in listed if row.state in ("yes", "other_date")), None),
            "companions": queries.companions_of(network_id=network_id, need_id=need.pk),
            "places": places_in_words(need),
            "referrals": [
                {"referral": row, "chip": words.referral_chip(row)}
                for row in queries.referrals_about(network_id=network_id, need_id=need.pk)
            ],
            "may_ask": need.state == "open" and "listed" in states and not states & {"asked", "yes", "other_date"},
            "may_arrange": need.state == "open",
            "has_yes": bool(states & {"yes", "other_date"}),
            "candidates": [row for row in candidates if not row["is_fresh_eyes"]],
            "fresh_eyes": [row for row in candidates if row["is_fresh_eyes"]],
            "search": matching.search_state(network_id=network_id),
            "grades": judged.GRADES,
            "found": _found(need, text=found) if found else None,
            "people": found,
            "session": queries.session_of_need(network_id=network_id, need_id=need.pk),
            "themes": _tags(request, [need])[need.pk],
        },
    )


def _candidates(request: HttpRequest, need: Need, *, on: date) -> list[dict[str, Any]]:
    network_id = need.network_id
    ranked = queries.candidates_for_need(network_id=network_id, need=need, on=on)
    people = network.members_by_ids(network_id=network_id, member_ids=[row.member_id for row in ranked])
    work = matching.work_of(network_id=network_id, member_ids=list(people), language=language_of(request))
    grades = queries.judgements_of(network_id=network_id, need_id=need.pk)
    rooms = notes_of_room(
        network_id=network_id, member_ids=list(people), asker_id=need.member_id, on=on, at=clock.now()
    )
    return [
        why.person_context(
            row,
            words.card_of(people[row.member_id], for_office=True),
            text=need.whole_text,
            language=language_of(request),
            work=work[row.member_id].name if row.member_id in work else "",
            on=on,
        )
        | {"reasons": words.reasons_of(row.reasons), "grade": grades.get(row.member_id)}
        | rooms[row.member_id]
        for row in ranked
    ]


def _found(need: Need, *, text: str) -> list[dict[str, Any]]:
    people = matching.people_search(network_id=need.network_id, text=text, limit=20)
    return [
        {"member_id": member.pk, "person": words.card_of(member, for_office=True)}
        for member in people
        if member.pk != need.member_id and member.left_on is None
    ]


@require_POST
@office_page
def list_candidate(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Put somebody on the list."""
    need = need_or_404(request, need_id)
    perform(
        request,
        actions.list_candidate,
        need_id=need.pk,
        member_id=member_sent_or_404(request),
        reason=request.POST.get("reason", "")[:500],
    )
    return redirect(reverse("brokerage:need", args=[need.pk]) + "#list")


@require_POST
@office_page
def move_candidate(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Move somebody up or down, or take them off the list."""
    proposal = proposal_or_404(request, proposal_id)
    if request.POST.get("to") == "off":
        perform(request, actions.unlist_candidate, proposal_id=proposal.pk)
    else:
        perform(request, actions.move_candidate, proposal_id=proposal.pk, up=request.POST.get("to") == "up")
    return redirect(reverse("brokerage:need", args=[proposal.need_id]) + "#list")


@require_POST
@office_page
def ask_next(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Ask the first on the list."""
    need = need_or_404(request, need_id)
    perform(request, actions.ask_next, done=_asked, need_id=need.pk)
    return redirect(reverse("brokerage:need", args=[need.pk]) + "#list")


def _asked(proposal: Proposal) -> str:
    return _("The question is on its way to %(name)s.") % {"name": proposal.member.name}


def said_after_answer(proposal: Proposal) -> str:
    """Say what follows from an answer that the office noted: after a no the next on the list is asked at once."""
    kept = _("The answer of %(name)s is kept.") % {"name": proposal.member.name}
    if proposal.state != "no":
        return f"{kept} {_('Now propose a date.')}"
    rows = queries.proposals_of(network_id=proposal.network_id, need_id=proposal.need_id)
    asked = next((row for row in rows if row.state == "asked"), None)
    return f"{kept} {_asked(asked)}" if asked else kept


@require_POST
@office_page
def ask_beyond(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Note why to ask somebody who gives as much as they wanted all the same."""
    proposal = proposal_or_404(request, proposal_id)
    perform(
        request,
        actions.ask_beyond,
        done=_("That is kept. They can be asked now."),
        proposal_id=proposal.pk,
        reason=request.POST.get("reason", "")[:500],
    )
    return redirect(reverse("brokerage:need", args=[proposal.need_id]) + "#list")


def _asked_to_be_called(referral: Referral) -> str:
    text = _(
        "We ask %(name)s whether %(other)s may call. With a yes %(other)s gets the card: name, phone number and why."
    )
    return text % {"name": referral.to_member.name, "other": referral.member.name}


@require_POST
@office_page
def refer(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Point the asker to somebody, without a session."""
    need = need_or_404(request, need_id)
    perform(
        request,
        actions.refer,
        done=_asked_to_be_called,
        id=new_id(),
        need_id=need.pk,
        member_id=need.member_id,
        to_member_id=member_sent_or_404(request),
        why=request.POST.get("why", "")[:1000],
        say=request.POST.get("say", "")[:1000],
    )
    return redirect("brokerage:need", need.pk)
