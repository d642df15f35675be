"""What the pages of directory, offers and news prepare together."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules.offers import OfferTerms, offer_state


def tabs_of_directory(here: str) -> list[dict[str, Any]]:
    """Give the pages on which members find each other."""
    pages = (
        ("people", _("People"), "brokerage:directory"),
        ("offers", _("Offers"), "brokerage:offers"),
    )
    return [{"text": text, "url": reverse(page), "active": key == here} for key, text, page in pages]


def tabs_of_giving(here: str) -> list[dict[str, Any]]:
    """Give the pages of who wants to give."""
    pages = (
        ("give", _("What suits you"), "brokerage:give_back"),
        ("offers", _("What you offer"), "brokerage:my_offers"),
        ("news", _("News by mail"), "brokerage:my_news"),
    )
    return [{"text": text, "url": reverse(page), "active": key == here} for key, text, page in pages]


def offer_row(request: HttpRequest, row: KnowHow, *, terms: OfferTerms, today: date) -> dict[str, Any]:
    """Prepare an offer with the day on which it was last said, and whether it is fresh, stale or gone."""
    zone = request.network.time_zone  # type: ignore[attr-defined]  # set by the shell
    on = matching.said_on(row, zone=zone)
    return {"row": row, "said_on": on, "state": offer_state(said_on=on, today=today, terms=terms)}
