"""Ages of what is still to give."""

from datetime import date, timedelta

import pytest

from kennisruil.shared.ages import Age, age_of

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-3, "fresh"),
        (0, "fresh"),
        (89, "fresh"),
        (90, "season"),
        (179, "season"),
        (180, "half_year"),
        (364, "half_year"),
        (365, "year"),
    ],
)
def test_age_at_its_bounds(days: int, age: str) -> None:
    assert age_of(since_on=TODAY - timedelta(days=days), today=TODAY) == Age(age)
