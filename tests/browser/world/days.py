"""The days of the world."""

from datetime import UTC, datetime

TODAY = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
EARLY = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)


def moment(year: int, month: int, day: int, hour: int = 13) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)
