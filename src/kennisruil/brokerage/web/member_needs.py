"""Asking for help, my needs, what is asked of me."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Need, Proposal
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.asking import need_or_404, own_need_or_404, proposal_or_404
from kennisruil.brokerage.web.forms import NeedForm
from kennisruil.brokerage.web.office_needs import office_need, said_after_answer
from kennisruil.brokerage.web.places import places_in_words
from kennisruil.network import queries as network
from kennisruil.pathway import queries as pathway
from kennisruil.shared import clock
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.asking import language_of, my_id, today_of
from kennisruil.shared.web.pages import is_office, member_page, network_of
from kennisruil.shared.web.performing import perform

_WORDS = ("text", "sought", "confidential_text")


def _concepts(request: HttpRequest) -> list[tuple[str, str]]:
    rows = pathway.concepts_of(network_id=network_of(request), member_id=my_id(request), on=today_of(request))
    return [(str(concept.pk), concept.name) for concept in rows]


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for help, in one form."""
    concepts = _concepts(request)
    form = NeedForm(request.POST or None, concepts=concepts, initial=_words_of(request.GET.get("again", ""), request))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("concept", None) or (concepts[0][0] if concepts else None)
        done = perform(
            request,
            actions.ask_for_help,
            done=_("Your question is with the office. You hear from us soon."),
            id=new_id(),
            member_id=my_id(request),
            language=language_of(request),
            concept_id=UUID(chosen) if chosen else None,
            **form.cleaned_data,
        )
        if done:
            return redirect("brokerage:my_needs")
    return render(request, "brokerage/ask.html", {"form": form}, status=422 if form.errors else 200)


def _words_of(need_id: str, request: HttpRequest) -> dict[str, str]:
    """Give the words of an own need that is asked again; none for anything else."""
    if not need_id:
        return {}
    try:
        row = need_or_404(request, UUID(need_id))
    except ValueError:
        raise Http404 from None
    return {name: getattr(row, name) for name in _WORDS} if row.member_id == my_id(request) else {}


@require_safe
@member_page
def my_needs(request: HttpRequest) -> HttpResponse:
    """List what I asked, and who I was pointed to."""
    network_id, member_id = network_of(request), my_id(request)
    needs = [
        {"need": need, "chip": words.chip(need.state)}
        for need in queries.needs_of(network_id=network_id, member_id=member_id)
    ]
    referrals = [
        {"referral": row, "person": words.card_of(row.to_member, have_met=row.may_call)}
        for row in queries.referrals_of(network_id=network_id, member_id=member_id)
    ]
    asked = queries.open_proposals_for(network_id=network_id, member_id=member_id)
    return render(request, "brokerage/my_needs.html", {"needs": needs, "referrals": referrals, "asked": asked})


@require_safe
@member_page
def need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Show a need: to the office with its list, to its asker, or to somebody whom it may suit."""
    row = need_or_404(request, need_id)
    if is_office(request):
        return office_need(request, row)
    if row.member_id == my_id(request):
        return _own_need(request, row)
    return _open_need(request, row)


def _own_need(request: HttpRequest, row: Need) -> HttpResponse:
    session = queries.session_of_need(network_id=row.network_id, need_id=row.pk)
    listed = queries.proposals_of(network_id=row.network_id, need_id=row.pk) if row.state == "open" else []
    booking = next((one for one in listed if one.state in ("yes", "other_date")), None)
    free = (
        queries.free_half_days(network_id=row.network_id, member_ids=[booking.member_id], at=clock.now())
        if booking
        else {}
    )
    context = {
        "need": row,
        "chip": words.chip(row.state),
        "session": session,
        "places": places_in_words(row),
        "booking": booking,
        "may_choose": any(free.values()),
        "asked": next((one for one in listed if one.state == "asked"), None),
        "again_url": f"{reverse('brokerage:ask')}?again={row.pk}",
    }
    return render(request, "brokerage/need_mine.html", context)


def _open_need(request: HttpRequest, row: Need) -> HttpResponse:
    confidential = queries.confidential_text_for(network_id=row.network_id, need=row, member_id=my_id(request))
    terms = network.terms_text(
        network_id=row.network_id, kind="confidence", language=language_of(request), on=today_of(request)
    )
    context = {"need": row, "confidential": confidential, "terms": terms, "mine": _own_proposal(request, row)}
    return render(request, "brokerage/need_open.html", context)


def _own_proposal(request: HttpRequest, row: Need) -> Proposal | None:
    """Give the place of who looks on the list of a need."""
    listed = queries.proposals_of(network_id=row.network_id, need_id=row.pk)
    return next((one for one in listed if one.member_id == my_id(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def change_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Say a need better."""
    row = own_need_or_404(request, need_id)
    initial = {name: getattr(row, name) for name in _WORDS}
    form = NeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = perform(
            request, actions.change_need, done=_("Your question is kept."), need_id=row.pk, **form.cleaned_data
        )
        if done:
            return redirect("brokerage:need", row.pk)
    context = {"form": form, "back_url": reverse("brokerage:need", args=[row.pk])}
    return render(request, "brokerage/change_need.html", context, status=422 if form.errors else 200)


@require_POST
@member_page
def withdraw_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Take a need back."""
    row = own_need_or_404(request, need_id)
    perform(request, actions.withdraw_need, done=_("The question is withdrawn."), need_id=row.pk)
    return redirect("brokerage:need", row.pk)


@require_POST
@member_page
def promise(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Promise confidence, and read the rest."""
    row = need_or_404(request, need_id)
    perform(
        request,
        actions.promise_confidence,
        done=_("Thank you. You now read the rest; keep it to yourself."),
        need_id=row.pk,
        member_id=my_id(request),
    )
    mine = _own_proposal(request, row)
    if mine and mine.state in ("asked", "silent"):
        return redirect("brokerage:proposal", mine.pk)
    return redirect("brokerage:need", row.pk)


@require_POST
@member_page
def offer(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Put myself forward: this suits me."""
    row = need_or_404(request, need_id)
    perform(
        request,
        actions.offer_help,
        done=_("The office knows that this suits you. You hear from us."),
        need_id=row.pk,
        member_id=my_id(request),
        text=request.POST.get("text", "")[:1000],
    )
    return redirect("brokerage:give_back")


def _may_choose(row: Proposal) -> bool:
    """Whether who gives can choose among half-days of who asks."""
    if row.state not in ("yes", "other_date") or row.need.state != "open":
        return False
    asker_id = row.need.member_id
    return any(queries.free_half_days(network_id=row.network_id, member_ids=[asker_id], at=clock.now()).values())


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Read what is asked of me, and answer; the office notes an answer heard by phone."""
    row = proposal_or_404(request, proposal_id)
    is_mine = row.member_id == my_id(request)
    if request.method == "POST":
        perform(
            request,
            actions.answer_proposal,
            done=_("The answer is kept.") if is_mine else said_after_answer,
            proposal_id=row.pk,
            answer=request.POST.get("answer", "")[:20],
            text=request.POST.get("text", "")[:1000],
        )
        if not is_mine:
            return redirect("brokerage:need", row.need_id)
        return redirect("brokerage:proposal", row.pk)
    confidential = queries.confidential_text_for(
        network_id=row.network_id, need=row.need, member_id=my_id(request), is_office=is_office(request)
    )
    return render(
        request,
        "brokerage/proposal.html",
        {
            "proposal": row,
            "need": row.need,
            "confidential": confidential,
            "is_mine": is_mine,
            "person": words.card_of(row.need.member) if is_mine else words.card_of(row.member, for_office=True),
            "may_choose": is_mine and _may_choose(row),
        },
    )
