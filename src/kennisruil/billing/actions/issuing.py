"""Documents issued together: put together and checked first, then numbered, written and posted in one go.

A document that does not pass is left out before its number is used, so a series has no gap; it is written as failed and
waits for the office. One document or two hundred are the same to this file, but for the time they take.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from kennisruil.billing.actions.document import (
    NotValid,
    checked_form,
    draft_document_row,
    series_of_document,
    set_issued,
)
from kennisruil.billing.actions.issued_books import Issued, book_issued
from kennisruil.billing.actions.numbering import Numbers
from kennisruil.billing.models import CloseRun, Document, DocumentLine
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, PlannedItem
from kennisruil.billing.rules.close import acceptance_until
from kennisruil.billing.rules.documents import asks_payment
from kennisruil.billing.rules.frozen import draft_to_dict
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.series import MESSAGES, series_of, shown
from kennisruil.billing.rules.values import DocumentDraft, Treatment
from kennisruil.billing.rules.vat import vat_of
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.files import Kept, keep_files
from kennisruil.shared.ids import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What the documents of one batch share."""

    house: House
    on: date
    action_id: UUID
    numbers: Numbers
    run: CloseRun | None = None


def issue(*, house: House, document: Document, planned: PlannedDocument, on: date, by: Actor, at: datetime) -> Document:
    """Give a draft that was accepted its number and day, check its structured form, keep that, post it. In an action.

    What does not pass keeps no number: it becomes ``failed`` with the findings and waits for the office.
    """
    series = series_of_document(document=document, party=planned.party, on=on)
    with action("billing.issue_document", network_id=house.network_id, by=by, at=at) as act:
        numbers = Numbers(network_id=house.network_id, series=[series])
        batch = _Batch(house=house, on=on, action_id=act.id, numbers=numbers)
        number, seed = shown(series=series, number=numbers.peek(series)), document.message_seed
        draft = _draft(batch, planned, number=number, seed=seed, document_id=document.pk)
        as_drawn = (document.base_cents, document.vat_cents)
        assert (draft.vat.net_cents, draft.vat.vat_cents) == as_drawn, "as it was drawn"
        form = _issued_or_failed(batch, document, draft, series=series)
        numbers.keep()
        keep_files(network_id=house.network_id, files=[form] if form else [], at=at)
        document.save()
        if document.state == Document.State.FAILED:
            DocumentLine.objects.filter(document=document).update(is_live=False)
            return document
        book_issued(house=house, issued=[Issued(document=document, planned=planned)], on=on, by=by, at=at)
    return document


def draw_together(
    *, house: House, planned: Sequence[PlannedDocument], run: CloseRun | None, on: date, by: Actor, at: datetime
) -> list[Document]:
    """Draw the documents of a plan in its order, and issue those that wait for nobody's yes. In an action that holds
    the books; no document of the plan misses anything or is a letter."""
    if not planned:
        return []
    with action("billing.draw_documents", network_id=house.network_id, by=by, at=at) as act:
        numbers = Numbers(network_id=house.network_id, series={MESSAGES, *(_series(each, on) for each in planned)})
        batch = _Batch(house=house, on=on, action_id=act.id, numbers=numbers, run=run)
        before = _lines_before(house, planned)
        drawn = [_draw(batch, each, before=before.get(each.items[0].movement.pk, 0)) for each in planned]
        numbers.keep()
        keep_files(network_id=house.network_id, files=[form for _row, form in drawn if form], at=at)
        documents = [document for document, _form in drawn]
        Document.objects.bulk_create(documents)
        DocumentLine.objects.bulk_create(
            line
            for document, each in zip(documents, planned, strict=True)
            for line in lines_of(document=document, items=each.items, action_id=act.id)
        )
        pairs = zip(documents, planned, strict=True)
        issued = [Issued(document=row, planned=each) for row, each in pairs if row.state == Document.State.ISSUED]
        book_issued(house=house, issued=issued, on=on, by=by, at=at)
    return documents


