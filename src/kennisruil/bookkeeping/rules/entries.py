"""Lines of a journal entry: an amount on a role of the chart, positive for debit and negative for credit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """``cents`` on the account that plays ``role``: debit positive, credit negative; ``party_id``: its sub-account."""

    role: str
    cents: int
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedLine:
    """A line as it stands in the journal, with the code its role had on that day."""

    account: str
    role: str
    cents: int
    party_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedEntry:
    """An entry as it stands in the journal; ``number`` counts without gaps within the year of ``booked_on``."""

    number: int
    booked_on: date
    kind: str
    text: str
    reference: tuple[str, str]
    lines: tuple[BookedLine, ...]

    @property
    def shown_number(self) -> str:
        """The number as people quote it."""
        return f"{self.booked_on.year}-{self.number:06}"


def debit(role: str, cents: int, party_id: UUID | None = None) -> EntryLine:
    """Put ``cents`` on the debit side."""
    return EntryLine(role=role, cents=cents, party_id=party_id)


def credit(role: str, cents: int, party_id: UUID | None = None) -> EntryLine:
    """Put ``cents`` on the credit side."""
    return EntryLine(role=role, cents=-cents, party_id=party_id)


def netted(lines: Iterable[EntryLine]) -> tuple[EntryLine, ...]:
    """Add up what falls on one account of one party and leave out what comes to nothing; the order stays."""
    sums: dict[tuple[str, UUID | None], int] = {}
    for line in lines:
        key = (line.role, line.party_id)
        sums[key] = sums.get(key, 0) + line.cents
    return tuple(EntryLine(role=role, cents=cents, party_id=party) for (role, party), cents in sums.items() if cents)


def without_nothing(lines: Iterable[EntryLine]) -> tuple[EntryLine, ...]:
    """Leave out the lines of nothing, as those of a document without VAT."""
    return tuple(line for line in lines if line.cents)


def is_balanced(lines: Iterable[EntryLine | BookedLine]) -> bool:
    """Whether debit and credit come to the same."""
    return sum(line.cents for line in lines) == 0
