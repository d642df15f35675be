"""What waits in billing: for the office, and for who provided and must look at a draft."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.billing.models import CloseRun, Document
from kennisruil.billing.queries.months import PlannedRow, months_overview, waiting_supplies
from kennisruil.billing.queries.plan import drawable
from kennisruil.billing.queries.reminder_todo import reminder_todo
from kennisruil.billing.queries.stopped_todo import stopped_todo
from kennisruil.billing.rules.close import Colour, Run, run_on
from kennisruil.network.queries import parties_of, setting
from kennisruil.shared.amounts import locale_of
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month
from kennisruil.shared.speaking import language_now
from kennisruil.shared.templatetags.kr import day
from kennisruil.shared.todo import OFFICE, TodoLine

_CLOSE_TEXTS = {
    Colour.GREEN: gettext_lazy("%(month)s is not closed yet."),
    Colour.AMBER: gettext_lazy("%(month)s is not closed yet. Its documents must be out by the 15th."),
    Colour.RED: gettext_lazy("%(month)s is not closed, and the 15th has passed. Close it today."),
}


def todo_lines(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office, or for one member."""
    if waits_for == OFFICE:
        return [
            *_waiting(network_id, today),
            *stopped_todo(network_id=network_id),
            *_months(network_id, today),
            *reminder_todo(network_id=network_id, today=today),
        ]
    assert isinstance(waits_for, UUID)
    return _drafts(network_id, waits_for, today)


def missing_name(code: str) -> str:
    """Say what a supply waits for, in the active language."""
    names = {
        "facts": _("its VAT status"),
        "agreement": _("its yes to self-billing"),
        "vat_number": _("its VAT number"),
        "enterprise_number": _("its enterprise number"),
        "address": _("its address"),
        "counterparty_vat_number": _("the VAT number of the other party"),
        "mandate": _("its mandate to invoice in its name"),
        "counterparty_facts": _("the VAT status of the other party"),
        "counterparty_address": _("the address of the other party"),
        "failed": _("a mended document"),
        "refused": _("an answer to its objection"),
    }
    return names.get(code, code)


def _waiting(network_id: UUID, today: date) -> list[TodoLine]:
    """Give one line per party and reason, however many months wait for it, from the first of them on."""
    first: dict[tuple[UUID, tuple[str, ...]], PlannedRow] = {}
    for row in waiting_supplies(network_id=network_id, today=today):
        if {"failed", "refused"} & set(row.missing):
            continue
        key = (row.party.pk, tuple(row.missing))
        if key not in first or row.month < first[key].month:
            first[key] = row
    return [_waiting_line(row, today) for row in first.values()]


def _waiting_line(row: PlannedRow, today: date) -> TodoLine:
    what = ", ".join(missing_name(code) for code in row.missing)
    return TodoLine(
        kind="waiting_supply",
        key=f"{row.party.pk}:{','.join(row.missing)}",
        waits_for=OFFICE,
        since_on=row.month.start_on,
        text=_("No document for %(party)s yet: it waits for %(what)s.") % {"party": row.party.name, "what": what},
        action_text=_("Complete"),
        url=url_for("party", row.party.pk) or "",
        overdue=today >= row.month.end_on,
    )


def _months(network_id: UUID, today: date) -> list[TodoLine]:
    found = _first_run(network_id, today)
    for row in months_overview(network_id=network_id, today=today):
        if row.colour is Colour.CLOSED or today < row.month.end_on:
            continue
        found.append(
            TodoLine(
                kind="month",
                key=str(row.month),
                waits_for=OFFICE,
                since_on=row.month.end_on,
                text=_begun(_CLOSE_TEXTS[row.colour] % {"month": _month(row.month)}),
                action_text=_("Close the month"),
                url=url_for("month", str(row.month)) or "",
                overdue=row.colour is not Colour.GREEN,
            )
        )
    return found


def _first_run(network_id: UUID, today: date) -> list[TodoLine]:
    """Give a line in the last days of a quarter, until its first run was made."""
    month = Month.of(today)
    days = setting(network_id=network_id, key="close.first_run_days", on=today)
    wanted = run_on(month=month, today=today, first_run_days=days) is Run.FIRST
    if not wanted or CloseRun.objects.filter(network_id=network_id, month_on=month.start_on).exists():
        return []
    if not drawable(network_id=network_id, until=month.end_on):
        return []
    return [
        TodoLine(
            kind="first_run",
            key=str(month),
            waits_for=OFFICE,
            since_on=month.end_on - timedelta(days=days),
            text=_("The quarter ends. Document now what was held in %(month)s, so that it falls inside the quarter.")
            % {"month": _month(month)},
            action_text=_("Start the first run"),
            url=url_for("month", str(month)) or "",
            overdue=today == month.end_on - timedelta(days=1),
        )
    ]


def _drafts(network_id: UUID, member_id: UUID, today: date) -> list[TodoLine]:
    parties = [each.party_id for each in parties_of(network_id=network_id, member_id=member_id, on=today)]
    rows = Document.objects.filter(network_id=network_id, party_id__in=parties, state=Document.State.DRAFT)
    return [
        TodoLine(
            kind="draft",
            key=str(row.pk),
            waits_for=member_id,
            since_on=row.drawn_on,
            text=_("Look at the draft of what you gave. It is accepted by itself on %(day)s.")
            % {"day": day(row.accept_until)},
            action_text=_("Look at the draft"),
            url=url_for("document", row.pk) or "",
        )
        for row in rows.exclude(accept_until=None).order_by("drawn_on", "pk")[:50]
    ]


def _month(month: Month) -> str:
    """Write a month in the language of the moment: ``december 2026``."""
    return str(format_date(month.start_on, format="LLLL y", locale=locale_of(language_now())))


def _begun(words: str) -> str:
    """Begin a sentence with these words."""
    return words[:1].upper() + words[1:]
