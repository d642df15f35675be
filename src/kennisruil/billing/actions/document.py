"""Documents: drawn from supplies, issued with number and structured form, posted in the same transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kennisruil.billing import einvoice
from kennisruil.billing.actions.books import book_closings, mark_posted
from kennisruil.billing.actions.claims import open_claim
from kennisruil.billing.actions.numbering import draw_number
from kennisruil.billing.models import Document, DocumentLine, Movement
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, plan
from kennisruil.billing.queries.told import told_document
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.frozen import draft_to_dict
from kennisruil.billing.rules.kinds import DocumentKind, Severity
from kennisruil.billing.rules.postings import Rule
from kennisruil.billing.rules.series import series_of, shown
from kennisruil.billing.rules.values import DocumentDraft, Finding
from kennisruil.bookkeeping.actions import post_entry, tell_packages
from kennisruil.bookkeeping.rules.entries import BookedLine, EntryLine
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


def post_document(
    *, house: House, document: Document, lines: tuple[EntryLine, ...], on: date, by: Actor, at: datetime
) -> None:
    """Post the entry of an issued document and tell the packages. Inside an action."""
    booked = [
        BookedLine(account=house.chart.code(x.role), role=x.role, cents=x.cents, party_id=x.party_id) for x in lines
    ]
    if lines:
        post_entry(
            network_id=house.network_id,
            id=derived_id(document.pk, "entry"),
            booked_on=on,
            kind=document.kind,
            text=document.number,
            reference=("document", document.pk),
            lines=lines,
            by=by,
            at=at,
            chart=house.chart,
        )
    told = told_document(document, booked)
    tell_packages(
        network_id=house.network_id,
        kind=told.kind,
        number=told.number,
        booked_on=told.booked_on,
        about=told.about,
        payload=told.payload,
        by=by,
        at=at,
    )


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


def given_by(movements: Iterable[Movement]) -> dict[UUID, int]:
    """Add up per party what movements are worth: given is positive, received negative."""
    found: dict[UUID, int] = {}
    for each in movements:
        found[each.party_id] = found.get(each.party_id, 0) + (each.cents if each.coins > 0 else -each.cents)
    return found


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
    lines = _lines(house=house, document=document, planned=planned, movements=movements)
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


def _lines(
    *, house: House, document: Document, planned: PlannedDocument, movements: list[Movement]
) -> tuple[EntryLine, ...]:
    """Give the whole entry of a document: sale or purchase per result account, then the base to where coins are."""
    if planned.rule is Rule.BROKERED:
        return postings.between(given=given_by(movements), operator_id=house.operator_id)
    given = sum(each.cents for each in movements if each.coins > 0)
    received = sum(each.cents for each in movements if each.coins < 0)
    party_id = document.party_id
    bases: dict[str, int] = {}
    for item in planned.items:
        assert item.movement.supply is not None
        account = postings.account_of_supply(kind=item.movement.supply.kind, side=planned.side, rule=planned.rule)
        bases[account] = bases.get(account, 0) + item.cents
    vat, assessed = document.vat_cents, document.self_assessed_cents
    lines: list[EntryLine] = []
    for account, base in bases.items():
        if planned.rule is Rule.SALE:
            lines += postings.sale(party_id=party_id, account=account, base_cents=base, vat_cents=vat)
        else:
            lines += postings.purchase(
                party_id=party_id,
                account=account,
                base_cents=base,
                vat_cents=vat,
                self_assessed_cents=assessed,
                deductible_basis_points=house.deductible_basis_points,
            )
        vat = assessed = 0
    role = "customers" if planned.rule is Rule.SALE else "suppliers"
    lines += postings.into_coins(role=role, party_id=party_id, given_cents=given, received_cents=received)
    return tuple(lines)
