"""How long an offer is fresh, when its owner is asked whether it still stands, and when it leaves the lists."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """Decisions of a network: days after which an offer is stale, and days after which it leaves the lists."""

    stale_after_days: int
    leaves_after_days: int


def offer_state(*, said_on: date, today: date, terms: OfferTerms) -> str:
    """Say how an offer stands by the day it was last said: ``fresh``, ``stale`` or ``gone`` from the lists."""
    days = (today - said_on).days
    if days < terms.stale_after_days:
        return "fresh"
    return "gone" if days >= max(terms.leaves_after_days, terms.stale_after_days) else "stale"


def stale_until(*, today: date, terms: OfferTerms) -> date:
    """Give the last day of saying from which an offer is stale today."""
    return today - timedelta(days=terms.stale_after_days)


def gone_until(*, today: date, terms: OfferTerms) -> date:
    """Give the last day of saying from which an offer has left the lists today."""
    return today - timedelta(days=max(terms.leaves_after_days, terms.stale_after_days))
