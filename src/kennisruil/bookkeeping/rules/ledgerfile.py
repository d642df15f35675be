"""Ledger files that grow by entries: blocks found back by number and hash, put in number order, added up by month.

Before each entry stands a comment, ``; entry 2026-000007 <sha256>``, that beancount and hledger both skip. What stands
in a file counts: a block is never replaced, so an entry is in it once however often it is delivered.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_MARK = re.compile(r"^; entry (?P<number>\d{4}-\d{6}) (?P<sha256>[0-9a-f]{64})$", re.MULTILINE)
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2}) ", re.MULTILINE)
_POSTING = re.compile(r"^ {2,4}(?P<account>[A-Z]\S+)  (?P<sign>-?)(?P<euro>\d+)\.(?P<cents>\d{2}) EUR$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One entry as it stands in the file."""

    number: str
    sha256: str
    text: str

    @property
    def day(self) -> date:
        """The day it is booked on."""
        found = _DAY.search(self.text)
        assert found, "a block begins with its day"
        return date(int(found[1]), int(found[2]), int(found[3]))

    @property
    def postings(self) -> list[tuple[str, int]]:
        """Account, as written, and cents of each posting; debit is positive."""
        return [(each["account"], _cents(each)) for each in _POSTING.finditer(self.text)]


def blocks_of(text: str) -> dict[str, Block]:
    """Read the entries of a file, by number."""
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    return {
        mark["number"]: Block(number=mark["number"], sha256=mark["sha256"], text=text[mark.end() + 1 : end].strip("\n"))
        for mark, end in zip(marks, ends, strict=True)
    }


def joined(head: Iterable[str], blocks: Mapping[str, Block]) -> str:
    """Write a file: the head, then every block in number order under its mark."""
    parts = ["\n".join(head)]
    parts += [f"; entry {each.number} {each.sha256}\n{each.text}\n" for _number, each in sorted(blocks.items())]
    return "\n".join(parts)


def month_balances(blocks: Mapping[str, Block], *, start_on: date, end_on: date) -> dict[str, int]:
    """Add up the postings of ``start_on <= day < end_on`` by account code (the part after the root)."""
    sums: dict[str, int] = {}
    for block in blocks.values():
        if start_on <= block.day < end_on:
            for account, cents in block.postings:
                code = account.split(":")[1]
                sums[code] = sums.get(code, 0) + cents
    return sums


def _cents(found: "re.Match[str]") -> int:
    size = int(found["euro"]) * 100 + int(found["cents"])
    return -size if found["sign"] else size
