"""The first page of everybody who is signed in: what waits, oldest first, each line with its action."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisruil.brokerage import queries as brokerage
from kennisruil.office import queries
from kennisruil.shared.todo import OFFICE, TodoLine, todo_lines
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import member_page, network_of

COMING_STATES = ("agreed", "moved", "proposed")
# A list that is longer is told apart by what is to be done; of each the oldest stand open.
FLAT_LINES = 12
OPEN_LINES = 4


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """What waits for the same thing to be done: the oldest ``first`` open, the ``rest`` folded."""

    title: str
    anchor: str
    first: Sequence[TodoLine]
    rest: Sequence[TodoLine]

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.first) + len(self.rest)


@require_safe
@member_page
def todo(request: HttpRequest) -> HttpResponse:
    """Show what waits for the office and for the person, or the member's next step."""
    network_id, today = network_of(request), today_of(request)
    own = todo_lines(network_id=network_id, waits_for=my_id(request), today=today)
    page = {"today": today, "own": own}
    if request.is_office:  # type: ignore[attr-defined]  # set by the shell
        page["lines"] = todo_lines(network_id=network_id, waits_for=OFFICE, today=today)
        page["groups"] = grouped(page["lines"])
        page["overdue"] = sum(line.overdue for line in page["lines"])
        return render(request, "office/todo.html", page)
    parties = queries.party_balances(network_id=network_id, member_id=my_id(request), today=today)
    sessions = brokerage.sessions_of(network_id=network_id, member_id=my_id(request), limit=50)
    page["balance"] = sum(row.balance or 0 for row in parties)
    page["to_give"] = -min(page["balance"], 0)
    page["parties"] = parties
    page["fits"] = brokerage.fits_for_member(network_id=network_id, member_id=my_id(request), limit=3)
    coming = [row for row in sessions if row.state in COMING_STATES and row.held_on >= today]
    page["coming"] = sorted(coming, key=lambda row: row.starts_at)[:3]
    return render(request, "office/next_step.html", page)


def grouped(lines: Sequence[TodoLine]) -> list[TodoGroup]:
    """Tell a long list apart by its action, the group with the oldest line first; a short one stays one list.

    ``lines`` come oldest first and stay so within a group.
    """
    if len(lines) <= FLAT_LINES:
        return []
    by_action: dict[str, list[TodoLine]] = {}
    for line in lines:
        by_action.setdefault(line.action_text, []).append(line)
    return [
        TodoGroup(title=title, anchor=f"todo-{turn}", first=some[:OPEN_LINES], rest=some[OPEN_LINES:])
        for turn, (title, some) in enumerate(by_action.items(), start=1)
    ]
