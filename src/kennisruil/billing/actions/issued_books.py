"""What issued documents do to the euro books, for many documents at once: read together, decided in order, written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from kennisruil.billing.actions.books import account_of_base, closing_lines, how_closed, open_side
from kennisruil.billing.actions.claims import vat_claim
from kennisruil.billing.actions.document_entry import lines_of_entry
from kennisruil.billing.actions.movement import hold_lots, last_positions
from kennisruil.billing.models import Allocation, Claim, ClosingBooked, Document, LotClosing, Movement, Posted
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument
from kennisruil.billing.queries.told import told_document
from kennisruil.bookkeeping.actions import NewEntry, post_entries, tell_many
from kennisruil.bookkeeping.rules.entries import BookedLine, EntryLine
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A document that was just issued, and the plan it came from."""

    document: Document
    planned: PlannedDocument


@dataclass(slots=True, kw_only=True)
class _Books:
    """What is known of the parties' lots, and what the documents add: rows that wait to be written together."""

    house: House
    on: date
    action_id: UUID
    # What was there: closings not yet in the books by party, movements that stand there with their open base.
    closings: dict[UUID, list[LotClosing]] = field(default_factory=dict)
    posted: dict[UUID, Claim | None] = field(default_factory=dict)
    # What is added, in the order in which one document after the other would write it.
    entries: list[NewEntry] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    standing: list[Posted] = field(default_factory=list)
    closed: list[ClosingBooked] = field(default_factory=list)
    settled: list[Allocation] = field(default_factory=list)
    told: list[tuple[Document, tuple[EntryLine, ...]]] = field(default_factory=list)


def book_issued(*, house: House, issued: Sequence[Issued], on: date, by: Actor, at: datetime) -> None:
    """Post documents that were just issued, in their order, with the closings they make ready. Inside an action.

    Numbers, positions and ids are those that one document after the other would get.
    """
    if not issued:
        return
    with action("billing.book_documents", network_id=house.network_id, by=by, at=at) as act:
        books = _Books(house=house, on=on, action_id=act.id)
        _read(books, {movement.party_id for each in issued for movement in each.planned.movements})
        for each in issued:
            _post(books, each)
        _write(books, by=by, at=at)


def _read(books: _Books, party_ids: set[UUID]) -> None:
    """Hold the lots of the parties, and read which closings wait and which of their movements stand in the books."""
    network_id = books.house.network_id
    hold_lots(network_id=network_id, party_ids=party_ids)
    rows = LotClosing.objects.filter(network_id=network_id, party_id__in=party_ids)
    rows = rows.filter(~Exists(ClosingBooked.objects.filter(network_id=network_id, closing=OuterRef("pk"))))
    rows = rows.select_related("movement", "lot__movement").order_by("movement__position", "lot__position", "pk")
    for row in rows:
        books.closings.setdefault(row.party_id, []).append(row)
    ends = {id for some in books.closings.values() for row in some for id in (row.movement_id, row.lot.movement_id)}
    if ends:
        standing = Posted.objects.filter(network_id=network_id, movement_id__in=ends).select_related("claim")
        books.posted.update((row.movement_id, row.claim) for row in standing.order_by("pk"))


def _post(books: _Books, issued: Issued) -> None:
    document, movements = issued.document, issued.planned.movements
    lines = lines_of_entry(house=books.house, document=document, planned=issued.planned, movements=movements)
    entry_id = derived_id(document.pk, "entry")
    if lines:
        books.entries.append(
            NewEntry(
                id=entry_id,
                booked_on=books.on,
                kind=document.kind,
                text=document.number,
                reference=("document", document.pk),
                lines=lines,
            )
        )
    books.told.append((document, lines))
    claim = vat_claim(house=books.house, document=document, on=books.on)
    if claim is not None:
        books.claims.append(claim)
    for party_id in {movement.party_id: None for movement in movements}:
        _stand(books, [each for each in movements if each.party_id == party_id], document, entry_id)
        _close(books, party_id, document)


