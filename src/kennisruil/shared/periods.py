"""Months and civil days: half-open periods in a network's own time zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

_MONTH = re.compile(r"(\d{4})-(\d{2})")


class UnreadableMonth(ValueError):
    """The text is not a month such as ``2026-01``."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month: ``start_on <= day < end_on``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9998):
            raise UnreadableMonth(f"{self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-01``. :raises UnreadableMonth: for anything else."""
        found = _MONTH.fullmatch(text.strip())
        if not found:
            raise UnreadableMonth(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the month in which ``day`` falls."""
        return cls(day.year, day.month)

    @property
    def start_on(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def end_on(self) -> date:
        """The first day after it."""
        return self.next.start_on

    @property
    def next(self) -> "Month":
        """The month after."""
        return self.plus(1)

    @property
    def previous(self) -> "Month":
        """The month before."""
        return self.plus(-1)

    def plus(self, months: int) -> "Month":
        """Give the month that lies ``months`` later (earlier when negative)."""
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    @property
    def ends_quarter(self) -> bool:
        """March, June, September or December."""
        return self.month % 3 == 0

    def __contains__(self, day: date) -> bool:
        return self.start_on <= day < self.end_on

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def day_of(instant: datetime, zone: str) -> date:
    """Give the civil day of an aware ``instant`` in the IANA ``zone``."""
    return instant.astimezone(ZoneInfo(zone)).date()


def month_instants(month: Month, zone: str) -> tuple[datetime, datetime]:
    """Give the instants at which ``month`` starts and ends in the IANA ``zone``."""
    tz = ZoneInfo(zone)
    start, end = (datetime(day.year, day.month, day.day, tzinfo=tz) for day in (month.start_on, month.end_on))
    return start, end


def noon_of(day: date, zone: str) -> datetime:
    """Give noon of a civil day in the IANA ``zone``: the instant of what has a day but no hour."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
