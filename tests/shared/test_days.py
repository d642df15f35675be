"""Days in words."""

from datetime import date

import pytest

from kennisruil.shared.days import written_day


@pytest.mark.parametrize(
    ("language", "day", "pattern", "written"),
    [
        ("fr", 1, "full", "vendredi 1er mai 2026"),
        ("fr", 1, "d MMM y", "1er mai 2026"),
        ("fr", 11, "full", "lundi 11 mai 2026"),
        ("nl", 1, "full", "vrijdag 1 mei 2026"),
        ("en", 1, "d MMMM y", "1 May 2026"),
    ],
)
def test_french_counts_the_first_of_a_month(language: str, day: int, pattern: str, written: str) -> None:
    assert written_day(date(2026, 5, day), pattern=pattern, language=language) == written
