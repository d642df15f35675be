"""What waits in the money of billing: lines of the bank, batches for a second person, e-invoices that stopped."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisruil.billing.models import PayBatch, Submission
from kennisruil.billing.queries.channel import channel_state, companies_by_pdf, documents_wait, submissions
from kennisruil.billing.queries.pages.bank import oldest_waiting, waiting_lines
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import Count
from kennisruil.shared.todo import OFFICE, TodoLine

# A bank carries out a SEPA payment within a day; after this many somebody looks what became of it.
_DAYS_FOR_THE_BANK = 5
_DAYS_OF_PDF = 92
_TROUBLE = {
    "rejected": gettext_lazy("The access point refuses %(number)s for %(party)s."),
    "unregistered": gettext_lazy("%(party)s is not registered for e-invoices of this kind: %(number)s went by mail."),
    "stuck": gettext_lazy("%(number)s for %(party)s does not get through as e-invoice."),
}


def money_todo_lines(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List what waits for the office: nothing here waits for a member."""
    if waits_for != OFFICE:
        return []
    return [*_bank(network_id, today), *_batches(network_id, today), *_channel(network_id, today)]


def _bank(network_id: UUID, today: date) -> list[TodoLine]:
    left, proposed = waiting_lines(network_id=network_id)
    oldest = oldest_waiting(network_id=network_id)
    if oldest is None:
        return []
    count = left + proposed
    said = ngettext(
        "%(count)s line of the bank waits: say whose it is.",
        "%(count)s lines of the bank wait: say whose they are.",
        count,
    )
    return [
        TodoLine(
            kind="bank",
            key="lines",
            waits_for=OFFICE,
            since_on=min(oldest.booked_on, today),
            text=said % {"count": Count(count)},
            action_text=_("Look at it") if count == 1 else _("Look at them"),
            url=url_for("bank", "lines") or "",
        )
    ]


def _batches(network_id: UUID, today: date) -> list[TodoLine]:
    rows = PayBatch.objects.filter(network_id=network_id, state__in=["prepared", "approved"])
    found = []
    for batch in rows.order_by("prepared_at", "pk")[:50]:
        late = batch.pay_on + timedelta(days=_DAYS_FOR_THE_BANK) < today
        if batch.state == PayBatch.State.APPROVED and not late:
            continue
        waits = _("A batch of payments waits for a second person.")
        silent = _("A batch of payments was approved, and no statement tells yet that the bank paid it.")
        is_prepared = batch.state == PayBatch.State.PREPARED
        found.append(
            TodoLine(
                kind="pay_batch",
                key=str(batch.pk),
                waits_for=OFFICE,
                since_on=batch.prepared_at.date() if is_prepared else batch.pay_on,
                text=waits if is_prepared else silent,
                action_text=_("Look at it"),
                url=url_for("pay_batch", batch.pk) or "",
                overdue=late,
            )
        )
    return found


def _channel(network_id: UUID, today: date) -> list[TodoLine]:
    """Give a line per document that did not arrive, one for companies without, one for a channel not ready."""
    rows = submissions(network_id=network_id, state="trouble")
    found = [
        TodoLine(
            kind="e_invoice",
            key=str(row.pk),
            waits_for=OFFICE,
            since_on=row.document.issued_on or today,
            text=str(_TROUBLE[row.state]) % {"number": row.document.number, "party": row.document.party.name},
            action_text=_("Look at it"),
            url=url_for("document", row.document_id) or "",
            overdue=row.state != Submission.State.UNREGISTERED,
        )
        for row in rows[:50]
    ]
    if channel_state(network_id=network_id, on=today).missing and documents_wait(network_id=network_id):
        found.append(_of_channel("ready", today, _("E-invoices wait: the access point is not set up whole."), True))
    companies = len(companies_by_pdf(network_id=network_id, on=today, since=today - timedelta(days=_DAYS_OF_PDF)))
    if companies:
        said = ngettext(
            "%(count)s company got a PDF, where the law asks an e-invoice: see whether it is registered.",
            "%(count)s companies got a PDF, where the law asks an e-invoice: see whether they are registered.",
            companies,
        )
        found.append(_of_channel("companies", today, said % {"count": Count(companies)}, False))
    return found


def _of_channel(key: str, today: date, text: str, overdue: bool) -> TodoLine:
    return TodoLine(
        kind="channel",
        key=key,
        waits_for=OFFICE,
        since_on=today,
        text=text,
        action_text=_("Go to e-invoices"),
        url=url_for("channel", "state") or "",
        overdue=overdue,
    )
