"""Tryton 8: documents become its invoices and credit notes, everything else its moves; each found by our number first.

A document's number is the reference of the invoice (Tryton draws numbers of its own and lets nobody else set them); an
entry's number stands first in the description of its move. Half of the hash stands in the description of both, between
brackets: by it a number that is there with other content is recognised. Tryton itself refuses no duplicate.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.adapters.base import Outcome, compared
from kennisruil.bookkeeping.adapters.jsonrpc import Connection, euro
from kennisruil.bookkeeping.adapters.places import TrytonPlace
from kennisruil.bookkeeping.adapters.trytonrows import Rows
from kennisruil.bookkeeping.rules.entries import BookedLine
from kennisruil.bookkeeping.rules.invoices import Invoice, invoice_in, left_of
from kennisruil.bookkeeping.rules.payloads import entry_from, lines_from
from kennisruil.bookkeeping.rules.targets import ENTRY, Found, Parcel, TargetRefused

_DRAFT = ("draft", "validated")


class Tryton:
    """One company in a Tryton database."""

    batch = 20

    def __init__(self, place: TrytonPlace, *, network_id: UUID) -> None:
        self._tryton = Connection(place)
        self._rows = Rows(self._tryton, network_id=network_id)

    def deliver(self, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
        """Hand over one parcel after the other; what Tryton refuses does not keep the others."""
        self._rows.read(parcels)
        for parcel in parcels:
            try:
                yield self._entry(parcel) if parcel.kind == ENTRY else self._document(parcel)
            except TargetRefused as error:
                yield Outcome(parcel=parcel, problem=str(error))

    def balances(self, *, start_on: date, end_on: date) -> Mapping[str, int]:
        """Add up the posted lines of the period, page by page."""
        return self._rows.balances(start_on=start_on, end_on=end_on)

    def _document(self, parcel: Parcel) -> Outcome:
        invoice = invoice_in(kind=parcel.kind, lines=lines_from(parcel.payload["lines"]))
        assert invoice is not None, "only documents with an invoice in their entry are written for Tryton"
        found = self._found("account.invoice", [["reference", "=", parcel.number]])
        if found is None:
            self._tryton.call("model.account.invoice.create", [self._invoice(parcel, invoice)])
            found = self._found("account.invoice", [["reference", "=", parcel.number]])
        return self._posted("account.invoice", parcel, found)

    def _entry(self, parcel: Parcel) -> Outcome:
        entry = entry_from(parcel.payload)
        lines = left_of(lines=entry.lines, invoice=invoice_in(kind=entry.kind, lines=entry.lines))
        if not lines:
            return Outcome(parcel=parcel, external_id="in the invoice")
        domain = [["description", "like", f"{parcel.number} %"]]
        found = self._found("account.move", domain)
        if found is None:
            self._tryton.call("model.account.move.create", [self._move(parcel, lines, text=entry.text)])
            found = self._found("account.move", domain)
        return self._posted("account.move", parcel, found)

    def _found(self, model: str, domain: list[Any]) -> Found | None:
        rows = self._tryton.find(model, [["company", "=", self._rows.company], *domain], ["description", "state"])
        if not rows:
            return None
        if len(rows) > 1:
            return Found(external_id=str(rows[0]["id"]), sha256="twice")
        row = rows[0]
        mark = (row["description"] or "").rpartition("[")[2].rstrip("]")
        return Found(external_id=str(row["id"]), sha256=mark, is_whole=row["state"] not in _DRAFT)

    def _posted(self, model: str, parcel: Parcel, found: Found | None) -> Outcome:
        """Post what is there as a draft; say what it is."""
        assert found is not None, "what was just written is there"
        if found.sha256 == _mark(parcel) and not found.is_whole:
            self._post(model, int(found.external_id))
        whole = Found(
            external_id=found.external_id, sha256=parcel.sha256 if found.sha256 == _mark(parcel) else found.sha256
        )
        return compared(parcel, whole)

    def _post(self, model: str, id: int) -> None:
        try:
            self._tryton.call(f"model.{model}.post", [id])
        except TargetRefused:
            # The call of a worker that was killed may outlive it, and post this between our look and our call.
            if self._tryton.find(model, [["id", "=", id], ["state", "in", _DRAFT]], ["state"]):
                raise

    def _invoice(self, parcel: Parcel, invoice: Invoice) -> dict[str, Any]:
        sign = -1 if invoice.side == "out" else 1
        party = self._rows.party(invoice.party_id)
        base = sign * sum(line.cents for line in invoice.results)
        # Tryton takes a correction as an invoice of negative quantity.
        quantity = -1 if invoice.is_correction else 1
        return {
            "company": self._rows.company,
            "type": invoice.side,
            "reference": parcel.number,
            "description": f"{parcel.payload['kind']} [{_mark(parcel)}]",
            "party": party.id,
            "invoice_address": party.address_id,
            "currency": self._rows.currency,
            "journal": self._rows.journal("revenue" if invoice.side == "out" else "expense"),
            "account": self._rows.account(invoice.party_account, invoice.party_role).id,
            "invoice_date": date.fromisoformat(parcel.payload["issued_on"]),
            "accounting_date": parcel.booked_on,
            "lines": [["create", [self._line(line, sign, quantity, parcel.number) for line in invoice.results]]],
            "taxes": [["create", [self._tax(line, sign, base) for line in invoice.vat]]],
        }

    def _line(self, line: BookedLine, sign: int, quantity: int, text: str) -> dict[str, Any]:
        return {
            "type": "line",
            "quantity": quantity,
            "unit_price": euro(sign * quantity * line.cents),
            "account": self._rows.account(line.account, line.role).id,
            "description": text,
            "taxes": [],
        }

    def _tax(self, line: BookedLine, sign: int, base: int) -> dict[str, Any]:
        return {
            "manual": True,
            "description": line.account,
            "account": self._rows.account(line.account, line.role).id,
            "base": euro(base),
            "amount": euro(sign * line.cents),
        }

    def _move(self, parcel: Parcel, lines: Sequence[BookedLine], *, text: str) -> dict[str, Any]:
        return {
            "company": self._rows.company,
            "journal": self._rows.journal("general"),
            "period": self._rows.period(parcel.booked_on),
            "date": parcel.booked_on,
            "description": f"{parcel.number} {text[:100]} [{_mark(parcel)}]",
            "lines": [["create", [self._move_line(line) for line in lines]]],
        }

    def _move_line(self, line: BookedLine) -> dict[str, Any]:
        account = self._rows.account(line.account, line.role)
        row = {
            "account": account.id,
            "debit": euro(max(line.cents, 0)),
            "credit": euro(max(-line.cents, 0)),
        }
        return row | ({"party": self._rows.party(line.party_id).id} if account.party_required else {})


def _mark(parcel: Parcel) -> str:
    """The part of the hash that stands in the description."""
    return parcel.sha256[:32]
