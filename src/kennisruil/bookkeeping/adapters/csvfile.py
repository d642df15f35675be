"""The journal as a CSV file that grows by every entry delivered, a line per posting."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kennisruil.bookkeeping.adapters.base import Outcome, compared
from kennisruil.bookkeeping.adapters.written import alone_in, read_text, write_whole
from kennisruil.bookkeeping.rules import table
from kennisruil.bookkeeping.rules.payloads import entry_from
from kennisruil.bookkeeping.rules.targets import Found, Parcel

_COLUMNS = (*table.COLUMNS, "sha256")
Rows = list[dict[str, str]]


class CsvJournal:
    """One file, in number order; the last column holds the hash of the entry its line belongs to."""

    batch = 500

    def __init__(self, path: Path) -> None:
        self.path = path

    def deliver(self, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
        """Add the entries that are not there yet, all in one writing; then say what came of each."""
        with alone_in(self.path.parent):
            there = self._there()
            new = [parcel for parcel in parcels if parcel.number not in there]
            every = there | {parcel.number: _rows(parcel) for parcel in new}
            if new:
                write_whole(self.path, _written(every).encode())
        for parcel in parcels:
            yield compared(parcel, Found(external_id=parcel.number, sha256=every[parcel.number][0]["sha256"]))

    def balances(self, *, start_on: date, end_on: date) -> Mapping[str, int]:
        """Add up the file itself."""
        sums: dict[str, int] = {}
        for rows in self._there().values():
            for row in rows:
                if start_on <= date.fromisoformat(row["date"]) < end_on:
                    cents = _cents(row["debit"]) - _cents(row["credit"])
                    sums[row["account"]] = sums.get(row["account"], 0) + cents
        return sums

    def _there(self) -> dict[str, Rows]:
        found: dict[str, Rows] = {}
        for row in csv.DictReader(io.StringIO(read_text(self.path))):
            found.setdefault(row["number"], []).append(row)
        return found


def _rows(parcel: Parcel) -> Rows:
    text = table.write([entry_from(parcel.payload)])
    return [row | {"sha256": parcel.sha256} for row in csv.DictReader(io.StringIO(text))]


def _written(every: Mapping[str, Rows]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for _number, rows in sorted(every.items()):
        writer.writerows(rows)
    return out.getvalue()


def _cents(text: str) -> int:
    """Read an amount with two places, as this room writes it; nothing is nil."""
    whole, _point, rest = text.partition(".")
    return int(whole) * 100 + int(rest) if text else 0
