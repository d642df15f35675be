"""The journal as a beancount file, which ``bean-check`` reads; parties stand in it by id, never by name."""

from collections.abc import Mapping, Sequence
from datetime import date

from kennisruil.bookkeeping.rules.chart import name_of, root_of
from kennisruil.bookkeeping.rules.entries import BookedEntry, BookedLine
from kennisruil.bookkeeping.rules.ledgerfile import Block


def write(entries: Sequence[BookedEntry], *, title: str, language: str = "en") -> str:
    """Write ``entries`` (in number order) with options and an ``open`` for every account, dated at its first use."""
    head = [f'option "title" "{_quoted(title)}"', 'option "operating_currency" "EUR"', ""]
    opened = [
        f'{day} open {account} EUR\n  name: "{_quoted(name_of(role, language=language))}"'
        for account, (day, role) in sorted(_first_uses(entries).items())
    ]
    return "\n".join([*head, *opened, "", *(block(entry) for entry in entries)]) + "\n"


def head(blocks: Mapping[str, Block], *, title: str) -> list[str]:
    """Write the head of a file that grows: options, and an ``open`` for every account in its blocks."""
    uses: dict[str, date] = {}
    for each in blocks.values():
        for account, _cents in each.postings:
            uses[account] = min(uses.get(account, each.day), each.day)
    opened = [f"{day} open {account} EUR" for account, day in sorted(uses.items())]
    return [f'option "title" "{_quoted(title)}"', 'option "operating_currency" "EUR"', "", *opened, ""]


def account_of(line: BookedLine) -> str:
    """Name the account: root, code, and the party's id where it has a sub-account."""
    name = f"{root_of(line.role)}:{line.account}"
    return f"{name}:P{line.party_id.hex}" if line.party_id else name


def euro(cents: int) -> str:
    """Write cents as a plain decimal with two places: -2100 is ``-21.00``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def block(entry: BookedEntry) -> str:
    """Write one entry with its postings."""
    kind, id = entry.reference
    lines = [
        f'{entry.booked_on} * "{_quoted(entry.text)}"',
        f'  number: "{entry.shown_number}"',
        f'  kind: "{entry.kind}"',
        f'  reference: "{kind}:{id}"',
        *(f"  {account_of(line)}  {euro(line.cents)} EUR" for line in entry.lines),
    ]
    return "\n".join(lines) + "\n"


def _first_uses(entries: Sequence[BookedEntry]) -> dict[str, tuple[date, str]]:
    uses: dict[str, tuple[date, str]] = {}
    for entry in entries:
        for line in entry.lines:
            account = account_of(line)
            if account not in uses or entry.booked_on < uses[account][0]:
                uses[account] = (entry.booked_on, line.role)
    return uses


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
