"""How long something has been still to give, in the four ages people speak of. No Django."""

from datetime import date
from enum import StrEnum


class Age(StrEnum):
    """How long a balance has been under zero; bounds in days, half-open."""

    FRESH = "fresh"  # under 90
    SEASON = "season"  # 90–179
    HALF_YEAR = "half_year"  # 180–364
    YEAR = "year"  # 365 and more


def age_of(*, since_on: date, today: date) -> Age:
    """Tell in which of four ages ``since_on`` lies, seen from ``today``; a day ahead counts as fresh."""
    days = (today - since_on).days
    if days < 90:
        return Age.FRESH
    if days < 180:
        return Age.SEASON
    return Age.HALF_YEAR if days < 365 else Age.YEAR
