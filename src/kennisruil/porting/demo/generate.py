"""Making a demo network: the same seed, size and last day, the same network."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from kennisruil.network import queries as network_queries
from kennisruil.network.models import Network
from kennisruil.porting.demo import finale, founding, joining, money, needs, offering, sessions, together
from kennisruil.porting.demo.cast import cast_of
from kennisruil.porting.demo.sizes import Size
from kennisruil.porting.demo.walk import Walk, instant, working_day
from kennisruil.shared.ids import derived_id, seeded
from kennisruil.shared.jobs import daily
from kennisruil.shared.periods import Month
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope

# Told: what is being done, how many days are done, of how many.
Progress = Callable[[str, int, int], None]


class DemoExists(Refusal):
    """There is a network with this short name already; it stays as it is. ``slug``."""

    code = "demo_exists"

    def __init__(self, *, slug: str) -> None:
        self.slug = slug
        super().__init__(slug)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the network, its last day, and how often somebody heard a no on the way, by code."""

    network_id: UUID
    until: date
    refused: dict[str, int]


def make_demo(
    *, size: Size, seed: int, until: date, slug: str = founding.SLUG, progress: Progress | None = None
) -> Made:
    """Found a demo network and walk it day by day to ``until``; each day is one transaction, each close its own.

    Call it outside any transaction. :raises DemoExists: nothing is made.
    """
    if Network.objects.filter(slug=slug).exists():
        raise DemoExists(slug=slug)
    tell = progress or (lambda doing, done, total: None)
    walk = _prepared(size=size, seed=seed, until=until, slug=slug)
    total = (until - walk.start_on).days + 1
    with seeded(f"{slug}:{seed}:walk"):
        with network_scope(walk.network_id):
            founding.found(walk, slug=slug)
        for room in (joining, needs, together, money, offering, finale):
            room.schedule(walk)
        for done in range(total):
            walk.today, walk.seconds = walk.start_on + timedelta(days=done), 0
            tell(f"{walk.today:%Y-%m}", done, total)
            _live(walk)
        tell(f"{until:%Y-%m}", total, total)
    late = [str(month) for _day, month, _first in walk.closes if month.next.end_on <= until]
    assert late == [], f"months that a demo leaves open: {late}"
    return Made(walk.network_id, until, dict(sorted(walk.refused.items())))


def _prepared(*, size: Size, seed: int, until: date, slug: str) -> Walk:
    start_on = working_day(Month.of(until).plus(-size.months).start_on)
    # An own source for each: another number of people does not change what the days bring.
    cast = cast_of(size, Random(f"{seed}:cast"))  # noqa: S311  # nosec B311  # reproducible, never a secret
    return Walk(
        network_id=derived_id("demo", slug, seed),
        size=size,
        cast=cast,
        rng=Random(f"{seed}:walk"),  # noqa: S311  # nosec B311  # a demo, no secret
        start_on=start_on,
        until=until,
        today=start_on,
        arrange=sessions.arrange,
    )


def _live(walk: Walk) -> None:
    """Live one day: first what the day asks of every room, then the closes, then what people do."""
    if walk.today > walk.start_on:  # Founded at nine: that morning there was no network yet.
        with network_scope(walk.network_id):
            for room in daily:
                room(network_id=walk.network_id, today=walk.today, at=instant(walk.today, 7))
    money.close_due(walk)
    with network_scope(walk.network_id):
        while step := walk.agenda.due(walk.today):
            step()


def demo_network(*, slug: str = founding.SLUG) -> Network:
    """Give the demo network. :raises Network.DoesNotExist: there is none."""
    return network_queries.network_by_slug(slug=slug)
