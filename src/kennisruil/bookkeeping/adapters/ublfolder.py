"""A folder of structured invoices, a file per number: the common road into Belgian packages."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from lxml import etree

from kennisruil.bookkeeping.adapters.base import Outcome, compared
from kennisruil.bookkeeping.adapters.written import alone_in, write_whole
from kennisruil.bookkeeping.rules.targets import Found, Parcel
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope

_NAMES = {"b": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}
_TYPES = ("InvoiceTypeCode", "CreditNoteTypeCode")


class UblFolder:
    """Files such as ``2026/F2026-00001.xml``: by name they stand in number order within their series."""

    batch = 100

    def __init__(self, folder: Path, *, network_id: UUID) -> None:
        self.folder, self.network_id = folder, network_id

    def deliver(self, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
        """Write each document that is not there yet, as it was issued, byte for byte."""
        with alone_in(self.folder):
            for parcel in parcels:
                path = self._path(parcel)
                if not path.exists():
                    write_whole(path, self._content(parcel))
                same = hashlib.sha256(path.read_bytes()).hexdigest() == parcel.payload["xml_sha256"]
                yield compared(
                    parcel,
                    Found(external_id=path.name, sha256=parcel.sha256 if same else "other"),
                )

    def balances(self, *, start_on: date, end_on: date) -> Mapping[str, int]:
        """Add up what the documents of a period say without VAT, by type (380, 381, 389, 261), from the files."""
        sums: dict[str, int] = {}
        for path in sorted(self.folder.glob("*/*.xml")):
            kind, issued_on, cents = _read(path)
            if start_on <= issued_on < end_on:
                sums[kind] = sums.get(kind, 0) + cents
        return sums

    def _path(self, parcel: Parcel) -> Path:
        name = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in parcel.number)
        return self.folder / str(parcel.booked_on.year) / f"{name}.xml"

    def _content(self, parcel: Parcel) -> bytes:
        with network_scope(self.network_id):
            kept = File.objects.get(network_id=self.network_id, pk=parcel.payload["xml_id"])
        return bytes(kept.content)


def _read(path: Path) -> tuple[str, date, int]:
    """Read type, day of issue and amount without VAT (in cents) of a document."""
    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    kind = next(text for name in _TYPES if (text := root.findtext(f"b:{name}", namespaces=_NAMES)))
    day = date.fromisoformat(root.findtext("b:IssueDate", default="", namespaces=_NAMES))
    whole, _point, rest = root.findtext(".//b:TaxExclusiveAmount", default="0", namespaces=_NAMES).partition(".")
    return kind, day, int(whole) * 100 + int((rest + "00")[:2])
