"""Contributions: offer to make something, and the office's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.gatherings import actions, queries
from kennisruil.gatherings.models import Contribution
from kennisruil.gatherings.web.forms import AnswerForm, OfferForm
from kennisruil.menu import queries as menu
from kennisruil.network import queries as network
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of, my_id, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import member_page, network_of, office_page
from kennisruil.shared.web.sentences import sentence_for

MADE_KINDS = ("article", "case")


@require_safe
@office_page
def contributions(request: HttpRequest) -> HttpResponse:
    """List what members offered to make, what waits first."""
    rows = queries.contributions(network_id=network_of(request))
    return render(request, "gatherings/contributions.html", {"contributions": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def offer(request: HttpRequest) -> HttpResponse:
    """Offer to make something that the menu card rewards."""
    network_id, today, language = network_of(request), today_of(request), language_of(request)
    sign = network.setting(network_id=network_id, key="coin.sign", on=today)
    items = [
        (item.code, f"{item.name_in(language)} (+{format_coins(item.provider_coins, language=language)}\u00a0{sign})")
        for item in menu.items_on(network_id=network_id, on=today)
        if item.kind in MADE_KINDS and item.provider_coins > 0
    ]
    parties = [
        (str(row.party_id), row.party.name)
        for row in network.parties_of(network_id=network_id, member_id=my_id(request), on=today)
        if row.party.account_id
    ]
    form = OfferForm(
        request.POST or None, items=items, parties=parties, initial={"party": parties[0][0] if parties else ""}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.offer_contribution(
                id=new_id(),
                member_id=my_id(request),
                party_id=UUID(data["party"]),
                item_code=data["item_code"],
                title=data["title"],
                text=data["text"],
                on=today,
                **write_as(request),
            )
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("Thank you! The office answers within a few days."))
            return redirect("shell:home")
    own = queries.contributions(network_id=network_id, member_id=my_id(request))
    return render(request, "gatherings/offer.html", {"form": form, "own": own, "has_party": bool(parties)})


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def contribution(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    """Answer an offer: accept what was made, or decline with a word of why."""
    network_id = network_of(request)
    row = row_or_404(request, queries.contribution_by_id, contribution_id=contribution_id)
    form = AnswerForm(request.POST or None, initial={"performed_on": today_of(request)})
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, row, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            return redirect("gatherings:contributions")
    item = menu.item_on(network_id=network_id, code=row.item_code, on=row.performed_on or row.offered_on)
    page = {"contribution": row, "form": form, "item": item, "item_name": item.name_in(language_of(request))}
    return render(request, "gatherings/contribution.html", page)


def _answer(request: HttpRequest, row: Contribution, data: dict[str, object]) -> None:
    answer = str(data["answer"])
    if request.POST.get("accept") == "yes":
        on = data["performed_on"] or today_of(request)
        actions.accept_contribution(contribution_id=row.pk, performed_on=on, answer=answer, **write_as(request))
        messages.success(request, _("Accepted. The coins went to %(party)s.") % {"party": row.party.name})
    else:
        actions.decline_contribution(contribution_id=row.pk, answer=answer, **write_as(request))
        messages.success(request, _("Declined, with your words. No coins moved."))
