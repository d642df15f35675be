"""What waits in billing: for the office, and for who provided and must look at a draft."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kennisruil.billing.models import Document
from kennisruil.billing.queries.months import PlannedRow, months_overview, waiting_supplies
from kennisruil.billing.rules.close import Colour
from kennisruil.network.queries import parties_of
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_lines(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office, or for one member."""
    if waits_for == OFFICE:
        return [*_waiting(network_id, today), *_stopped(network_id), *_months(network_id, today)]
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


def _stopped(network_id: UUID) -> list[TodoLine]:
    rows = Document.objects.filter(
        network_id=network_id, state__in=[Document.State.FAILED, Document.State.REFUSED]
    ).select_related("party")
    found = []
    for row in rows.order_by("drawn_on", "pk")[:200]:
        failed = row.state == Document.State.FAILED
        text = _("A document for %(party)s does not pass the rules and was not issued.")
        text = text if failed else _("%(party)s says a draft is not right.")
        found.append(
            TodoLine(
                kind="stopped_document",
                key=str(row.pk),
                waits_for=OFFICE,
                since_on=row.drawn_on,
                text=text % {"party": row.party.name},
                action_text=_("Look at it"),
                url=url_for("document", row.pk) or "",
                overdue=True,
            )
        )
    return found


def _months(network_id: UUID, today: date) -> list[TodoLine]:
    found = []
    for row in months_overview(network_id=network_id, today=today):
        if row.colour is Colour.CLOSED or today < row.month.end_on:
            continue
        found.append(
            TodoLine(
                kind="month",
                key=str(row.month),
                waits_for=OFFICE,
                since_on=row.month.end_on,
                text=_("%(month)s is not closed yet.") % {"month": _month(row.month)},
                action_text=_("Close the month"),
                url=url_for("month", str(row.month)) or "",
                overdue=row.colour is not Colour.GREEN,
            )
        )
    return found


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
            % {"day": f"{row.accept_until:%d/%m/%Y}"},
            action_text=_("Look at the draft"),
            url=url_for("document", row.pk) or "",
        )
        for row in rows.exclude(accept_until=None).order_by("drawn_on", "pk")[:50]
    ]


def _month(month: Month) -> str:
    return f"{month.start_on:%m/%Y}"
