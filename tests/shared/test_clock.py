"""The clock, shifted for a trial."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kennisruil.shared import clock

MOMENT = datetime(2026, 3, 10, 9, tzinfo=UTC)
SOON = timedelta(seconds=20)


def test_the_clock_is_the_machines_unless_told_otherwise() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < SOON


def test_a_clock_in_a_file_goes_on_and_can_be_put_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "now"
    monkeypatch.setenv("KENNISRUIL_NOW", f"@{path}")

    path.write_text(MOMENT.isoformat())
    first = clock.now()
    path.write_text((MOMENT + timedelta(days=30)).isoformat())
    later = clock.now()

    assert MOMENT <= first < MOMENT + SOON
    assert MOMENT + timedelta(days=30) <= later < MOMENT + timedelta(days=30) + SOON
