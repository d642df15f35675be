"""The menu card: what things cost and earn; for the office also its history and a new version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.menu import actions, queries, rules
from kennisruil.menu.models import MenuCard
from kennisruil.menu.rules import ItemLine
from kennisruil.menu.web.forms import FromForm, ItemForms, initial_of, items_from
from kennisruil.network import queries as network
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page
from kennisruil.shared.web.sentences import sentence_for


@require_safe
@member_page
def card(request: HttpRequest) -> HttpResponse:
    """Show the card in force today."""
    return _card_page(request, queries.card_on(network_id=network_of(request), on=today_of(request)))


@require_safe
@office_page
def version(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show another version of the card."""
    return _card_page(request, row_or_404(request, queries.card_by_id, card_id=card_id))


def _card_page(request: HttpRequest, shown: MenuCard | None) -> HttpResponse:
    network_id, language = network_of(request), language_of(request)
    items = queries.items_of(network_id=network_id, card_id=shown.pk) if shown else []
    office = is_office(request)
    rows = [
        {
            "name": item.name_in(language),
            "note": item.note_in(language),
            "recipient": item.recipient_coins or None,
            "provider": item.provider_coins or None,
            "budget": item.budget_minor_per_year,
        }
        for item in items
    ]
    context = {
        "shown": shown,
        "rows": rows,
        "versions": queries.cards(network_id=network_id) if office else [],
        "in_office": office,
        "worth_cents": network.setting(network_id=network_id, key="coin.counter_value_cents", on=today_of(request)),
        "budget": queries.budget_on(network_id=network_id, on=today_of(request)) if office else None,
    }
    return render(request, "menu/card.html", context)


def _standing(request: HttpRequest) -> list[ItemLine]:
    """Give the items of the newest card, to start a next one from."""
    newest = queries.cards(network_id=network_of(request))[:1]
    rows = queries.items_of(network_id=network_of(request), card_id=newest[0].pk) if newest else []
    return [row.line for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def new_card(request: HttpRequest) -> HttpResponse:
    """Make a new version; the change is shown before it is published, and never touches the past."""
    standing = _standing(request)
    when = FromForm(request.POST or None)
    rows = ItemForms(request.POST or None, initial=initial_of(standing), prefix="item")
    problem = ""
    if request.method == "POST" and when.is_valid() and rows.is_valid():
        try:
            items = items_from(rows.cleaned_data, standing=standing)
            holds_from = when.cleaned_data["holds_from"]
            actions.publish_card(id=new_id(), holds_from=holds_from, items=items, **write_as(request))
        except Refusal as refusal:
            problem = sentence_for(refusal)
        else:
            messages.success(request, _("The new card is published. Agreed sessions keep their price."))
            return redirect("menu:card")
    status = 422 if problem or when.errors or any(rows.errors) else 200
    context = {"when": when, "rows": rows, "problem": problem, "changes": []}
    return render(request, "menu/new_card.html", context, status=status)


@require_POST
@office_page
def preview(request: HttpRequest) -> HttpResponse:
    """Show, while somebody types, what the new card changes."""
    standing = _standing(request)
    rows = ItemForms(request.POST, initial=initial_of(standing), prefix="item")
    problem, changes = "", []
    if rows.is_valid():
        items = items_from(rows.cleaned_data, standing=standing)
        changes = _changes(standing, items, language=language_of(request))
        try:
            rules.check_items(items)
        except Refusal as refusal:
            problem = sentence_for(refusal)
    return render(request, "menu/_preview.html", {"changes": changes, "problem": problem})


def _changes(before: Sequence[ItemLine], after: Sequence[ItemLine], *, language: str) -> list[dict[str, Any]]:
    """List what differs: service, prices before and after."""
    old, new = ({item.code: item for item in items} for items in (before, after))
    return [
        {"name": (new.get(code) or old[code]).names.get(language, code), "old": old.get(code), "new": new.get(code)}
        for code in [*new, *(code for code in old if code not in new)]
        if old.get(code) != new.get(code)
    ]
