"""What waits in the directory: people who asked the office to be introduced to somebody."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.shared.todo import OFFICE, TodoLine

_LATE_AFTER = timedelta(days=7)


def todo_of_introductions(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List the wishes to be introduced, for the office."""
    if waits_for != OFFICE:
        return []
    return [
        TodoLine(
            kind="introduction",
            key=str(row.pk),
            waits_for=OFFICE,
            since_on=row.since_on,
            text=_("%(name)s would like to meet %(other)s.") % {"name": row.member.name, "other": row.to_member.name},
            action_text=_("Introduce them"),
            url=reverse("brokerage:introduction", args=[row.pk]),
            overdue=today > row.since_on + _LATE_AFTER,
        )
        for row in queries.approaches_waiting(network_id=network_id)
    ]
