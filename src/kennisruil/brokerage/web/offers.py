"""Offers: those of everybody, and one's own: posting, keeping alive, offering no longer."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.web.directory import card_for_members
from kennisruil.brokerage.web.member_words import offer_row, tabs_of_directory, tabs_of_giving
from kennisruil.matching import actions as matching_actions
from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.words import theme_tags
from kennisruil.shared.languages import LANGUAGE_NAMES
from kennisruil.shared.web.asking import drawn_id, language_of, my_id, row_or_404, today_of
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform


class OfferForm(forms.Form):
    """Something that somebody would gladly do for another."""

    text = forms.CharField(
        label=gettext_lazy("I can help with…"),
        help_text=gettext_lazy("One thing, in your own words. Everybody in the network reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=LANGUAGE_NAMES)


@require_safe
@member_page
def offers(request: HttpRequest) -> HttpResponse:
    """List what people offer, the newest first; who takes a pause is left out, old ones say so."""
    network_id, today = network_of(request), today_of(request)
    hidden = queries.hidden_from(network_id=network_id, viewer_id=my_id(request), on=today)
    rows = matching.offers(network_id=network_id, today=today, exclude=hidden)
    themes = matching.themes_of(network_id=network_id, kind="know_how", ids=[row.pk for row in rows])
    terms = matching.offer_terms(network_id=network_id, on=today)
    shown = [
        offer_row(request, row, terms=terms, today=today)
        | {
            "person": card_for_members(row.member),
            "tags": theme_tags(themes.get(row.pk, []), language_of(request)),
            "is_mine": row.member_id == my_id(request),
        }
        for row in rows
    ]
    return render(request, "brokerage/offers.html", {"rows": shown, "tabs": tabs_of_directory("offers")})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_offers(request: HttpRequest) -> HttpResponse:
    """Show and post what I offer."""
    network_id, today = network_of(request), today_of(request)
    form = OfferForm(request.POST or None, initial={"language": language_of(request)})
    if request.method == "POST" and form.is_valid():
        done = _("Your offer stands. Who looks for it finds it, and who asked for news of it hears of it.")
        if perform(
            request,
            actions.post_offer,
            done=done,
            id=drawn_id(request),
            member_id=my_id(request),
            **form.cleaned_data,
        ):
            return redirect("brokerage:my_offers")
    terms = matching.offer_terms(network_id=network_id, on=today)
    rows = matching.offers_of(network_id=network_id, member_id=my_id(request))
    context: dict[str, Any] = {
        "form": form,
        "id": drawn_id(request),
        "rows": [offer_row(request, row, terms=terms, today=today) for row in rows],
        "others": matching.know_how_of(network_id=network_id, member_id=my_id(request), kinds=("skill", "role")),
        "tabs": tabs_of_giving("offers"),
    }
    return render(request, "brokerage/my_offers.html", context, status=422 if form.errors else 200)


def _mine_or_404(request: HttpRequest, know_how_id: UUID) -> KnowHow:
    row = row_or_404(request, matching.know_how_by_id, know_how_id=know_how_id)
    if row.member_id != my_id(request):
        raise Http404
    return row


@require_POST
@member_page
def change(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Offer something that I can do, say that an offer still stands, or offer it no longer."""
    row = _mine_or_404(request, know_how_id)
    what = request.POST.get("what", "")
    if what == "offer":
        perform(request, actions.offer_what_i_can, done=_("Now you offer it."), know_how_id=row.pk)
    elif what == "keep":
        perform(request, matching_actions.keep_offer, done=_("Good: your offer is fresh again."), know_how_id=row.pk)
    elif what == "stop":
        done = _("You offer it no longer. It stays among what you can do.")
        perform(request, matching_actions.stop_offering, done=done, know_how_id=row.pk)
    elif what == "withdraw":
        perform(request, matching_actions.withdraw_know_how, done=_("It is taken away."), know_how_id=row.pk)
    return redirect("brokerage:my_offers")
