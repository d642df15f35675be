"""How many sessions somebody wants to give in a month or a quarter, and what is left of it."""

from dataclasses import dataclass
from datetime import date

MONTH, QUARTER = PERIODS = ("month", "quarter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What somebody wants to give in a period, and what is spoken for; ``most`` None: as many as come."""

    most: int | None = None
    per: str = QUARTER
    used: int = 0

    @property
    def left(self) -> int | None:
        """How many more may be asked; None: no limit. Never below nil, also when the office went beyond it."""
        return None if self.most is None else max(0, self.most - self.used)

    @property
    def is_full(self) -> bool:
        """Nothing more is to be asked in this period."""
        return self.left == 0


def period_of(on: date, *, per: str) -> tuple[date, date]:
    """Give the first day of the month or the quarter of a day, and the first day after it."""
    months = 1 if per == MONTH else 3
    begins = date(on.year, (on.month - 1) // months * months + 1, 1)
    after = begins.month - 1 + months
    return begins, date(begins.year + after // 12, after % 12 + 1, 1)
