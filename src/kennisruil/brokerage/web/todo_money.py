"""What keeps a session from being agreed: a party that pays has no room for it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Session
from kennisruil.network.models import Party
from kennisruil.shared.templatetags.kr import day
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_room(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List for the office the sessions with one yes that a party cannot pay: it gives them room, or calls."""
    if waits_for != OFFICE:
        return []
    return [
        TodoLine(
            kind="session_room",
            key=str(session.pk),
            waits_for=OFFICE,
            since_on=session.since_on,
            text=_in_words(session, party),
            action_text=_("Give room, or call"),
            url=reverse("brokerage:session", args=[session.pk]),
            overdue=False,
        )
        for session, party in queries.sessions_without_room(network_id=network_id, on=today)
    ]


def _in_words(session: Session, party: Party) -> str:
    return _("%(party)s has no room for the session of %(other)s with %(name)s on %(day)s.") % {
        "party": party.name,
        "other": session.provider.name,
        "name": session.recipient.name,
        "day": day(session.held_on),
    }
