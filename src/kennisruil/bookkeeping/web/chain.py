"""Where the journal and the packages stand in the chain from need to books."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.bookkeeping.queries.outbox import parcels_about
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels
from kennisruil.shared.chain import ChainRow, Key

# What an entry may tell of directly; the rest stands behind a settlement.
_ABOUT = ("document", "supply")
_MOST = 500
Pairs = Iterator[tuple[Key, ChainRow]]


def chain_of_bookkeeping(*, network_id: UUID, rows: Mapping[str, frozenset[str]]) -> Pairs:
    """Give what stands next to documents, services, entries and rows on their way to a package."""
    for kind in _ABOUT:
        if ids := rows.get(kind):
            found = JournalEntry.objects.filter(network_id=network_id, reference_kind=kind, reference_id__in=ids)
            yield from (((kind, row.reference_id), _entry(row)) for row in _ordered(found))
    if ids := rows.get("entry"):
        found = JournalEntry.objects.filter(network_id=network_id, pk__in=ids, reference_kind__in=_ABOUT)
        for row in _ordered(found):
            text = row.text if row.reference_kind == "document" else ""
            yield ("entry", str(row.pk)), _beside(row.reference_kind, row.reference_id, text)
    for kind in ("entry", "document"):
        for each in parcels_about(network_id=network_id, kind=kind, ids=rows.get(kind, ())):
            yield (kind, each.about_id), _parcel(each)
    if ids := rows.get("package"):
        for each in OutboxRow.objects.filter(network_id=network_id, pk__in=ids).defer("payload").order_by("pk"):
            text = each.number
            yield ("package", str(each.pk)), _beside(each.about_kind, each.about_id, text)


def _ordered(rows: Iterable[JournalEntry]) -> list[JournalEntry]:
    return sorted(rows, key=lambda row: (row.year, row.number))[:_MOST]


def _entry(row: JournalEntry) -> ChainRow:
    return ChainRow(kind="entry", id=str(row.pk), text=f"{row.year}-{row.number:06}", on=row.booked_on)


def _beside(kind: str, id: UUID | str, text: str) -> ChainRow:
    return ChainRow(kind=kind, id=str(id), text=text)


def _parcel(row: OutboxRow) -> ChainRow:
    words = {"waiting": labels.WAITS, "delivered": labels.ARRIVED, "alarm": labels.DIFFERS}
    text = f"{labels.SHORT_TARGETS[Target(row.target)]}: {words[row.state]}"
    return ChainRow(kind="package", id=str(row.pk), text=text)
