"""One hash over the business content of a network: the same story gives the same digest, wherever it ran."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from kennisruil.billing.models import Claim, Document, Lot, LotClosing, Movement, Payment, Statement
from kennisruil.bookkeeping.models import JournalEntry, JournalLine
from kennisruil.ledger.models import Entry
from kennisruil.network.models import Party
from kennisruil.shared.models import Mail


def digest(*, network_id: UUID) -> str:
    """Give the SHA-256 over ledger entries, lots, documents, journal, statements and mails, in hexadecimal.

    No random id and no instant of a clock is in it: parties stand by number, rows by their own order.
    """
    found = hashlib.sha256()
    for row in _rows(network_id):
        found.update(json.dumps(row, sort_keys=True, separators=(",", ":"), default=str).encode())
        found.update(b"\n")
    return found.hexdigest()


def _rows(network_id: UUID) -> Iterator[list[Any]]:
    parties = dict(Party.objects.filter(network_id=network_id).values_list("pk", "number"))
    accounts = dict(Party.objects.filter(network_id=network_id).values_list("account_id", "number"))
    yield from _sorted("ledger", _ledger(network_id, accounts))
    yield from _sorted("lots", _lots(network_id, parties))
    yield from _sorted("documents", _documents(network_id))
    yield from _sorted("claims", _claims(network_id))
    yield from _sorted("payments", _payments(network_id))
    yield from _journal(network_id, parties)
    yield from _sorted("statements", _statements(network_id))
    yield from _sorted("mails", _mails(network_id))


def _sorted(name: str, rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    for text in sorted(json.dumps(row, sort_keys=True, default=str) for row in rows):
        yield [name, text]


def _ledger(network_id: UUID, accounts: dict[UUID | None, int]) -> Iterator[list[Any]]:
    rows = Entry.objects.filter(network_id=network_id)
    for account_id, version, amount, after in rows.values_list("account_id", "version", "amount", "balance_after"):
        yield [accounts.get(account_id, 0), version, amount, after]


def _lots(network_id: UUID, parties: dict[UUID, int]) -> Iterator[list[Any]]:
    moves = Movement.objects.filter(network_id=network_id).values_list(
        "party_id", "position", "kind", "coins", "cents", "booked_on", "side", "rule", "supply__performed_on"
    )
    for party_id, *rest in moves:
        yield ["movement", parties[party_id], *rest]
    for party_id, *rest in Lot.objects.filter(network_id=network_id).values_list(
        "party_id", "position", "coins", "cents"
    ):
        yield ["lot", parties[party_id], *rest]
    closings = LotClosing.objects.filter(network_id=network_id).values_list(
        "party_id", "lot__position", "movement__position", "coins", "lot_cents", "movement_cents"
    )
    for party_id, *rest in closings:
        yield ["closing", parties[party_id], *rest]


def _documents(network_id: UUID) -> Iterator[list[Any]]:
    rows = Document.objects.filter(network_id=network_id)
    for row in rows.values_list(
        "number", "kind", "state", "party__number", "month_on", "issued_on", "chargeable_on", "due_vat_on",
        "due_base_on", "base_cents", "vat_cents", "is_late", "xml_sha256", "accept_until", "corrects__number",
    ):  # fmt: skip
        yield list(row)


def _claims(network_id: UUID) -> Iterator[list[Any]]:
    rows = Claim.objects.filter(network_id=network_id)
    for row in rows.values_list(
        "party__number", "position", "part", "sign", "account", "cents", "settled_cents", "due_on", "document__number"
    ):
        yield list(row)


def _payments(network_id: UUID) -> Iterator[list[Any]]:
    rows = Payment.objects.filter(network_id=network_id)
    for row in rows.values_list(
        "party__number", "cents", "vat_cents", "base_cents", "prepaid_cents", "coins", "paid_on"
    ):
        yield list(row)


def _journal(network_id: UUID, parties: dict[UUID, int]) -> Iterator[list[Any]]:
    lines: dict[UUID, list[list[Any]]] = {}
    found = JournalLine.objects.filter(network_id=network_id).order_by("entry_id", "position")
    for entry_id, account, party_id, cents in found.values_list("entry_id", "account", "party_id", "cents"):
        lines.setdefault(entry_id, []).append([account, parties[party_id] if party_id else None, cents])
    rows = JournalEntry.objects.filter(network_id=network_id).order_by("year", "number")
    for pk, *rest in rows.values_list("pk", "year", "number", "booked_on", "kind", "text"):
        yield ["journal", *rest, lines.get(pk, [])]


def _statements(network_id: UUID) -> Iterator[list[Any]]:
    rows = Statement.objects.filter(network_id=network_id)
    for row in rows.values_list("number", "month_on", "opening_coins", "closing_coins", "content"):
        yield list(row)


def _mails(network_id: UUID) -> Iterator[list[Any]]:
    for row in Mail.objects.filter(network_id=network_id).values_list("to", "subject", "language"):
        yield list(row)
