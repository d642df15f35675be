"""Giving back: open needs that fit me, and other ways."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisruil.brokerage import queries
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.member_words import tabs_of_giving
from kennisruil.matching import queries as matching
from kennisruil.menu import queries as menu
from kennisruil.shared.web.asking import language_of, my_id, today_of
from kennisruil.shared.web.pages import member_page, network_of


@require_safe
@member_page
def give_back(request: HttpRequest) -> HttpResponse:
    """Show what fits me, with the reason, and what else earns coins; kind when nothing fits."""
    network_id, member_id = network_of(request), my_id(request)
    fits = [
        {"need": need, "reasons": words.reasons_of(fit.reasons[:1])}
        for need, fit in queries.fits_for_member(network_id=network_id, member_id=member_id)
    ]
    items = menu.items_on(network_id=network_id, on=today_of(request))
    standing = queries.standings(network_id=network_id, member_ids=[member_id], on=today_of(request))[member_id]
    context: dict[str, Any] = {
        "fits": fits,
        "ways": [_way(item, language_of(request)) for item in items if item.kind != "session" and _earns(item) > 0],
        "balance": standing.balance,
        "still_to_give": -standing.balance if standing.balance < 0 else 0,
        "is_paused": bool(queries.pause_of(network_id=network_id, member_id=member_id, on=today_of(request))),
        "tabs": tabs_of_giving("give"),
        "knows": len(
            matching.know_how_of(network_id=network_id, member_id=member_id, kinds=("skill", "role", "offer"))
        ),
    }
    return render(request, "brokerage/give_back.html", context)


def _earns(item: Any) -> int:
    return int(max(item.provider_coins, item.recipient_coins))


def _way(item: Any, language: str) -> dict[str, Any]:
    return {"name": item.name_in(language), "note": item.note_in(language), "coins": _earns(item)}