def lines_of(*, document: Document, items: Sequence[PlannedItem], action_id: UUID) -> list[DocumentLine]:
    """Give the rows that say which movements a document is about, in the order of its lines; none of a failed one."""
    movements = [movement for item in items for movement in item.movements]
    return [
        DocumentLine(
            id=derived_id(document.pk, movement.pk),
            network_id=document.network_id,
            action_id=action_id,
            document=document,
            movement=movement,
            position=position,
            is_live=document.state != Document.State.FAILED,
        )
        for position, movement in enumerate(movements, start=1)
    ]


def _series(planned: PlannedDocument, on: date) -> str:
    assert planned.kind is not None
    number, under_mandate = planned.party.number, planned.buyer is not None
    return series_of(kind=planned.kind, issued_on=on, provider_number=number, under_mandate=under_mandate)


def _lines_before(house: House, planned: Sequence[PlannedDocument]) -> Mapping[UUID, int]:
    """Count on how many documents, withdrawn or failed since, the first movement of each stood before."""
    firsts = [each.items[0].movement.pk for each in planned]
    rows = DocumentLine.objects.filter(network_id=house.network_id, movement_id__in=firsts).order_by()
    return dict(rows.values_list("movement_id").annotate(count=Count("pk")))


def _draw(batch: _Batch, planned: PlannedDocument, *, before: int) -> tuple[Document, Kept | None]:
    """Give the row of a document, issued where it waits for nobody, and its structured form to be kept."""
    assert planned.treatment is not None
    house, on = batch.house, batch.on
    seed = batch.numbers.take(MESSAGES) if asks_payment(planned.treatment) else None
    id = derived_id(house.network_id, "document", planned.items[0].movement.pk, before)
    accept_until = _accept_until(batch, planned)
    waits = accept_until is not None and accept_until > on
    series = _series(planned, on)
    number = "" if waits else shown(series=series, number=batch.numbers.peek(series))
    draft = _draft(batch, planned, number=number, seed=seed, document_id=id)
    document = draft_document_row(
        house=house,
        id=id,
        party=planned.party,
        draft=draft,
        on=on,
        action_id=batch.action_id,
        month_on=planned.month.start_on,
        is_late=planned.is_late,
        channel=planned.treatment.channel,
        message_seed=seed,
        self_assessed_cents=_self_assessed(planned.treatment, draft),
        run=batch.run,
        counterparty=planned.buyer,
        accept_until=accept_until,
    )
    if waits:
        document.content = draft_to_dict(draft)
        return document, None
    form = _issued_or_failed(batch, document, draft, series=series)
    if document.state == Document.State.FAILED:
        document.content = draft_to_dict(_draft(batch, planned, number="", seed=seed, document_id=id))
    return document, form


def _issued_or_failed(batch: _Batch, document: Document, draft: DocumentDraft, *, series: str) -> Kept | None:
    """Say that the row is issued, with the number that ``draft`` has; or that it failed: then no number is used."""
    try:
        form = checked_form(document=document, draft=draft)
    except NotValid as refused:
        document.state = Document.State.FAILED
        document.findings = [{"rule": each.rule, "message": each.message} for each in refused.findings]
        return None
    document.series, document.series_number = series, batch.numbers.take(series)
    set_issued(document=document, draft=draft, form=form)
    return form


def _draft(
    batch: _Batch, planned: PlannedDocument, *, number: str, seed: int | None, document_id: UUID
) -> DocumentDraft:
    return draft_of(
        house=batch.house,
        planned=planned,
        number=number,
        issued_on=batch.on,
        message_seed=seed,
        document_id=document_id,
    )


def _accept_until(batch: _Batch, planned: PlannedDocument) -> date | None:
    """Say until when the provider may refuse a self-billed draft; None for what needs no yes."""
    if planned.kind is not DocumentKind.SELF_BILLED_389:
        return None
    assert planned.treatment is not None
    terms = batch.house.rules.terms_on(on=batch.on, key=planned.treatment.terms_key)
    return acceptance_until(month=planned.month, issued_on=batch.on, acceptance_days=terms.acceptance_days)


def _self_assessed(treatment: Treatment, draft: DocumentDraft) -> int:
    if not treatment.operator_self_assesses:
        return 0
    return vat_of(base_cents=draft.vat.net_cents, rate_basis_points=treatment.self_assessed_basis_points)
