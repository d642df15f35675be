"""The one place that reads the clock; everything else takes ``at`` or ``today`` as an argument."""

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path


def now() -> datetime:
    """Give the present instant in UTC, shifted by ``KENNISRUIL_NOW`` when set.

    It is an ISO instant taken as the start of this process; or, as ``@FILE``, the file that holds one, taken as the
    instant at which the file was written: a trial that moves on in time writes it again.
    """
    start = os.environ.get("KENNISRUIL_NOW", "")
    if start.startswith("@"):
        path = Path(start[1:])
        return _parsed(path.read_text().strip()) + (datetime.now(UTC) - _written_at(path))
    return datetime.now(UTC) + _shift()


@cache
def _shift() -> timedelta:
    start = os.environ.get("KENNISRUIL_NOW")
    return _parsed(start) - datetime.now(UTC) if start else timedelta(0)


def _parsed(text: str) -> datetime:
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
