"""The journal as CSV: a line per posting, amounts with a decimal point, for spreadsheets and other packages."""

import csv
import io
from collections.abc import Sequence

from kennisruil.bookkeeping.rules.beancount import euro
from kennisruil.bookkeeping.rules.chart import name_of
from kennisruil.bookkeeping.rules.entries import BookedEntry

COLUMNS = ("number", "date", "kind", "text", "reference", "account", "account_name", "party", "debit", "credit")
# A cell that starts like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(entries: Sequence[BookedEntry], *, language: str = "en") -> str:
    """Write ``entries`` in number order under a line of column names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        for line in entry.lines:
            writer.writerow(
                [
                    entry.shown_number,
                    entry.booked_on.isoformat(),
                    entry.kind,
                    _harmless(entry.text),
                    "/".join(entry.reference),
                    line.account,
                    name_of(line.role, language=language),
                    line.party_id or "",
                    euro(line.cents) if line.cents > 0 else "",
                    euro(-line.cents) if line.cents < 0 else "",
                ]
            )
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
