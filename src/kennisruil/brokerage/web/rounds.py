"""The exchange round: opening one, looking at its plans, deciding link by link."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import ExchangeRound
from kennisruil.brokerage.queries.rounds import RoundPlan
from kennisruil.brokerage.rules.rounds import Sums
from kennisruil.menu import queries as menu
from kennisruil.network.models import Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.asking import language_of, row_or_404, today_of
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform


@require_safe
@office_page
def rounds(request: HttpRequest) -> HttpResponse:
    """Say what a round is, show the present one and those of before, and open a new one."""
    network_id = network_of(request)
    items = menu.items_on(network_id=network_id, on=today_of(request), kind="session")
    context = {
        "present": queries.present_round(network_id=network_id),
        "past": queries.past_rounds(network_id=network_id),
        "open_needs": len(queries.needs_for_round(network_id=network_id)),
        "items": [(item.code, item.name_in(language_of(request))) for item in items],
    }
    return render(request, "brokerage/rounds.html", context)


@require_POST
@office_page
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round; while one is open, show that one."""
    round_id = new_id()
    perform(request, actions.open_round, id=round_id, item_code=request.POST.get("item", "session"))
    present = queries.present_round(network_id=network_of(request))
    return redirect("brokerage:round", present.pk) if present else redirect("brokerage:rounds")


@require_safe
@office_page
def exchange_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how far it is while it is drawn; then one plan at a time, as a picture and link by link."""
    row = row_or_404(request, queries.round_by_id, round_id=round_id)
    if row.state == ExchangeRound.State.DRAWING or "HX-Request" in request.headers:
        return _drawing(request, row)
    plans = queries.plans_of(network_id=network_of(request), round_id=row.pk)
    shown = request.GET.get("plan", "")
    shown = shown if shown in plans else next((name for name in _texts() if name in plans), "")
    tabs = [
        {"text": f"{text} ({plans[name].size})", "url": f"?plan={name}", "active": name == shown}
        for name, (text, _lead) in _texts().items()
        if name in plans
    ]
    context = {"round": row, "tabs": tabs, "shown": shown, "lead": _texts()[shown][1] if shown else ""}
    if shown:
        context |= _shown(plans[shown])
    if shown == "assign":
        context["left_out"] = max(row.total - plans[shown].size, 0)
    return render(request, "brokerage/round.html", context)


def _texts() -> Mapping[str, tuple[str, str]]:
    """Name the plans in the order of their tabs, each with what it does."""
    return {
        "chains": (
            _("Chains"),
            _(
                "Each chain begins with somebody who still has to give and ends with somebody in credit. "
                "Whoever stands between gives once and receives once, so their balance stays as it is."
            ),
        ),
        "rings": (
            _("Rings"),
            _("Two to four people who all give once and receive once. Every balance stays as it is."),
        ),
        "assign": (
            _("One person each"),
            _("For each open question somebody who fits, with a preference for who still has to give."),
        ),
    }


def _drawing(request: HttpRequest, row: ExchangeRound) -> HttpResponse:
    is_done = row.state != ExchangeRound.State.DRAWING
    progress = {
        "doing": _("The plans are ready") if is_done else _("Looking at every open question"),
        "done": row.done,
        "total": max(row.total, 1),
        "url": request.path,
        "finished": is_done,
        "next_url": request.path if is_done else "",
        "next_text": _("Look at its plans"),
    }
    part = "parts/progress.html" if "HX-Request" in request.headers else "brokerage/round_drawing.html"
    return render(request, part, {"progress": progress, "round": row})


def _shown(plan: RoundPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "chains": [_chain(plan, links, plan.sums) for links in plan.chains],
        "balances": _balances(plan),
        "is_ring": plan.plan == "rings",
    }


def _chain(plan: RoundPlan, links: Any, sums: Sums) -> dict[str, Any]:
    """Give the people of a chain in their order, and the links between them."""
    people = [_stop(link.giver.name, link.provider_party, sums) for link in links]
    last = links[-1]
    if plan.plan != "rings":
        people.append(_stop(last.need.member.name, last.recipient_party, sums))
    return {"people": people, "links": links}


def _stop(name: str, party: Party, sums: Sums) -> dict[str, Any]:
    before, after = sums.before.get(party.pk), sums.after.get(party.pk)
    return {"name": name, "party": party.name if party.name != name else "", "before": before, "after": after}


def _balances(plan: RoundPlan) -> list[dict[str, Any]]:
    parties = {
        party.pk: party
        for links in plan.chains
        for link in links
        for party in (link.provider_party, link.recipient_party)
    }
    rows = [
        {"party": party, "before": plan.sums.before[key], "after": plan.sums.after[key]}
        for key, party in parties.items()
        if key in plan.sums.before
    ]
    return sorted(rows, key=lambda row: (row["before"], row["party"].name, row["party"].number))


@require_POST
@office_page
def decide(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Accept a link, put it aside, or take it up again."""
    link = row_or_404(request, queries.round_link, link_id=link_id)
    if request.POST.get("answer") == "accept":
        perform(request, actions.accept_link, done=_("The question is on its way."), link_id=link.pk)
    else:
        perform(request, actions.reject_link, link_id=link.pk)
    return redirect(reverse("brokerage:round", args=[link.round_id]) + f"?plan={link.plan}#link-{link.pk}")


@require_POST
@office_page
def close(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Close the round."""
    row = row_or_404(request, queries.round_by_id, round_id=round_id)
    perform(request, actions.close_round, done=_("The round is closed. What you accepted goes on."), round_id=row.pk)
    return redirect("brokerage:rounds")
