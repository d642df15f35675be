"""A walk through the months: the day, the clock of the day, and what every step of it needs to know."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kennisruil.porting.demo.agenda import Agenda
from kennisruil.porting.demo.cast import Cast, Person
from kennisruil.porting.demo.sizes import Size
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.refusals import Refusal

ZONE = ZoneInfo("Europe/Brussels")
DEMO = Actor.command("demo")


@dataclass(slots=True)
class Walk:
    """State of the walk. People and organisations go by their index in the cast; ids come when they join."""

    network_id: UUID
    size: Size
    cast: Cast
    rng: Random
    start_on: date
    until: date
    today: date
    agenda: Agenda = field(default_factory=Agenda)
    members: dict[int, UUID] = field(default_factory=dict)
    parties: dict[int, UUID] = field(default_factory=dict)
    own_parties: dict[int, UUID] = field(default_factory=dict)
    concepts: dict[int, UUID] = field(default_factory=dict)
    staff: dict[str, UUID] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    decks: dict[str, list[Any]] = field(default_factory=dict)
    drawn: Counter[UUID] = field(default_factory=Counter)
    closes: list[tuple[date, Month, bool]] = field(default_factory=list)
    seconds: int = 0
    # What follows a yes; told by who prepares the walk, for asking and arranging lead to each other.
    arrange: Callable[..., None] = print

    @property
    def at(self) -> datetime:
        """An instant of today: each one asked for is later than the one before, from nine o'clock on."""
        self.seconds += 11
        return datetime.combine(self.today, time(9), ZONE) + timedelta(seconds=self.seconds)

    @property
    def office(self) -> Actor:
        """The broker at work."""
        return Actor.member(self.staff["office"])

    def id(self) -> UUID:
        """Draw an id."""
        return new_id(at=self.at)

    def by(self, person: int) -> Actor:
        """The person as who asks."""
        return Actor.member(self.members[person])

    def common(self, by: Actor) -> dict[str, Any]:
        """What every action takes."""
        return {"network_id": self.network_id, "by": by, "at": self.at}

    def after(self, days: int, step: Callable[..., None], *args: Any) -> None:
        """Put a step down for the first working day at least ``days`` from now."""
        self.on(self.today + timedelta(days=days), step, *args)

    def on(self, day: date, step: Callable[..., None], *args: Any) -> None:
        """Put a step down for ``day``, or for the Monday after when that is a weekend."""
        self.agenda.on(working_day(day), partial(step, self, *args))

    def chance(self, share: float) -> bool:
        """Say yes in ``share`` of the cases."""
        return self.rng.random() < share

    def deal(self, name: str, cards: list[Any]) -> Any:
        """Take the next card of a shuffled deck; an empty one is shuffled again."""
        deck = self.decks.setdefault(name, [])
        if not deck:
            deck[:] = cards
            self.rng.shuffle(deck)
        return deck.pop()

    def person(self, index: int) -> Person:
        """Give a person of the cast."""
        return self.cast.people[index]

    def index_of(self, member_id: UUID) -> int | None:
        """Find the person behind a member; None for the staff."""
        return next((index for index, known in self.members.items() if known == member_id), None)

    def party_of(self, person: int) -> UUID | None:
        """Give the party for which a person gives and receives."""
        organisation = self.person(person).organisation
        return self.own_parties.get(person) if organisation is None else self.parties.get(organisation)

    @contextmanager
    def tolerating(self) -> Iterator[None]:
        """Go on after a foreseen no, as people do; it is counted."""
        try:
            yield
        except Refusal as refusal:
            self.refused[refusal.code] += 1


def working_day(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    """Give a clock time of a day in the demo's zone."""
    return datetime.combine(day, time(hour, minute), ZONE)
