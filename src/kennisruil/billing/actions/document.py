"""Documents: drawn from supplies, issued with number and structured form, posted in the same transaction."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kennisruil.billing import einvoice
from kennisruil.billing.actions.books import book_closings, mark_posted
from kennisruil.billing.actions.claims import open_claim
from kennisruil.billing.actions.document_entry import lines_of_entry, post_document
from kennisruil.billing.actions.numbering import draw_number
from kennisruil.billing.models import Document, DocumentLine, Movement
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, plan
from kennisruil.billing.rules.frozen import draft_to_dict
from kennisruil.billing.rules.kinds import DocumentKind, Severity
from kennisruil.billing.rules.series import series_of, shown
from kennisruil.billing.rules.values import DocumentDraft, Finding
from kennisruil.network.models import Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.files import Kept, keep_files
from kennisruil.shared.ids import derived_id

SELF_BILLED = (DocumentKind.SELF_BILLED_389, DocumentKind.SELF_BILLED_CREDIT_261)


class NotValid(Exception):
    """The structured document does not pass; it is not issued. ``findings`` say which rules, fatal ones only."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(finding.rule for finding in findings))
        self.findings = findings


def issue(*, house: House, document: Document, planned: PlannedDocument, on: date, by: Actor, at: datetime) -> Document:
    """Give a draft its number and day, check its structured form, keep that, post it. Inside an action.

    What does not pass keeps no number: it becomes ``failed`` with the findings and waits for the office.
    """
    try:
        with transaction.atomic():
            _issue(house=house, document=document, planned=planned, on=on, by=by, at=at)
    except NotValid as refused:
        document.state = Document.State.FAILED
        document.series, document.series_number, document.number = "", None, ""
        document.issued_on, document.xml_id, document.xml_sha256 = None, None, ""
        document.findings = [{"rule": each.rule, "message": each.message} for each in refused.findings]
        document.save()
        DocumentLine.objects.filter(document=document).update(is_live=False)
    return document


def planned_again(*, house: House, document: Document) -> PlannedDocument | None:
    """Put the plan of a draft together again from the movements on it; None when it would come out otherwise now."""
    lines = DocumentLine.objects.filter(network_id=house.network_id, document=document)
    ids = list(lines.values_list("movement_id", flat=True))
    movements = list(
        Movement.objects.filter(pk__in=ids, reverses__isnull=True).select_related("supply").order_by("position", "pk")
    )
    every = plan(house=house, movements=movements, kept_back=False)
    if len(every) != 1 or every[0].missing or every[0].kind != document.kind:
        return None
    planned = replace(every[0], is_late=document.is_late)
    draft = draft_of(house=house, planned=planned, number="", issued_on=document.drawn_on, message_seed=None)
    same = (draft.vat.net_cents, draft.vat.vat_cents) == (document.base_cents, document.vat_cents)
    return planned if same else None


def write_document(*, house: House, id: UUID, party: Party, draft: DocumentDraft, on: date, **fields: Any) -> Document:
    """Write the row of a draft; ``fields`` are further columns."""
    return Document.objects.create(
        id=id,
        network_id=house.network_id,
        party=party,
        kind=draft.kind,
        state=Document.State.DRAFT,
        drawn_on=on,
        # Frozen now: whenever a draft is accepted, it falls in the VAT period of the supply's other document.
        chargeable_on=draft.chargeable_on,
        base_cents=draft.vat.net_cents,
        vat_cents=draft.vat.vat_cents,
        content=draft_to_dict(draft),
        **fields,
    )


def freeze_issued(*, house: House, document: Document, draft: DocumentDraft, at: datetime) -> None:
    """Check and keep the structured form, then write the row as issued. :raises NotValid: it does not pass."""
    if einvoice.has_ubl(draft):
        xml = einvoice.build_ubl(draft)
        fatal = [each for each in einvoice.validate_ubl(xml) if each.severity is Severity.FATAL]
        if fatal:
            raise NotValid(fatal)
        kept = Kept(
            id=derived_id(document.pk, "xml"), name=f"{draft.number}.xml", media_type="application/xml", content=xml
        )
        # New in this transaction: what does not pass is kept by nobody.
        (file,) = keep_files(network_id=house.network_id, files=[kept], at=at)
        document.xml_id, document.xml_sha256 = file.pk, file.sha256
    document.number = draft.number
    document.issued_on, document.chargeable_on = draft.issued_on, draft.chargeable_on
    document.due_vat_on, document.due_base_on = draft.due_vat_on, draft.due_base_on
    document.content = draft_to_dict(draft)
    document.state = Document.State.ISSUED
    document.save()


def number_document(*, house: House, document: Document, party: Party, on: date) -> str:
    """Draw the number of a document in the series of its issuer role, and give it as shown."""
    document.series = series_of(
        kind=DocumentKind(document.kind),
        issued_on=on,
        provider_number=party.number,
        under_mandate=document.counterparty_id is not None,
    )
    document.series_number = draw_number(network_id=house.network_id, series=document.series)
    return shown(series=document.series, number=document.series_number)


def open_vat(*, house: House, document: Document, on: date) -> None:
    """Open what is due of a document's VAT: the party owes it on invoices, the operator on what was bought.

    VAT on a document in a provider's own name is between that provider and its buyer.
    """
    if document.counterparty_id is not None:
        return
    kind = DocumentKind(document.kind)
    sign = 1 if kind in (DocumentKind.INVOICE_380, DocumentKind.SELF_BILLED_CREDIT_261) else -1
    open_claim(
        house=house,
        id=derived_id(document.pk, "vat"),
        party_id=document.party_id,
        part="vat",
        sign=sign,
        account="suppliers" if kind in SELF_BILLED else "customers",
        cents=document.vat_cents,
        issued_on=on,
        due_on=document.due_vat_on or on,
        document=document,
    )


def _issue(*, house: House, document: Document, planned: PlannedDocument, on: date, by: Actor, at: datetime) -> None:
    number = number_document(house=house, document=document, party=planned.party, on=on)
    draft = draft_of(
        house=house,
        planned=planned,
        number=number,
        issued_on=on,
        message_seed=document.message_seed,
        document_id=document.pk,
    )
    assert (draft.vat.net_cents, draft.vat.vat_cents) == (document.base_cents, document.vat_cents), "as it was drawn"
    freeze_issued(house=house, document=document, draft=draft, at=at)
    movements = [movement for item in planned.items for movement in item.movements]
    lines = lines_of_entry(house=house, document=document, planned=planned, movements=movements)
    post_document(house=house, document=document, lines=lines, on=on, by=by, at=at)
    open_vat(house=house, document=document, on=on)
    for party_id in {movement.party_id: None for movement in movements}:
        mark_posted(
            movements=[movement for movement in movements if movement.party_id == party_id],
            house=house,
            on=on,
            entry_id=derived_id(document.pk, "entry"),
            document=document,
            due_on=document.due_base_on,
        )
        book_closings(house=house, party_id=party_id, key=document.pk, on=on, by=by, at=at)
