"""Referrals: the card, for a phone and to print; the answer of whom it names; what came of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import links
from kennisruil.brokerage.models import Referral
from kennisruil.brokerage.rules.cards import Card, code, vcard
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.asking import referral_or_404
from kennisruil.brokerage.web.public import by_link, settled, speak_to
from kennisruil.network.models import Member
from kennisruil.network.rules import ways_to_reach
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import my_id
from kennisruil.shared.web.pages import is_office, member_page
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for


@require_safe
@member_page
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show the card: who, how to reach them, why, and how to begin."""
    row = referral_or_404(request, referral_id)
    card = card_of(row.to_member, row)
    context: dict[str, Any] = {
        "referral": row,
        "person": words.card_of(row.to_member, for_office=is_office(request), have_met=row.may_call),
        "asker": words.card_of(row.member, for_office=is_office(request)),
        # Drawn by our own code from text that is escaped in it.
        "code": mark_safe(code(card)),  # noqa: S308  # nosec B308 B703  # drawn by our own code from escaped text
        "office": is_office(request),
        "mine": row.member_id == my_id(request),
        "may_tell": row.state in ("given", "done") and (is_office(request) or row.member_id == my_id(request)),
        "may_answer": row.state == "asked" and (is_office(request) or row.to_member_id == my_id(request)),
    }
    return render(request, "brokerage/referral.html", context)


def card_of(member: Member, row: Referral) -> Card:
    """Give the card of a person: with how to reach them as soon as they let the other call."""
    ways = ways_to_reach(member, have_met=row.may_call)
    return Card(
        given_name=member.given_name,
        family_name=member.family_name,
        organisation=member.organisation_name,
        role=member.job_title,
        phone=ways.phone,
        email=ways.email,
        note=row.why,
    )


@require_safe
@member_page
def card_file(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Give the card as a file that a phone puts among its contacts."""
    row = referral_or_404(request, referral_id)
    answer = HttpResponse(vcard(card_of(row.to_member, row)), content_type="text/vcard; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contact.vcf"'
    return answer


@require_POST
@member_page
def answer(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say that the call is fine or not: whom it names, or the office after a call."""
    row = referral_or_404(request, referral_id)
    if is_office(request) or row.to_member_id == my_id(request):
        is_fine = request.POST.get("answer") == "fine"
        perform(request, actions.answer_referral, done=_("That is noted."), referral_id=row.pk, is_fine=is_fine)
    return redirect("brokerage:referral", row.pk)


@require_POST
@member_page
def outcome(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Note what came of the call."""
    row = referral_or_404(request, referral_id)
    if is_office(request) or row.member_id == my_id(request):
        perform(
            request,
            actions.note_referral_outcome,
            done=_("Thank you. It helps the next match."),
            referral_id=row.pk,
            outcome=request.POST.get("outcome", "")[:1000],
        )
    return redirect("brokerage:referral", row.pk)


@by_link(links.REFERRAL, links.REFERRAL_DAYS)
def answer_referral(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Ask "may they call you?" with the answer of the link chosen; only the button acts."""
    row = queries.referral_by_id(network_id=UUID(said["network_id"]), referral_id=UUID(said["referral"]))
    speak_to(request, row.to_member)
    is_fine = said["say"] == "fine"
    if row.state != "asked":
        return settled(
            request, title=_("This was settled already"), text=_("Thank you for looking. Nothing has changed.")
        )
    if request.method == "POST":
        try:
            actions.answer_referral(
                network_id=row.network_id,
                referral_id=row.pk,
                is_fine=is_fine,
                by=Actor.member(row.to_member_id),
                at=clock.now(),
            )
        except Refusal as refusal:
            return settled(request, title=_("This was settled already"), text=sentence_for(refusal))
        return render(request, "brokerage/referral_answered.html", {"referral": row, "is_fine": is_fine})
    context = {"referral": row, "is_fine": is_fine, "asker": words.card_of(row.member)}
    return render(request, "brokerage/answer_referral.html", context)
