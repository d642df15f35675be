"""From movements to the euro books: open claims, their settlement, and the entries that say so."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kennisruil.billing.actions.claims import allocate, open_claim
from kennisruil.billing.models import Claim, ClosingBooked, Document, LotClosing, Movement, Posted
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.lots import booked_movements
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.postings import MoveKind, ReadyClosing, Rule
from kennisruil.bookkeeping.actions import post_entry
from kennisruil.bookkeeping.models import JournalEntry
from kennisruil.bookkeeping.rules.entries import EntryLine, netted
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id

_OF_SUPPLIES = (MoveKind.SUPPLY, MoveKind.REVERSAL, MoveKind.REDUCTION, MoveKind.OPENING)


def mark_posted(
    *,
    movements: Iterable[Movement],
    house: House,
    on: date,
    entry_id: UUID | None,
    document: Document | None = None,
    due_on: date | None = None,
    old_number: str = "",
) -> None:
    """Say that movements stand in the books; what was received among them is one open base on the customer account."""
    every = list(movements)
    received = [movement for movement in every if movement.coins < 0]
    claim = None
    if received:
        claim = open_claim(
            house=house,
            id=derived_id(received[0].pk, "base"),
            party_id=received[0].party_id,
            part=Claim.Part.BASE,
            sign=1,
            account=account_of_base(received[0]),
            cents=sum(movement.cents for movement in received),
            issued_on=on,
            due_on=due_on,
            document=document,
            old_number=old_number,
        )
    Posted.objects.bulk_create(
        Posted(
            id=derived_id(movement.pk, "posted"),
            network_id=house.network_id,
            movement=movement,
            document=document,
            entry_id=entry_id,
            claim=claim if movement.coins < 0 else None,
        )
        for movement in every
    )


def account_of_base(received: Movement) -> str:
    """Give the account an open base stands on; what was brokered stays on 48x: the operator sold nothing."""
    return "coin_liability" if received.rule == Rule.BROKERED else "customers"


def open_side(closing: LotClosing) -> tuple[UUID, int]:
    """Give which movement of a closing was still to be given back, and the cents of it that close."""
    if closing.lot.coins < 0:
        return closing.lot.movement_id, closing.lot_cents
    return closing.movement_id, closing.movement_cents


def ready_closings(*, network_id: UUID, party_id: UUID) -> list[LotClosing]:
    """Give the closings whose both movements stand in the books and that do not yet themselves, oldest first."""
    # One party's few closings, looked up by their keys: joins over whole tables would cost more than all the rest.
    rows = LotClosing.objects.filter(network_id=network_id, party_id=party_id)
    rows = rows.filter(~Exists(ClosingBooked.objects.filter(network_id=network_id, closing=OuterRef("pk"))))
    closings = list(
        rows.select_related("movement", "lot__movement").order_by("movement__position", "lot__position", "pk")
    )
    booked = booked_movements(
        network_id=network_id,
        movement_ids=[key for each in closings for key in (each.movement_id, each.lot.movement_id)],
    )
    return [each for each in closings if each.movement_id in booked and each.lot.movement_id in booked]


def closing_lines(*, party_id: UUID, closings: Sequence[LotClosing]) -> tuple[EntryLine, ...]:
    """Give the lines by which 48x and the open bases close each other."""
    ready = []
    for closing in closings:
        open_side, credit, still = closing.movement, closing.lot_cents, closing.movement_cents
        if closing.lot.coins < 0:
            open_side, credit, still = closing.lot.movement, closing.movement_cents, closing.lot_cents
        account = "coin_liability" if open_side.rule == Rule.BROKERED else "customers"
        ready.append(ReadyClosing(credit_cents=credit, open_cents=still, open_account=account))
    return postings.closed(party_id=party_id, closings=ready)


def mark_booked(*, closings: Sequence[LotClosing], entry_id: UUID | None, on: date) -> None:
    """Say that closings stand in the books, and settle the open bases they close."""
    ClosingBooked.objects.bulk_create(
        ClosingBooked(
            id=derived_id(closing.pk, "booked"), network_id=closing.network_id, closing=closing, entry_id=entry_id
        )
        for closing in closings
    )
    still = [open_side(closing) for closing in closings]
    posted = Posted.objects.filter(movement_id__in=[movement_id for movement_id, _cents in still])
    claims = {row.movement_id: row.claim for row in posted.select_related("claim")}
    for closing, (movement_id, cents) in zip(closings, still, strict=True):
        claim = claims.get(movement_id)
        if claim is not None:
            allocate(claim=claim, cents=cents, how=how_closed(closing), on=on, about=("closing", closing.pk))


def book_closings(*, house: House, party_id: UUID, key: UUID, on: date, by: Actor, at: datetime) -> None:
    """Book whatever closings of a party have become ready, in one entry of its own."""
    closings = ready_closings(network_id=house.network_id, party_id=party_id)
    lines = closing_lines(party_id=party_id, closings=closings)
    entry_id = None
    if lines:
        entry_id = derived_id(key, "closings", party_id)
        post_entry(
            network_id=house.network_id,
            id=entry_id,
            booked_on=on,
            kind="return",
            text="Open base closed by coins",
            reference=("party", party_id),
            lines=lines,
            by=by,
            at=at,
            chart=house.chart,
        )
    mark_booked(closings=closings, entry_id=entry_id, on=on)


def book_movements(
    *,
    house: House,
    movements: Sequence[Movement],
    lines: Sequence[EntryLine],
    kind: str,
    text: str,
    key: UUID,
    on: date,
    by: Actor,
    at: datetime,
    reference: tuple[str, UUID],
    document: Document | None = None,
    due_on: date | None = None,
    old_number: str = "",
) -> JournalEntry | None:
    """Book movements without a document of VAT, together with the closings they make ready, in one entry."""
    for party_id in {movement.party_id: None for movement in movements}:
        own = [movement for movement in movements if movement.party_id == party_id]
        mark_posted(
            movements=own,
            house=house,
            on=on,
            entry_id=derived_id(key, "entry"),
            document=document,
            due_on=due_on,
            old_number=old_number,
        )
    every = list(lines)
    closed: list[LotClosing] = []
    for party_id in {movement.party_id: None for movement in movements}:
        closings = ready_closings(network_id=house.network_id, party_id=party_id)
        every += closing_lines(party_id=party_id, closings=closings)
        closed += closings
    entry = None
    if net := netted(every):
        entry = post_entry(
            network_id=house.network_id,
            id=derived_id(key, "entry"),
            booked_on=on,
            kind=kind,
            text=text,
            reference=reference,
            lines=net,
            by=by,
            at=at,
            chart=house.chart,
        )
    mark_booked(closings=closed, entry_id=entry.pk if entry else None, on=on)
    return entry


def how_closed(closing: LotClosing) -> str:
    """Say how a closing settles: by what the positive movement was, or else what took the credit away."""
    gave, took = closing.movement, closing.lot.movement
    if closing.lot.coins > 0:
        gave, took = took, gave
    if took.kind not in _OF_SUPPLIES:
        return str(took.kind)
    if gave.rule == Rule.GRANT:
        return "grant"
    corrections = {MoveKind.REVERSAL: "correction", MoveKind.REDUCTION: "reduction"}
    return str(({MoveKind.SUPPLY: "return"} | corrections).get(MoveKind(gave.kind), gave.kind))
