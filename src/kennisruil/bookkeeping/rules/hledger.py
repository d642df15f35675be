"""The journal as an hledger file, with every account declared so that ``hledger check --strict`` reads it."""

from collections.abc import Sequence

from kennisruil.bookkeeping.rules.beancount import account_of, euro
from kennisruil.bookkeeping.rules.entries import BookedEntry


def write(entries: Sequence[BookedEntry], *, title: str) -> str:
    """Write ``entries`` (in number order) after a declaration of the commodity and of every account used."""
    accounts = sorted({account_of(line) for entry in entries for line in entry.lines})
    head = [f"; {_plain(title)}", "commodity 1000.00 EUR", *(f"account {account}" for account in accounts), ""]
    return "\n".join([*head, *(_entry(entry) for entry in entries)]) + "\n"


def _entry(entry: BookedEntry) -> str:
    kind, id = entry.reference
    lines = [
        f"{entry.booked_on} * ({entry.shown_number}) {_plain(entry.text)}  ; kind: {entry.kind}, about: {kind}/{id}",
        *(f"    {account_of(line)}  {euro(line.cents)} EUR" for line in entry.lines),
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace(";", ",").replace("|", "/")
