"""Waiting for one person: who is offered their next session, and when.

A need that ``waits`` is ``offered`` when the person has room; its asker says yes (``taken``: the person is asked),
``leaves``, or stays silent (``passed``) and the next is offered. ``over``: the need was helped otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

WAITING, OFFERED, TAKEN, LEFT, PASSED, OVER = PLACE_STATES = (
    "waiting",
    "offered",
    "taken",
    "left",
    "passed",
    "over",
)
LIVE = (WAITING, OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in somebody's row; ``is_open``: its need still looks for somebody, and nobody's answer is awaited."""

    id: UUID
    position: int
    state: str
    since_on: date
    is_open: bool = True


def next_to_offer(places: Sequence[Place], *, has_room: bool) -> Place | None:
    """Give the first that waits when the person has room; nobody while another is offered it."""
    if not has_room or any(place.state == OFFERED for place in places):
        return None
    waiting = [place for place in places if place.state == WAITING and place.is_open]
    return min(waiting, key=lambda place: place.position, default=None)


def is_passed(place: Place, *, today: date, after_days: int) -> bool:
    """Whether an offer was left unanswered so long that the next comes."""
    return place.state == OFFERED and today >= place.since_on + timedelta(days=after_days)
