"""Quarters of a year, as VAT counts them; half-open like every period."""

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"^(\d{4})-Q([1-4])$")


class UnreadableQuarter(ValueError):
    """The text is no quarter such as ``2026-Q1``."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read ``2026-Q1``. :raises UnreadableQuarter: it is something else."""
        found = _WRITTEN.match(text)
        if not found:
            raise UnreadableQuarter(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Give the quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def start_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end_on(self) -> date:
        """The first day after it."""
        return self.plus(1).start_on

    def plus(self, count: int) -> "Quarter":
        """Give the quarter ``count`` later."""
        years, index = divmod(self.year * 4 + self.number - 1 + count, 4)
        return Quarter(years, index + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
