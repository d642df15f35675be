"""What waits between two members: half-days to choose, and wishes to be introduced to somebody."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Proposal
from kennisruil.shared import clock
from kennisruil.shared.speaking import shortened
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


def todo_of_bookings(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List for a member the half-days to choose: somebody said yes, and the other gave some."""
    if waits_for == OFFICE:
        return []
    member_id = UUID(str(waits_for))
    return [
        TodoLine(
            kind="booking",
            key=str(row.pk),
            waits_for=member_id,
            since_on=row.listed.since_on,
            text=_yes_of(row, member_id=member_id),
            action_text=_("Choose a half-day"),
            url=reverse("brokerage:book", args=[row.pk]),
            overdue=False,
        )
        for row in queries.half_days_to_choose(network_id=network_id, member_id=member_id, at=clock.now())
    ]


def _yes_of(row: Proposal, *, member_id: UUID) -> str:
    if row.need.member_id == member_id:
        values = {"name": row.member.name, "text": shortened(row.need.text, most=90)}
        return _("%(name)s says yes to your question: “%(text)s”") % values
    return _("You said yes to %(name)s. Choose a half-day together.") % {"name": row.need.member.name}
