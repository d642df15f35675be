"""What every page's frame needs: the network's name and logo, its coin, the menu, and how the reader wants the page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kennisruil.network import queries as network
from kennisruil.network.queries import House
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shell.navigation import navigation

THEMES = ("device", "light", "dark")
OUR_HOUSE = House(name="Kennisruil", hue=None, logo="", coin_sign="SIF")


def house_for(request: HttpRequest) -> House:
    """Give how the reader's network looks today, read once for each request; our own looks for a visitor."""
    found: House | None = getattr(request, "house", None)
    if found is None:
        mine = getattr(request, "network", None)
        found = network.house_of(network=mine, on=day_of(clock.now(), mine.time_zone)) if mine else OUR_HOUSE
        request.house = found  # type: ignore[attr-defined]  # kept for the rest of this request
    return found


def frame(request: HttpRequest) -> dict[str, Any]:
    """Add brand, address of the office, coin sign, theme, name of who reads, choice of languages and navigation.

    Works without a session and for a visitor.
    """
    house = house_for(request)
    theme = getattr(request, "session", {}).get("theme", "device")
    return {
        "brand": {"name": house.name, "logo_url": house.logo, "version": "" if house.hue is None else house.hue},
        "office_email": house.office_email,
        "coin_sign": house.coin_sign or OUR_HOUSE.coin_sign,
        "theme": theme if theme in THEMES else "device",
        "person_name": str(getattr(getattr(request, "member", None), "name", "") or ""),
        "language_choices": settings.LANGUAGES,
        "navigation": navigation(request),
    }
