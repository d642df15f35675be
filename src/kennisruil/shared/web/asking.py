"""Who asks, on which day, in which language: what every view reads from the request before it calls an action."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import day_of
from kennisruil.shared.web.pages import network_of


def today_of(request: HttpRequest) -> date:
    """Give the civil day in the network's time zone."""
    return day_of(clock.now(), request.network.time_zone)  # type: ignore[attr-defined]  # set by the shell


def language_of(request: HttpRequest) -> str:
    """Give the language the page is read in: nl, fr or en."""
    return str(request.LANGUAGE_CODE)[:2]  # type: ignore[attr-defined]  # set by the shell


def my_id(request: HttpRequest) -> UUID:
    """Give the id of the member who asks."""
    member_id: UUID = request.member.pk  # type: ignore[attr-defined]  # set by the shell
    return member_id


def write_as(request: HttpRequest) -> dict[str, Any]:
    """Give what every action takes: ``network_id``, ``by``, ``at``."""
    return {"network_id": network_of(request), "by": Actor.member(my_id(request)), "at": clock.now()}
