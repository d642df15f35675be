"""The first page of everybody who is signed in: what waits, oldest first, each line with its action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisruil.brokerage import queries as brokerage
from kennisruil.office import queries
from kennisruil.shared.todo import OFFICE, todo_lines
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import member_page, network_of

COMING_STATES = ("agreed", "moved", "proposed")


@require_safe
@member_page
def todo(request: HttpRequest) -> HttpResponse:
    """Show what waits for the office and for the person, or the member's next step."""
    network_id, today = network_of(request), today_of(request)
    own = todo_lines(network_id=network_id, waits_for=my_id(request), today=today)
    page = {"today": today, "own": own}
    if request.is_office:  # type: ignore[attr-defined]  # set by the shell
        page["lines"] = todo_lines(network_id=network_id, waits_for=OFFICE, today=today)
        page["overdue"] = sum(line.overdue for line in page["lines"])
        return render(request, "office/todo.html", page)
    parties = queries.party_balances(network_id=network_id, member_id=my_id(request), today=today)
    sessions = brokerage.sessions_of(network_id=network_id, member_id=my_id(request), limit=50)
    page["balance"] = sum(row.balance or 0 for row in parties)
    page["to_give"] = -min(page["balance"], 0)
    page["parties"] = parties
    page["fits"] = brokerage.fits_for_member(network_id=network_id, member_id=my_id(request), limit=3)
    page["coming"] = [row for row in sessions if row.state in COMING_STATES and row.held_on >= today][:3]
    return render(request, "office/next_step.html", page)
