"""Who asks, on which day, in which language, for which row: what every view reads before it calls an action."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month, UnreadableMonth, day_of
from kennisruil.shared.web.pages import network_of

Row = TypeVar("Row")


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


def row_or_404(request: HttpRequest, query: Callable[..., Row], **which: Any) -> Row:
    """Load the row of the network that an address names. :raises Http404: this network has no such row."""
    try:
        return query(network_id=network_of(request), **which)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def drawn_id(request: HttpRequest) -> UUID:
    """Give the id that was drawn when the form was shown, so that a second press does nothing new."""
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return new_id()


def month_asked(request: HttpRequest, name: str = "month") -> Month | None:
    """Read a month chosen in a filter; what is not one chooses nothing."""
    try:
        return Month.parse(request.GET.get(name, ""))
    except UnreadableMonth:
        return None
