"""The row of a document: as a draft, with its number, as issued with its structured form."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from kennisruil.billing import einvoice
from kennisruil.billing.actions.claims import vat_claim
from kennisruil.billing.actions.movement import next_position
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
from kennisruil.shared.files import Kept, keep_files
from kennisruil.shared.ids import derived_id


class NotValid(Exception):
    """The structured document does not pass; it is not issued. ``findings`` say which rules, fatal ones only."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(finding.rule for finding in findings))
        self.findings = findings


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


def draft_document_row(
    *, house: House, id: UUID, party: Party, draft: DocumentDraft, on: date, **fields: Any
) -> Document:
    """Give the row of a draft, not yet written and without content; ``fields`` are further columns."""
    return Document(
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
        **fields,
    )


def write_document(*, house: House, id: UUID, party: Party, draft: DocumentDraft, on: date, **fields: Any) -> Document:
    """Write the row of a draft; ``fields`` are further columns."""
    document = draft_document_row(house=house, id=id, party=party, draft=draft, on=on, **fields)
    document.content = draft_to_dict(draft)
    document.save(force_insert=True)
    return document


def checked_form(*, document: Document, draft: DocumentDraft) -> Kept | None:
    """Make and check the structured form of a document about to be issued; None where its kind has none.

    :raises NotValid: it does not pass.
    """
    if not einvoice.has_ubl(draft):
        return None
    xml = einvoice.build_ubl(draft)
    fatal = [each for each in einvoice.validate_ubl(xml) if each.severity is Severity.FATAL]
    if fatal:
        raise NotValid(fatal)
    return Kept(
        id=derived_id(document.pk, "xml"), name=f"{draft.number}.xml", media_type="application/xml", content=xml
    )


def set_issued(*, document: Document, draft: DocumentDraft, form: Kept | None) -> None:
    """Let the row say what was issued, not yet written: number, days, content, and the hash of its structured form."""
    if form is not None:
        document.xml_id, document.xml_sha256 = form.id, sha256(form.content).hexdigest()
    document.number = draft.number
    document.issued_on, document.chargeable_on = draft.issued_on, draft.chargeable_on
    document.due_vat_on, document.due_base_on = draft.due_vat_on, draft.due_base_on
    document.content = draft_to_dict(draft)
    document.state = Document.State.ISSUED


def freeze_issued(*, house: House, document: Document, draft: DocumentDraft, at: datetime) -> None:
    """Check and keep the structured form, then write the row as issued. :raises NotValid: it does not pass."""
    form = checked_form(document=document, draft=draft)
    # New in this transaction: what does not pass is kept by nobody.
    keep_files(network_id=house.network_id, files=[form] if form else [], at=at)
    set_issued(document=document, draft=draft, form=form)
    document.save()


def series_of_document(*, document: Document, party: Party, on: date) -> str:
    """Name the series of a document: that of its issuer role."""
    return series_of(
        kind=DocumentKind(document.kind),
        issued_on=on,
        provider_number=party.number,
        under_mandate=document.counterparty_id is not None,
    )


def number_document(*, house: House, document: Document, party: Party, on: date) -> str:
    """Draw the number of a document in the series of its issuer role, and give it as shown."""
    document.series = series_of_document(document=document, party=party, on=on)
    document.series_number = draw_number(network_id=house.network_id, series=document.series)
    return shown(series=document.series, number=document.series_number)


def open_vat(*, house: House, document: Document, on: date) -> None:
    """Open what is due of a document's VAT."""
    claim = vat_claim(house=house, document=document, on=on)
    if claim is not None:
        claim.position = next_position(network_id=house.network_id, party_id=claim.party_id)
        claim.save(force_insert=True)
