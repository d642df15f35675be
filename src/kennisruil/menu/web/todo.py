"""What waits in the menu room: the network's yearly coin budget, when it nears its end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.menu import queries
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.speaking import language_now
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_menu(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """Tell the office when the network's own account bears more than its budget foresees."""
    if waits_for != OFFICE:
        return []
    state = queries.budget_on(network_id=network_id, on=today)
    if not state.is_alarming:
        return []
    language = language_now()
    values = {
        "used": format_coins(state.used_minor, language=language),
        "budget": format_coins(state.budget_minor, language=language),
        "year": today.year,
    }
    line = TodoLine(
        kind="coin_budget",
        key=str(today.year),
        waits_for=OFFICE,
        since_on=today.replace(day=1),
        text=_("In %(year)s the network itself bore %(used)s of the %(budget)s coins it set aside.") % values,
        action_text=_("Look at the prices"),
        url=reverse("menu:card"),
        overdue=state.is_spent,
    )
    return [line]
