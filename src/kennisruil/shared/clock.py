"""The one place that reads the clock; everything else takes ``at`` or ``today`` as an argument."""

import os
from datetime import UTC, datetime, timedelta
from functools import cache


def now() -> datetime:
    """Give the present instant in UTC, shifted by ``KENNISRUIL_NOW`` (an ISO instant taken as the start) when set."""
    return datetime.now(UTC) + _shift()


@cache
def _shift() -> timedelta:
    start = os.environ.get("KENNISRUIL_NOW")
    if not start:
        return timedelta(0)
    parsed = datetime.fromisoformat(start)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)) - datetime.now(UTC)
