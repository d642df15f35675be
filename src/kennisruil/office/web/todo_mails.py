"""What waits in the outbox: mails of which nobody knows whether they arrived."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.network import queries as network
from kennisruil.shared.delivery import doubtful_mails
from kennisruil.shared.periods import day_of
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_mails(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List for the office the mails in doubt; overdue from the day after, for somebody waits for what they carry."""
    found = doubtful_mails(network_id=network_id) if waits_for == OFFICE else []
    if not found:
        return []
    zone = network.network_by_id(network_id=network_id).time_zone
    lines = []
    for mail in found:
        assert mail.begun_at is not None
        since_on = day_of(mail.begun_at, zone)
        lines.append(
            TodoLine(
                kind="mail_in_doubt",
                key=str(mail.pk),
                waits_for=OFFICE,
                since_on=since_on,
                text=_("This mail to %(to)s may have gone out already: %(subject)s")
                % {"to": mail.to, "subject": mail.subject},
                action_text=_("Say whether it arrived"),
                url=reverse("office:mail", args=[mail.pk]),
                overdue=since_on < today,
            )
        )
    return lines