def _stand(books: _Books, movements: Sequence[Movement], document: Document, entry_id: UUID) -> None:
    """Say that movements of one party stand in the books; what was received among them is one open base."""
    received = [each for each in movements if each.coins < 0]
    cents = sum(each.cents for each in received)
    claim = None
    if cents:
        claim = Claim(
            id=derived_id(received[0].pk, "base"),
            network_id=books.house.network_id,
            party_id=received[0].party_id,
            part=Claim.Part.BASE,
            sign=1,
            account=account_of_base(received[0]),
            cents=cents,
            issued_on=books.on,
            due_on=document.due_base_on,
            document=document,
        )
        books.claims.append(claim)
    for each in movements:
        base = claim if each.coins < 0 else None
        books.posted[each.pk] = base
        books.standing.append(
            Posted(
                id=derived_id(each.pk, "posted"),
                network_id=books.house.network_id,
                action_id=books.action_id,
                movement=each,
                document=document,
                entry_id=entry_id,
                claim=base,
            )
        )


def _close(books: _Books, party_id: UUID, document: Document) -> None:
    """Book the closings of a party whose both movements stand in the books now, in one entry of their own."""
    waiting = books.closings.get(party_id, [])
    ready = [each for each in waiting if {each.movement_id, each.lot.movement_id} <= books.posted.keys()]
    if not ready:
        return
    books.closings[party_id] = [each for each in waiting if each not in ready]
    entry_id = None
    if lines := closing_lines(party_id=party_id, closings=ready):
        entry_id = derived_id(document.pk, "closings", party_id)
        books.entries.append(
            NewEntry(
                id=entry_id,
                booked_on=books.on,
                kind="return",
                text="Open base closed by coins",
                reference=("party", party_id),
                lines=lines,
            )
        )
    for closing in ready:
        books.closed.append(
            ClosingBooked(
                id=derived_id(closing.pk, "booked"),
                network_id=closing.network_id,
                action_id=books.action_id,
                closing=closing,
                entry_id=entry_id,
            )
        )
        movement_id, cents = open_side(closing)
        claim = books.posted[movement_id]
        if claim is not None and cents:
            books.settled.append(_allocation(books, claim, closing, cents))


def _allocation(books: _Books, claim: Claim, closing: LotClosing, cents: int) -> Allocation:
    return Allocation(
        id=derived_id(claim.pk, "closing", closing.pk),
        network_id=claim.network_id,
        action_id=books.action_id,
        claim=claim,
        cents=cents,
        how=how_closed(closing),
        on=books.on,
        about_kind="closing",
        about_id=closing.pk,
    )


def _write(books: _Books, *, by: Actor, at: datetime) -> None:
    network_id, chart = books.house.network_id, books.house.chart
    post_entries(network_id=network_id, entries=books.entries, by=by, at=at, chart=chart)

    def booked(lines: Iterable[EntryLine]) -> list[BookedLine]:
        return [BookedLine(account=chart.code(x.role), role=x.role, cents=x.cents, party_id=x.party_id) for x in lines]

    told = (told_document(document, booked(lines)) for document, lines in books.told)
    tell_many(network_id=network_id, told=told, by=by, at=at)
    _write_claims(books)
    Posted.objects.bulk_create(books.standing)
    ClosingBooked.objects.bulk_create(books.closed)
    Allocation.objects.bulk_create(books.settled)


def _write_claims(books: _Books) -> None:
    """Give new claims their places in the order of their parties and write them, settled as far as they are already."""
    counts = Counter(claim.party_id for claim in books.claims)
    last = last_positions(network_id=books.house.network_id, counts=counts)
    place = {party_id: last[party_id] - count for party_id, count in counts.items()}
    new = {claim.pk for claim in books.claims}
    settled: dict[UUID, int] = {}
    for each in books.settled:
        settled[each.claim_id] = settled.get(each.claim_id, 0) + each.cents
    for claim in books.claims:
        place[claim.party_id] += 1
        claim.position, claim.action_id = place[claim.party_id], books.action_id
        claim.settled_cents = settled.get(claim.pk, 0)
    Claim.objects.bulk_create(books.claims)
    for claim_id in sorted(settled.keys() - new, key=str):
        Claim.objects.filter(pk=claim_id).update(settled_cents=F("settled_cents") + settled[claim_id])
