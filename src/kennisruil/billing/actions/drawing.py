"""Documents drawn from supplies: drafts, letters of grants, and what came to nothing before it had a document."""

from dataclasses import replace
from datetime import date, datetime

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.issuing import draw_together, lines_of
from kennisruil.billing.actions.letters import grant_letter
from kennisruil.billing.models import CloseRun, Document, DocumentLine, Movement
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, PlannedItem
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.postings import Rule
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.bookkeeping.rules.entries import EntryLine
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def draw_documents(
    *, house: House, planned: list[PlannedDocument], run: CloseRun | None, on: date, by: Actor, at: datetime
) -> list[Document]:
    """Make the documents of a plan, in its order; what misses something is left waiting. Inside an action.

    A self-billed invoice stays a draft until it is accepted; everything else is issued and posted at once.
    """
    hold_books(network_id=house.network_id)
    found: list[Document] = []
    together: list[PlannedDocument] = []

    def issue_those_before() -> None:
        found.extend(draw_together(house=house, planned=together, run=run, on=on, by=by, at=at))
        together.clear()

    for each in planned:
        if each.missing:
            continue
        kept = tuple(item for item in each.items if item.cents)
        if len(kept) < len(each.items) or each.kind is DocumentKind.LETTER:
            # It books by itself: what stands before it in the plan comes before it in the books.
            issue_those_before()
        for item in each.items:
            if not item.cents:
                _book_nothing(house=house, item=item, on=on, by=by, at=at)
        if kept and each.kind is DocumentKind.LETTER:
            found.append(_draw_grant(house=house, planned=replace(each, items=kept), run=run, on=on, by=by, at=at))
        elif kept:
            together.append(replace(each, items=kept))
    issue_those_before()
    return found


def _draw_grant(
    *, house: House, planned: PlannedDocument, run: CloseRun | None, on: date, by: Actor, at: datetime
) -> Document:
    movements = [movement for item in planned.items for movement in item.movements]
    document = grant_letter(house=house, planned=planned, run=run, on=on)
    with action("billing.grant_letter", network_id=house.network_id, by=by, at=at) as act:
        DocumentLine.objects.bulk_create(lines_of(document=document, items=planned.items, action_id=act.id))
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
