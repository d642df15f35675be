"""Half-days: when somebody has time, and which of them suit two people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, AFTERNOON = HALVES = ("morning", "afternoon")
# So far ahead half-days are given and booked.
AHEAD = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class HalfDay:
    """The morning or the afternoon of a date."""

    on: date
    half: str

    @property
    def turn(self) -> tuple[date, int]:
        """The order in time."""
        return self.on, HALVES.index(self.half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When halves begin in a network: whole hours of the clock in ``zone``."""

    morning: int
    afternoon: int
    zone: str

    def starts_at(self, chosen: HalfDay) -> datetime:
        """Give the instant at which a half-day begins."""
        hour = self.morning if chosen.half == MORNING else self.afternoon
        return datetime.combine(chosen.on, time(hour), ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody said: halves of every week as (weekday, half), and dates that differ: free or not."""

    week: frozenset[tuple[int, str]] = frozenset()
    days: Mapping[HalfDay, bool] | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything was said at all; who said nothing is not known to have no time."""
        return bool(self.week or self.days)

    def is_free(self, chosen: HalfDay) -> bool:
        """Whether they have time then, as far as they said."""
        said = (self.days or {}).get(chosen)
        return (chosen.on.weekday(), chosen.half) in self.week if said is None else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A half-day that can be booked; ``is_common``: the other has said to have time then too."""

    half_day: HalfDay
    is_common: bool


def halves_ahead(*, from_on: date) -> list[HalfDay]:
    """List every half-day of the weeks ahead, from a day on, in order of time."""
    days = (from_on + timedelta(days=number) for number in range(AHEAD.days))
    return [HalfDay(on, half) for on in days for half in HALVES]


def free_halves(
    given: Given, *, taken: Sequence[tuple[datetime, datetime]], minutes: int, hours: Hours, at: datetime, from_on: date
) -> list[HalfDay]:
    """List the half-days on which somebody has time for a session of ``minutes``, in order.

    Left out: what has begun at ``at``, and what meets one of ``taken`` (from, until before).
    """
    free = [chosen for chosen in halves_ahead(from_on=from_on) if given.is_free(chosen)]
    return clear_halves(free, taken=taken, minutes=minutes, hours=hours, at=at)


def clear_halves(
    halves: Sequence[HalfDay],
    *,
    taken: Sequence[tuple[datetime, datetime]],
    minutes: int,
    hours: Hours,
    at: datetime,
) -> list[HalfDay]:
    """Leave out what has begun at ``at``, and what meets one of ``taken``."""
    return [chosen for chosen in halves if _fits(hours.starts_at(chosen), minutes, taken, at)]


def _fits(begins: datetime, minutes: int, taken: Sequence[tuple[datetime, datetime]], at: datetime) -> bool:
    ends = begins + timedelta(minutes=minutes)
    return begins > at and not any(begins < until and since < ends for since, until in taken)


def choices(*, of_other: Collection[HalfDay], own: Collection[HalfDay]) -> list[Choice]:
    """List the half-days of the other: those that suit both first, then the rest, each in order of time."""
    both = [Choice(half_day=one, is_common=one in own) for one in sorted(of_other, key=lambda one: one.turn)]
    return sorted(both, key=lambda choice: not choice.is_common)


def differences(*, week: frozenset[tuple[int, str]], wanted: Collection[HalfDay], from_on: date) -> dict[HalfDay, bool]:
    """Say which half-days ahead differ from the week, when exactly ``wanted`` are free."""
    return {
        one: one in wanted
        for one in halves_ahead(from_on=from_on)
        if (one in wanted) != ((one.on.weekday(), one.half) in week)
    }
