"""The journal as an hledger file, with every account declared so that ``hledger check --strict`` reads it."""

from collections.abc import Mapping, Sequence

from kennisruil.bookkeeping.rules.beancount import account_of, euro
from kennisruil.bookkeeping.rules.entries import BookedEntry
from kennisruil.bookkeeping.rules.ledgerfile import Block


def write(entries: Sequence[BookedEntry], *, title: str) -> str:
    """Write ``entries`` (in number order) after a declaration of the commodity and of every account used."""
    accounts = sorted({account_of(line) for entry in entries for line in entry.lines})
    head = [f"; {_plain(title)}", "commodity 1000.00 EUR", *(f"account {account}" for account in accounts), ""]
    return "\n".join([*head, *(block(entry) for entry in entries)]) + "\n"


def head(blocks: Mapping[str, Block], *, title: str) -> list[str]:
    """Write the head of a file that grows: the commodity, and every account in its blocks."""
    accounts = sorted({account for each in blocks.values() for account, _cents in each.postings})
    return [f"; {_plain(title)}", "commodity 1000.00 EUR", *(f"account {account}" for account in accounts), ""]


def block(entry: BookedEntry) -> str:
    """Write one entry with its postings."""
    kind, id = entry.reference
    lines = [
        f"{entry.booked_on} * ({entry.shown_number}) {_plain(entry.text)}  ; kind: {entry.kind}, about: {kind}/{id}",
        *(f"    {account_of(line)}  {euro(line.cents)} EUR" for line in entry.lines),
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace(";", ",").replace("|", "/")
