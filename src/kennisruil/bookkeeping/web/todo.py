"""What waits in the books: alarms, packages that do not answer, months that differ."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.bookkeeping import queries
from kennisruil.bookkeeping.queries.outbox import TargetCount
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels
from kennisruil.network.queries import network_by_id
from kennisruil.shared.speaking import Count
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_bookkeeping(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office."""
    if waits_for != OFFICE:
        return []
    zone = ZoneInfo(network_by_id(network_id=network_id).time_zone)
    lines: list[TodoLine] = []
    for count in queries.outbox_counts(network_id=network_id).values():
        since_on = count.waits_since_at.astimezone(zone).date() if count.waits_since_at else today
        lines += _lines(count, since_on=since_on, today=today)
    for target, month_on, accounts in queries.months_apart(network_id=network_id):
        lines.append(_apart(Target(target), month_on, accounts))
    return lines


def _lines(count: TargetCount, *, since_on: date, today: date) -> list[TodoLine]:
    name = labels.SHORT_TARGETS[Target(count.target)]
    found = []
    if count.alarms:
        text = ngettext(
            "%(package)s holds %(count)s number with other content than ours.",
            "%(package)s holds %(count)s numbers with other content than ours.",
            count.alarms,
        ) % {"package": name, "count": Count(count.alarms)}
        url = f"{reverse('bookkeeping:outbox')}?state=alarm"
        found.append(_line("package_alarm", count.target, today, text, _("Look at them"), url, overdue=True))
    if count.tried_often:
        text = ngettext(
            "%(count)s row does not reach %(package)s.", "%(count)s rows do not reach %(package)s.", count.tried_often
        ) % {"package": name, "count": Count(count.tried_often)}
        url = f"{reverse('bookkeeping:outbox')}?state=waiting"
        found.append(_line("package_waits", count.target, since_on, text, _("See what it answers"), url))
    return found


def _apart(target: Target, month_on: date, accounts: int) -> TodoLine:
    text = ngettext(
        "%(package)s says something else of %(count)s account in the month from %(day)s.",
        "%(package)s says something else of %(count)s accounts in the month from %(day)s.",
        accounts,
    ) % {"package": labels.SHORT_TARGETS[target], "count": Count(accounts), "day": f"{month_on:%d/%m/%Y}"}
    url = reverse("bookkeeping:compared", args=[target.value]) + "?show=apart"
    return _line("package_apart", f"{target.value}:{month_on}", month_on, text, _("Compare them"), url)


def _line(
    kind: str, key: str, since_on: date, text: str, action_text: str, url: str, *, overdue: bool = False
) -> TodoLine:
    return TodoLine(
        kind=kind,
        key=key,
        waits_for=OFFICE,
        since_on=since_on,
        text=text,
        action_text=action_text,
        url=url,
        overdue=overdue,
    )
