"""Documents and open amounts as the parts of the frame take them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.billing.models import Document
from kennisruil.billing.queries.pages.documents import KindTotal
from kennisruil.billing.web import labels

# Their euro stand on other documents, or are none.
LETTERS = ("letter", "receipt")


def document_row(document: Document, *, today: date) -> dict[str, Any]:
    """Give the variables of ``parts/document_row.html``; the document carries what ``found_documents`` adds."""
    due_on = document.open_due_on  # type: ignore[attr-defined]  # annotated by the query
    waits = document.state == Document.State.DRAFT
    return {
        "number": document.number,
        "url": reverse("billing:document", args=[document.pk]),
        "kind": labels.KINDS[document.kind],
        "party": parties_on(document),
        "coins": abs(document.coins) if document.coins else None,  # type: ignore[attr-defined]  # annotated by the query
        "cents": _cents_of(document),
        "state": chip_of_row(document, today=today),
        "due_on": document.accept_until if waits else due_on,
        "due_note": _("answer by then") if waits else _("due") if due_on else "",
        "pdf_url": reverse("billing:document_pdf", args=[document.pk]),
    }


def parties_on(document: Document) -> str:
    """Name whose document it is; in a provider's own name, to whom as well."""
    if document.counterparty is None:
        return str(document.party.name)
    return _("%(provider)s to %(buyer)s") % {"provider": document.party.name, "buyer": document.counterparty.name}


def _cents_of(document: Document) -> int | None:
    """Give what a document comes to: a receipt what was paid, a letter nothing."""
    if document.kind in LETTERS:
        return document.paid_cents  # type: ignore[attr-defined,no-any-return]  # annotated by the query
    return document.base_cents + document.vat_cents


def chip_of_row(document: Document, *, today: date) -> str:
    """Name the look of a listed document's state."""
    return chip_of(
        document,
        open_cents=document.open_cents or 0,  # type: ignore[attr-defined]  # annotated by the query
        claimed_cents=document.claimed_cents or 0,  # type: ignore[attr-defined]  # annotated by the query
        due_on=document.open_due_on,  # type: ignore[attr-defined]  # annotated by the query
        corrected_cents=document.corrected_cents or 0,  # type: ignore[attr-defined]  # annotated by the query
        is_ours_to_pay=document.is_ours_to_pay,  # type: ignore[attr-defined]  # annotated by the query
        today=today,
    )


def chip_of(
    document: Document,
    *,
    open_cents: int,
    claimed_cents: int,
    due_on: date | None,
    corrected_cents: int,
    is_ours_to_pay: bool,
    today: date,
) -> str:
    """Name the look of a document's state: as issued, or how far settled; late is only what a party owes."""
    if document.state == Document.State.DRAFT:
        return "waits_for_acceptance"
    if document.state != Document.State.ISSUED:
        return document.state
    if corrected_cents and corrected_cents >= document.base_cents:
        return "corrected"
    if not claimed_cents:
        return "issued"
    if not open_cents:
        return "settled"
    if due_on and due_on < today:
        return "due" if is_ours_to_pay else "overdue"
    return "part_paid" if open_cents < claimed_cents else "issued"


def kind_filter(value: str) -> dict[str, Any]:
    """Give the filter by kind."""
    choices = [{"value": "", "text": _("All kinds")}]
    choices += [{"value": kind, "text": str(word)} for kind, word in labels.KINDS.items()]
    return {"name": "kind", "label": _("Kind"), "kind": "choice", "value": value, "choices": choices}


def state_filter(value: str) -> dict[str, Any]:
    """Give the filter by state."""
    choices = [{"value": "", "text": _("All states")}]
    choices += [{"value": state, "text": str(word)} for state, word in labels.STATES.items()]
    return {"name": "state", "label": _("State"), "kind": "choice", "value": value, "choices": choices}


def total_rows(totals: Iterable[KindTotal]) -> list[list[Any]]:
    """Give the rows of a table of sums by kind."""
    return [
        [
            {"text": labels.KINDS[total.kind], "note": _("in the name of who gave") if total.is_of_provider else ""},
            {"text": str(total.count)},
            {"cents": total.base_cents},
            {"cents": total.vat_cents},
            {"cents": total.base_cents + total.vat_cents},
        ]
        for total in totals
        if total.kind not in LETTERS
    ]


def total_columns() -> list[dict[str, Any]]:
    """Give the head of that table."""
    return [
        {"label": _("Kind")},
        {"label": _("Documents"), "number": True},
        {"label": _("Without VAT"), "number": True},
        {"label": _("VAT"), "number": True},
        {"label": _("Together"), "number": True},
    ]
