"""Pages that links in mails about news, offers and giving back open, without signing in; only the button acts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import member_links
from kennisruil.brokerage.web.public import by_link, settled, speak_to
from kennisruil.matching import actions as matching_actions
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.theming import name_of_theme
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of
from kennisruil.shared.web.sentences import sentence_for


def _as(member: Member) -> dict[str, Any]:
    return {"network_id": member.network_id, "by": Actor.member(member.pk), "at": clock.now()}


@csrf_exempt  # A mail program posts here by itself, without any page before (RFC 8058); the link is the right.
@by_link(member_links.NEWS, member_links.NEWS_DAYS)
def answer_news(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """End news: of one thing, of the weekly mail, or all of it. A GET only asks."""
    network_id = UUID(said["network_id"])
    member = network.member_by_id(network_id=network_id, member_id=UUID(said["member"]))
    speak_to(request, member)
    alert = (
        None if said["what"] == "weekly" else queries.alert_by_id(network_id=network_id, alert_id=UUID(said["what"]))
    )
    context = {"name": (name_of_theme(alert.theme, language_of(request)) or alert.words) if alert else ""}
    if request.method != "POST":
        return render(request, "brokerage/answer_news.html", context)
    if request.POST.get("what") == "all":
        actions.end_all_news(member_id=member.pk, **_as(member))
    elif alert is None:
        actions.end_all_news(member_id=member.pk, rhythm="weekly", **_as(member))
    else:
        actions.end_news(alert_id=alert.pk, **_as(member))
    return render(request, "brokerage/answer_news.html", context | {"is_done": True})


@by_link(member_links.OFFER, member_links.OFFER_DAYS)
def answer_offer(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Ask whether an offer still stands; its buttons keep it or take it away."""
    network_id = UUID(said["network_id"])
    offer = matching.know_how_by_id(network_id=network_id, know_how_id=UUID(said["offer"]))
    member = network.member_by_id(network_id=network_id, member_id=offer.member_id)
    speak_to(request, member)
    if offer.kind != "offer" or offer.withdrawn_at is not None:
        title, text = _("You offer this no longer"), _("Nothing has changed. You can always offer something anew.")
        return settled(request, title=title, text=text)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    if what == "keep":
        matching_actions.keep_offer(know_how_id=offer.pk, **_as(member))
    elif what == "withdraw":
        matching_actions.withdraw_know_how(know_how_id=offer.pk, **_as(member))
    return render(request, "brokerage/answer_offer.html", {"offer": offer, "done": what})


@by_link(member_links.INVITATION, member_links.INVITATION_DAYS)
def answer_invitation(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Show a need of an invitation; its button tells the broker that it suits."""
    network_id = UUID(said["network_id"])
    invitation = queries.invitation_by_id(network_id=network_id, invitation_id=UUID(said["invitation"]))
    need = queries.need_by_id(network_id=network_id, need_id=UUID(said["need"]))
    member = invitation.member
    speak_to(request, member)
    if need.state != "open":
        text = _("Thank you for looking. Somebody else was found, or the question was taken back.")
        return settled(request, title=_("This question is no longer open"), text=text)
    reason = next((idea["reason"] for idea in invitation.ideas if idea["need"] == str(need.pk)), "")
    context: dict[str, Any] = {"need": need, "reason": reason}
    if request.method == "POST":
        text = request.POST.get("text", "")[:1000]
        try:
            actions.accept_invitation(invitation_id=invitation.pk, need_id=need.pk, text=text, **_as(member))
        except Refusal as refusal:
            return settled(request, title=_("This was settled already"), text=sentence_for(refusal))
        context["is_done"] = True
    return render(request, "brokerage/answer_invitation.html", context)
