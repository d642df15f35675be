"""Where billing stands in the chain from need to books, and the pages of a transfer, a service and a settlement."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.models import Allocation, Document, Supply
from kennisruil.billing.queries import chain as queries
from kennisruil.billing.queries.pages.supplies import movements_of_supply
from kennisruil.billing.web import labels
from kennisruil.billing.web.asking import books_page
from kennisruil.ledger.models import Transfer
from kennisruil.network.queries import network_by_id
from kennisruil.shared.chain import ChainRow, Key
from kennisruil.shared.periods import day_of
from kennisruil.shared.web.pages import network_of

Rows = Mapping[str, frozenset[str]]
Pairs = Iterator[tuple[Key, ChainRow]]


def chain_of_billing(*, network_id: UUID, rows: Rows) -> Pairs:
    """Give what stands next to sessions, transfers, supplies, documents, settlements and entries."""
    sources = [(kind, id) for kind in queries.SOURCES for id in rows.get(kind, ())]
    if sources:
        yield from ((source, _supply(row)) for source, row in _supplies(network_id, sources))
        yield from ((source, _transfer(network_id, row)) for source, row in _transfers(network_id, sources))
    if ids := rows.get("transfer"):
        yield from _next_to_transfers(network_id, ids)
    if ids := rows.get("supply"):
        yield from _next_to_supplies(network_id, ids)
    if ids := rows.get("document"):
        yield from _next_to_documents(network_id, ids)
    if ids := rows.get("settlement"):
        yield from _next_to_settlements(network_id, ids)
    if ids := rows.get("entry"):
        for entry_id, row in queries.settlements_of_entries(network_id=network_id, ids=ids):
            yield ("entry", str(entry_id)), _settlement(row)


def _supplies(network_id: UUID, sources: list[Key]) -> Iterator[tuple[Key, Supply]]:
    return queries.supplies_of_sources(network_id=network_id, sources=sources)


def _transfers(network_id: UUID, sources: list[Key]) -> Iterator[tuple[Key, Transfer]]:
    return queries.transfers_of_sources(network_id=network_id, sources=sources)


def _next_to_transfers(network_id: UUID, ids: frozenset[str]) -> Pairs:
    found = queries.transfers_by_ids(network_id=network_id, ids=ids)
    by_source: dict[Key, list[Key]] = {}
    for row in found:
        if row.ref_id is not None and row.ref_kind in queries.SOURCES:
            by_source.setdefault((row.ref_kind, str(row.ref_id)), []).append(("transfer", str(row.pk)))
    for source, supply in _supplies(network_id, list(by_source)):
        for key in by_source[source]:
            yield key, _source(supply)
            yield key, _supply(supply)


def _next_to_supplies(network_id: UUID, ids: frozenset[str]) -> Pairs:
    supplies = queries.supplies_by_ids(network_id=network_id, ids=ids)
    keys: dict[Key, list[Key]] = {}
    for supply in supplies:
        keys.setdefault((supply.ref_kind, str(supply.ref_id)), []).append(("supply", str(supply.pk)))
        yield ("supply", str(supply.pk)), _source(supply)
    for source, transfer in _transfers(network_id, list(keys)):
        for key in keys[source]:
            yield key, _transfer(network_id, transfer)
    for supply_id, document in queries.documents_of_supplies(network_id=network_id, ids=ids):
        yield ("supply", str(supply_id)), _document(document)


def _next_to_documents(network_id: UUID, ids: frozenset[str]) -> Pairs:
    for document_id, supply in queries.supplies_of_documents(network_id=network_id, ids=ids):
        yield ("document", str(document_id)), _supply(supply)
    for document_id, row in queries.settlements_of_documents(network_id=network_id, ids=ids):
        yield ("document", str(document_id)), _settlement(row)


def _next_to_settlements(network_id: UUID, ids: frozenset[str]) -> Pairs:
    for row in queries.settlements_by_ids(network_id=network_id, ids=ids):
        if row.claim.document is not None:
            yield ("settlement", str(row.pk)), _document(row.claim.document)
    for settlement_id, entry in queries.entries_of_settlements(network_id=network_id, ids=ids):
        text = f"{entry.year}-{entry.number:06}"
        yield (
            ("settlement", str(settlement_id)),
            ChainRow(kind="entry", id=str(entry.pk), text=text, on=entry.booked_on),
        )


def _source(supply: Supply) -> ChainRow:
    return ChainRow(kind=supply.ref_kind, id=str(supply.ref_id), text=supply.text, on=supply.performed_on)


def _supply(supply: Supply) -> ChainRow:
    return ChainRow(kind="supply", id=str(supply.pk), text=supply.text, on=supply.performed_on)


def _transfer(network_id: UUID, row: Transfer) -> ChainRow:
    on = day_of(row.occurred_at, network_by_id(network_id=network_id).time_zone)
    return ChainRow(kind="transfer", id=str(row.pk), coins=row.amount, on=on)


def _document(row: Document) -> ChainRow:
    text = row.number or str(labels.KINDS[row.kind])
    on = row.issued_on or row.drawn_on
    return ChainRow(kind="document", id=str(row.pk), text=text, on=on, party_id=row.party_id)


def _settlement(row: Allocation) -> ChainRow:
    text = str(labels.HOW.get(row.how, row.how))
    return ChainRow(
        kind="settlement", id=str(row.pk), text=text, on=row.on, cents=row.cents, party_id=row.claim.party_id
    )


@require_safe
@books_page
def supply(request: HttpRequest, supply_id: UUID) -> HttpResponse:
    """Show a service: when it took place, for whom, by whom, and the chain it stands in."""
    found = queries.supplies_by_ids(network_id=network_of(request), ids=[str(supply_id)])
    if not found:
        raise Http404
    sides = {"recipient": _("Received"), "provider": _("Provided")}
    page = {
        "kind": "supply",
        "id": supply_id,
        "title": found[0].text,
        "on": found[0].performed_on,
        "columns": [
            {"label": _("Who")},
            {"label": _("What")},
            {"label": _("Coins"), "number": True},
            {"label": _("In euro"), "number": True},
        ],
        "rows": [
            [
                {"text": row.party.name},
                {"text": sides.get(row.side, "")},
                {"coins": row.coins},
                {"cents": row.cents},
            ]
            for row in movements_of_supply(network_id=network_of(request), supply_id=supply_id)
        ],
    }
    return render(request, "billing/chain_step.html", page)


@require_safe
@books_page
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Show coins that moved, and the chain they stand in."""
    found = queries.transfers_by_ids(network_id=network_of(request), ids=[str(transfer_id)])
    if not found:
        raise Http404
    row = found[0]
    names = queries.names_of_accounts(network_id=network_of(request), ids=[row.from_id, row.to_id])
    page = {
        "kind": "transfer",
        "id": transfer_id,
        "title": _("Coins that moved"),
        "on": row.occurred_at,
        "columns": [{"label": _("From")}, {"label": _("To")}, {"label": _("Coins"), "number": True}],
        "rows": [[names.get(row.from_id, "–"), names.get(row.to_id, "–"), {"coins": row.amount}]],
    }
    return render(request, "billing/chain_step.html", page)


@require_safe
@books_page
def settlement(request: HttpRequest, settlement_id: UUID) -> HttpResponse:
    """Show how a part of a document was settled, and the chain it stands in."""
    found = queries.settlements_by_ids(network_id=network_of(request), ids=[str(settlement_id)])
    if not found:
        raise Http404
    row = found[0]
    page = {
        "kind": "settlement",
        "id": settlement_id,
        "title": labels.HOW.get(row.how, row.how),
        "on": row.on,
        "columns": [{"label": _("Who")}, {"label": _("What")}, {"label": _("In euro"), "number": True}],
        "rows": [
            [{"text": row.claim.party.name}, {"text": labels.PARTS.get(row.claim.part, "")}, {"cents": row.cents}]
        ],
    }
    return render(request, "billing/chain_step.html", page)
