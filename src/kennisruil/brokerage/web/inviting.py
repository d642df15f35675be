"""The broker invites people to give back: first the mails as they will be read, then one button."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions.mails.giving import invitation_letter
from kennisruil.brokerage.models import Invitation
from kennisruil.brokerage.queries import Inviting
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.ids import derived_id
from kennisruil.shared.links_to import url_for
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import today_of, write_as
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.sentences import sentence_for

_MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def invite(request: HttpRequest) -> HttpResponse:
    """Show whom the broker ticked and the mail each would get; with ``send`` the mails go."""
    network_id, today = network_of(request), today_of(request)
    people = network.members_by_ids(network_id=network_id, member_ids=_ticked(request))
    if request.method == "POST" and request.POST.get("send"):
        _send(request, list(people))
        return redirect(url_for("still_to_give", "all") or reverse("brokerage:needs"))
    stands = queries.inviting(network_id=network_id, member_ids=list(people), today=today)
    terms = queries.invite_terms(network_id=network_id, on=today)
    rows = [
        _row(member, stands[member.pk]) for member in sorted(people.values(), key=lambda one: (one.name, str(one.pk)))
    ]
    context = {
        "ready": [row for row in rows if row["state"] == "ready"],
        "others": [row for row in rows if row["state"] != "ready"],
        "terms": terms,
        "back_url": url_for("still_to_give", "all") or reverse("brokerage:needs"),
    }
    return render(request, "brokerage/invite.html", context)


def _ticked(request: HttpRequest) -> list[UUID]:
    sent = request.POST.getlist("member") if request.method == "POST" else request.GET.getlist("member")
    found = []
    for text in dict.fromkeys(sent[:_MOST]):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _row(member: Member, stands: Inviting) -> dict[str, Any]:
    row: dict[str, Any] = {
        "member": member,
        "url": url_for("member", member.pk),
        "state": stands.state,
        "why_not": why_not(stands),
    }
    if stands.state == "ready":
        ideas = [
            {"need": str(need.pk), "reason": fit.reasons[0].quote if fit.reasons else ""} for need, fit in stands.fits
        ]
        shown = Invitation(
            id=derived_id("preview", member.pk), network_id=member.network_id, member_id=member.pk, ideas=ideas
        )
        with translation.override(member.language):
            subject, lines = invitation_letter(shown, needs=[need for need, _fit in stands.fits], with_links=False)
        row["letter"] = {"subject": subject, "lines": lines, "language": member.language}
    return row


def why_not(stands: Inviting) -> str:
    """Say why somebody is not invited now; empty when they may be."""
    return {
        "ready": "",
        "nothing_fits": _("No open question fits now: no mail goes."),
        "no_mail": _("No mail address: call."),
        "paused": _("Takes a pause."),
        "busy": _("Gives a session already."),
        "invited": _("Was invited not long ago."),
        "too_soon": _("Received a session only a short while ago."),
    }[stands.state]


def _send(request: HttpRequest, member_ids: list[UUID]) -> None:
    sent = 0
    for member_id in sorted(member_ids, key=str):
        try:
            actions.invite_to_give(member_id=member_id, **write_as(request))
        except Refusal as refusal:
            messages.error(request, sentence_for(refusal))
        else:
            sent += 1
    if sent:
        text = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", sent)
        messages.success(request, text % {"count": Count(sent)})
