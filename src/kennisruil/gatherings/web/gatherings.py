"""Gatherings: what is coming, one gathering with its places, planning, noting who came."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing import queries as euro
from kennisruil.gatherings import actions, queries
from kennisruil.gatherings.models import Gathering
from kennisruil.gatherings.web.asking import gathering_or_404
from kennisruil.gatherings.web.forms import KIND_WORDS, PlanForm
from kennisruil.menu import queries as menu
from kennisruil.network import queries as network
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import language_of, my_id, today_of, write_as
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for

ATTENDED_KINDS = ("workshop", "office_workshop", "bootcamp", "panel")


@require_safe
@member_page
def gatherings(request: HttpRequest) -> HttpResponse:
    """Show what is coming, and what lies behind."""
    network_id, today = network_of(request), today_of(request)
    mine = {row.gathering_id for row in queries.places_of_member(network_id=network_id, member_id=my_id(request))}
    page = {
        "coming": [
            (row, row.pk in mine, KIND_WORDS[row.kind]) for row in _rows(queries.coming_gatherings, network_id, today)
        ],
        "past": [(row, KIND_WORDS[row.kind]) for row in _rows(queries.past_gatherings, network_id, today)[:30]],
    }
    return render(request, "gatherings/gatherings.html", page)


def _rows(query: Any, network_id: UUID, today: Any) -> list[Gathering]:
    return list(query(network_id=network_id, today=today))


@require_safe
@member_page
def gathering(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Show one gathering: what it is, what it costs, who comes (to the office), and my place."""
    row = gathering_or_404(request, gathering_id)
    network_id, today = network_of(request), today_of(request)
    parties = [acting.party for acting in network.parties_of(network_id=network_id, member_id=my_id(request), on=today)]
    mine = queries.place_of(network_id=network_id, gathering_id=row.pk, member_id=my_id(request))
    page = {
        "gathering": row,
        "kind_word": KIND_WORDS[row.kind],
        "item_name": row.item.name_in(language_of(request)),
        "mine": mine,
        "parties": [party for party in parties if party.account_id],
        "consequence": _consequence(request, row, row.item.recipient_coins, mine.party_id if mine else None, parties),
        "is_past": row.planned_on <= today,
        "is_ahead": row.planned_on >= today,
        "places": queries.places_of(network_id=network_id, gathering_id=row.pk) if is_office(request) else [],
        "left": row.capacity - row.taken if row.capacity else None,
    }
    return render(request, "gatherings/gathering.html", page)


def _consequence(
    request: HttpRequest, row: Gathering, coins: int, party_id: UUID | None, parties: list[Any]
) -> dict[str, Any] | None:
    """Prepare what attending means in coins and euro; None where it moves nothing."""
    party_id = party_id or (parties[0].pk if parties else None)
    if not coins or row.state != "planned":
        return None
    if coins > 0:
        sign = getattr(request.network, "coin_sign", "") or "SIF"  # type: ignore[attr-defined]  # set by the shell
        earned = f"{format_coins(coins, language=language_of(request))} {sign}"
        return {"sentence": _("You earn %(coins)s.") % {"coins": earned}, "rows": []}
    means = euro.consequence_for(
        network_id=network_of(request), side="recipient", party_id=party_id, coins=-coins, on=row.planned_on
    )
    return {
        "sentence": _("After the gathering the coins go to the network and you get an invoice at the month's end."),
        "rows": [
            {"text": _("Price"), "coins": means.coins, "cents": means.base_cents},
            {"text": _("VAT, in euro"), "coins": None, "cents": means.vat_cents},
            {"text": _("Together"), "coins": None, "cents": means.gross_cents, "strong": True},
        ],
        "notes": [_("You pay the VAT in euro. The rest you give back with your own know-how, or pay.")],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def plan(request: HttpRequest) -> HttpResponse:
    """Put a gathering on the calendar."""
    network_id, today, language = network_of(request), today_of(request), language_of(request)
    items = [
        (item.code, f"{item.name_in(language)} ({format_coins(item.recipient_coins, language=language)})")
        for item in menu.items_on(network_id=network_id, on=today)
        if item.kind in ATTENDED_KINDS
    ]
    operator_id = network.operator_of(network_id=network_id).pk
    providers = [
        (str(party.pk), party.name)
        for party in network.find_parties(network_id=network_id, text="")
        if party.account_id and party.pk != operator_id
    ]
    form = PlanForm(request.POST or None, items=items, providers=providers)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.plan_gathering(id=new_id(), **_planned(request, form.cleaned_data), **write_as(request))
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            messages.success(request, _("“%(title)s” is on the calendar.") % {"title": row.title})
            return redirect("gatherings:gathering", gathering_id=row.pk)
    return render(request, "gatherings/plan.html", {"form": form})


def _planned(request: HttpRequest, data: dict[str, Any]) -> dict[str, Any]:
    zone = ZoneInfo(request.network.time_zone)  # type: ignore[attr-defined]  # set by the shell
    return {
        "kind": data["kind"],
        "title": data["title"],
        "summary": data["summary"],
        "starts_at": datetime.combine(data["day"], data["hour"], tzinfo=zone),
        "place": data["place"],
        "capacity": data["capacity"] or 0,
        "item_code": data["item_code"],
        "provider_party_id": UUID(data["provider"]) if data["provider"] else None,
    }


@require_POST
@office_page
def hold(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Note who came; coins move."""
    row = gathering_or_404(request, gathering_id)
    known = {
        str(place.pk): place.pk for place in queries.places_of(network_id=network_of(request), gathering_id=row.pk)
    }
    came = [known[key] for key in request.POST.getlist("attended") if key in known]
    said = ngettext(
        "%(count)s person came. The coins have moved.", "%(count)s people came. The coins have moved.", len(came)
    )
    perform(
        request,
        actions.hold_gathering,
        done=said % {"count": Count(len(came))},
        gathering_id=row.pk,
        attended=came,
        today=today_of(request),
    )
    return redirect("gatherings:gathering", gathering_id=row.pk)


@require_POST
@office_page
def cancel(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Cancel a gathering; held coins go back."""
    row = gathering_or_404(request, gathering_id)
    said = _("“%(title)s” is cancelled. All held coins are back.") % {"title": row.title}
    perform(request, actions.cancel_gathering, done=said, gathering_id=row.pk)
    return redirect("gatherings:gathering", gathering_id=row.pk)
