"""What stands next to supplies, transfers, documents and settlements, as pairs of keys and rows of this room."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q

from kennisruil.billing.models import Allocation, ClosingBooked, Document, DocumentLine, SetOff, Supply
from kennisruil.bookkeeping.models import JournalEntry
from kennisruil.ledger.models import Transfer
from kennisruil.network.models import Party
from kennisruil.network.queries import network_by_id, operator_of
from kennisruil.shared.chain import Key
from kennisruil.shared.ids import derived_id

SOURCES = ("session", "gathering", "contribution")
_MOST = 500


def supplies_of_sources(*, network_id: UUID, sources: Iterable[Key]) -> Iterator[tuple[Key, Supply]]:
    """Give the supplies that came from sessions and the like, each with its source."""
    rows = Supply.objects.filter(_refs(sources), network_id=network_id)
    for supply in rows.order_by("performed_on", "pk")[:_MOST]:
        yield (supply.ref_kind, str(supply.ref_id)), supply


def transfers_of_sources(*, network_id: UUID, sources: Iterable[Key]) -> Iterator[tuple[Key, Transfer]]:
    """Give the transfers of coins that carry the name of sessions and the like, each with its source."""
    rows = Transfer.objects.filter(_refs(sources), network_id=network_id)
    for transfer in rows.order_by("booked_at", "pk")[:_MOST]:
        yield (transfer.ref_kind, str(transfer.ref_id)), transfer


def supplies_by_ids(*, network_id: UUID, ids: Iterable[str]) -> list[Supply]:
    """Give supplies."""
    return list(Supply.objects.filter(network_id=network_id, pk__in=list(ids)).order_by("pk")[:_MOST])


def transfers_by_ids(*, network_id: UUID, ids: Iterable[str]) -> list[Transfer]:
    """Give transfers."""
    return list(Transfer.objects.filter(network_id=network_id, pk__in=list(ids)).order_by("pk")[:_MOST])


def documents_of_supplies(*, network_id: UUID, ids: Iterable[str]) -> Iterator[tuple[UUID, Document]]:
    """Give the documents supplies stand on, each with the supply; withdrawn ones are left out."""
    lines = DocumentLine.objects.filter(network_id=network_id, movement__supply_id__in=list(ids))
    lines = lines.exclude(document__state=Document.State.WITHDRAWN).select_related("document", "movement")
    for line in lines.defer("document__content").order_by("document__drawn_on", "pk")[:_MOST]:
        assert line.movement.supply_id is not None
        yield line.movement.supply_id, line.document


def supplies_of_documents(*, network_id: UUID, ids: Iterable[str]) -> Iterator[tuple[UUID, Supply]]:
    """Give the supplies documents are about, each with the document."""
    lines = DocumentLine.objects.filter(
        network_id=network_id, document_id__in=list(ids), movement__supply__isnull=False
    )
    for line in lines.select_related("movement__supply").order_by("position", "pk")[:_MOST]:
        assert line.movement.supply is not None
        yield line.document_id, line.movement.supply


def settlements_of_documents(*, network_id: UUID, ids: Iterable[str]) -> Iterator[tuple[UUID, Allocation]]:
    """Give what settled documents, each with the document."""
    rows = Allocation.objects.filter(network_id=network_id, claim__document_id__in=list(ids)).select_related("claim")
    for row in rows.order_by("on", "pk")[:_MOST]:
        assert row.claim.document_id is not None
        yield row.claim.document_id, row


def settlements_by_ids(*, network_id: UUID, ids: Iterable[str]) -> list[Allocation]:
    """Give settlements with their documents."""
    rows = Allocation.objects.filter(network_id=network_id, pk__in=list(ids))
    return list(rows.select_related("claim__document", "claim__party").order_by("pk")[:_MOST])


def entries_of_settlements(*, network_id: UUID, ids: Iterable[str]) -> Iterator[tuple[UUID, JournalEntry]]:
    """Give the entries in which settlements were booked, each with the settlement."""
    rows = settlements_by_ids(network_id=network_id, ids=ids)
    closings = [row.about_id for row in rows if row.about_kind == "closing"]
    booked = dict(
        ClosingBooked.objects.filter(network_id=network_id, closing_id__in=closings).values_list(
            "closing_id", "entry_id"
        )
    )
    wanted: dict[UUID, list[UUID]] = {}
    for row in rows:
        entry_id = booked.get(row.about_id) if row.about_kind == "closing" else derived_id(row.about_id, "entry")
        if entry_id is not None:
            wanted.setdefault(entry_id, []).append(row.pk)
    for entry in JournalEntry.objects.filter(network_id=network_id, pk__in=list(wanted)).order_by("year", "number"):
        for id in wanted[entry.pk]:
            yield id, entry


def settlements_of_entries(*, network_id: UUID, ids: Iterable[str]) -> Iterator[tuple[UUID, Allocation]]:
    """Give the settlements that entries booked, each with the entry."""
    entries = list(JournalEntry.objects.filter(network_id=network_id, pk__in=list(ids)).order_by("pk")[:_MOST])
    found = ClosingBooked.objects.filter(network_id=network_id, entry_id__in=[entry.pk for entry in entries])
    abouts = {("closing", closing): entry for closing, entry in found.values_list("closing_id", "entry_id")[:_MOST]}
    for entry in entries:
        if entry.reference_kind == "payment":
            abouts["payment", UUID(entry.reference_id)] = entry.pk
    parties = [entry.reference_id for entry in entries if entry.kind == "set_off"]
    for set_off_id in SetOff.objects.filter(network_id=network_id, party_id__in=parties).values_list("pk", flat=True):
        abouts["set_off", set_off_id] = derived_id(set_off_id, "entry")
    rows = Allocation.objects.filter(network_id=network_id, about_id__in=[id for _kind, id in abouts])
    for row in rows.select_related("claim").order_by("on", "pk")[:_MOST]:
        if entry_id := abouts.get((row.about_kind, row.about_id)):
            yield entry_id, row


def names_of_accounts(*, network_id: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give the names of the parties whose coins stand on accounts; the network's own account is the operator's."""
    rows = Party.objects.filter(network_id=network_id, account_id__in=list(ids))
    names = {account: name for account, name in rows.values_list("account_id", "name") if account}
    operator = operator_of(network_id=network_id)
    return {network_by_id(network_id=network_id).operator_account_id: operator.name} | names


def _refs(sources: Iterable[Key]) -> Q:
    """Match rows that came from any of the sources; of none, none."""
    every = Q(pk__in=[])
    for kind, id in sources:
        every |= Q(ref_kind=kind, ref_id=id)
    return every
