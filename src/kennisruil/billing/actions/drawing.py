"""Documents drawn from supplies: drafts, letters of grants, and what came to nothing before it had a document."""

from dataclasses import replace
from datetime import date, datetime

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.document import issue, write_document
from kennisruil.billing.actions.letters import grant_letter
from kennisruil.billing.actions.numbering import draw_number
from kennisruil.billing.models import CloseRun, Document, DocumentLine, Movement
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, PlannedItem
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.close import acceptance_until
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.postings import Rule
from kennisruil.billing.rules.series import MESSAGES
from kennisruil.billing.rules.values import DocumentDraft, Treatment
from kennisruil.billing.rules.vat import vat_of
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.bookkeeping.rules.entries import EntryLine
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def draw_documents(
    *, house: House, planned: list[PlannedDocument], run: CloseRun | None, on: date, by: Actor, at: datetime
) -> list[Document]:
    """Make the documents of a plan, in its order; what misses something is left waiting. Inside an action.

    A self-billed invoice stays a draft until it is accepted; everything else is issued and posted at once.
    """
    hold_books(network_id=house.network_id)
    return [
        document
        for each in planned
        if not each.missing and (document := _draw(house=house, planned=each, run=run, on=on, by=by, at=at))
    ]


def _draw(
    *, house: House, planned: PlannedDocument, run: CloseRun | None, on: date, by: Actor, at: datetime
) -> Document | None:
    kept = tuple(item for item in planned.items if item.cents)
    for item in planned.items:
        if not item.cents:
            _book_nothing(house=house, item=item, on=on, by=by, at=at)
    if not kept:
        return None
    planned = replace(planned, items=kept)
    if planned.kind is DocumentKind.LETTER:
        return _draw_grant(house=house, planned=planned, run=run, on=on, by=by, at=at)
    accept_until = None
    if planned.kind is DocumentKind.SELF_BILLED_389:
        assert planned.treatment is not None
        days = house.rules.terms_on(on=on, key=planned.treatment.terms_key).acceptance_days
        accept_until = acceptance_until(month=planned.month, issued_on=on, acceptance_days=days)
    document = _write_draft(house=house, planned=planned, run=run, on=on, accept_until=accept_until)
    if accept_until is not None and accept_until > on:
        return document
    return issue(house=house, document=document, planned=planned, on=on, by=by, at=at)


def _write_draft(
    *, house: House, planned: PlannedDocument, run: CloseRun | None, on: date, accept_until: date | None
) -> Document:
    assert planned.treatment is not None
    first = planned.items[0].movement
    seed = None
    if planned.kind is DocumentKind.INVOICE_380:
        seed = draw_number(network_id=house.network_id, series=MESSAGES)
    before = DocumentLine.objects.filter(network_id=house.network_id, movement=first).count()
    id = derived_id(house.network_id, "document", first.pk, before)
    draft = draft_of(house=house, planned=planned, number="", issued_on=on, message_seed=seed, document_id=id)
    document = write_document(
        house=house,
        id=id,
        party=planned.party,
        draft=draft,
        on=on,
        month_on=planned.month.start_on,
        is_late=planned.is_late,
        channel=planned.treatment.channel,
        message_seed=seed,
        self_assessed_cents=_self_assessed(planned.treatment, draft),
        run=run,
        counterparty=planned.buyer,
        accept_until=accept_until,
    )
    write_lines(document=document, items=planned.items)
    return document


def _draw_grant(
    *, house: House, planned: PlannedDocument, run: CloseRun | None, on: date, by: Actor, at: datetime
) -> Document:
    movements = [movement for item in planned.items for movement in item.movements]
    document = grant_letter(house=house, planned=planned, run=run, on=on)
    write_lines(document=document, items=planned.items)
    book_movements(
        house=house,
        movements=movements,
        lines=[line for each in movements for line in postings.grant(party_id=planned.party.pk, cents=_signed(each))],
        kind="grant",
        text=document.number,
        key=document.pk,
        on=on,
        by=by,
        at=at,
        reference=("document", document.pk),
        document=document,
    )
    return document


def _book_nothing(*, house: House, item: PlannedItem, on: date, by: Actor, at: datetime) -> None:
    """Book a movement that was reversed whole before it had a document: only what its coins did meanwhile stays."""
    given = sum(each.cents for each in item.movements if each.coins > 0)
    received = sum(each.cents for each in item.movements if each.coins < 0)
    lines: tuple[EntryLine, ...] = ()
    if item.movement.rule != Rule.BROKERED:
        lines = postings.into_coins(
            role="customers", party_id=item.movement.party_id, given_cents=given, received_cents=received
        )
    book_movements(
        house=house,
        movements=item.movements,
        lines=lines,
        kind="reversal",
        text="Reversed before it had a document",
        key=derived_id(item.movement.pk, "nothing"),
        on=on,
        by=by,
        at=at,
        reference=("supply", item.movement.supply_id or item.movement.pk),
    )


def _signed(movement: Movement) -> int:
    return movement.cents if movement.coins > 0 else -movement.cents


def _self_assessed(treatment: Treatment, draft: DocumentDraft) -> int:
    if not treatment.operator_self_assesses:
        return 0
    return vat_of(base_cents=draft.vat.net_cents, rate_basis_points=treatment.self_assessed_basis_points)


def write_lines(*, document: Document, items: tuple[PlannedItem, ...]) -> None:
    """Write which movements a document is about, in the order of its lines."""
    movements = [movement for item in items for movement in item.movements]
    DocumentLine.objects.bulk_create(
        DocumentLine(
            id=derived_id(document.pk, movement.pk),
            network_id=document.network_id,
            document=document,
            movement=movement,
            position=position,
        )
        for position, movement in enumerate(movements, start=1)
    )
