"""Figures over a period: periods, ages, quarters, the way through the stages. No Django."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.pathway.rules import Share, split_by_parts
from kennisruil.shared.ages import Age, age_of
from kennisruil.shared.periods import Month

PERIODS = (3, 6, 12, 18, 24)  # months
USUAL_PERIOD = 12
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Period:
    """The last ``months`` months, this one included: ``start_on <= day < end_on``."""

    months: int
    start_on: date
    end_on: date

    @property
    def last(self) -> Month:
        """The month that runs now."""
        return Month.of(self.end_on).previous


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is still to give at one age: minor units, and by how many accounts."""

    age: Age
    minor: int
    accounts: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one party gave (``provider``) or received (``recipient``) in one supply, minor units above zero."""

    supply_id: UUID
    party_id: UUID
    name: str
    side: str
    minor: int


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one party gave and received in a period, minor units."""

    name: str
    given: int
    received: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What one party gave to another in a period, minor units above zero."""

    giver: str
    receiver: str
    minor: int


@dataclass(frozen=True, slots=True)
class Given:
    """What one party gave to another in one supply, minor units above zero."""

    supply_id: UUID
    giver_id: UUID
    receiver_id: UUID
    minor: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One stage of the pathway: concepts that came as far or further, and those that stopped here."""

    stage: str
    reached: int
    stopped: int

    @property
    def left(self) -> int:
        """Concepts that came as far and did not stop here."""
        return self.reached - self.stopped


def period_of(text: str, *, today: date) -> Period:
    """Read a number of months as an address carries it; anything else gives the usual year."""
    months = int(text) if text.isdecimal() and int(text) in PERIODS else USUAL_PERIOD
    end = Month.of(today)
    return Period(months=months, start_on=end.plus(1 - months).start_on, end_on=end.end_on)


def by_age(rows: Sequence[tuple[date, int]], *, today: date) -> list[Waiting]:
    """Add up what is still to give by its age, every age named; ``rows`` are (since, minor units still to give)."""
    minor: Counter[Age] = Counter()
    accounts: Counter[Age] = Counter()
    for since_on, owed in rows:
        age = age_of(since_on=since_on, today=today)
        minor[age] += owed
        accounts[age] += 1
    return [Waiting(age, minor[age], accounts[age]) for age in Age]


def given_of(sides: Sequence[Side]) -> list[Given]:
    """Say who gave to whom in each supply: what each recipient received, shared over who gave by what those earned."""
    of_supply: dict[UUID, tuple[list[Side], list[Side]]] = {}
    for side in sides:
        of_supply.setdefault(side.supply_id, ([], []))[side.side == "recipient"].append(side)
    found: list[Given] = []
    for supply_id, (givers, receivers) in of_supply.items():
        shares = [Share(giver.party_id, giver.minor) for giver in givers]
        for receiver in receivers if shares else ():
            split = split_by_parts(receiver.minor, shares).items()
            found += [Given(supply_id, giver_id, receiver.party_id, minor) for giver_id, minor in split if minor]
    return found


def flows_of(sides: Sequence[Side]) -> list[Flow]:
    """Say who gave to whom over all supplies, largest first."""
    names = {side.party_id: side.name for side in sides}
    sums: Counter[tuple[UUID, UUID]] = Counter()
    for one in given_of(sides):
        sums[one.giver_id, one.receiver_id] += one.minor
    flows = [Flow(names[giver], names[receiver], minor) for (giver, receiver), minor in sums.items()]
    return sorted(flows, key=lambda flow: (-flow.minor, flow.giver, flow.receiver))


def exchanged_of(sides: Sequence[Side]) -> list[Exchanged]:
    """Add up what each party gave and received, by name."""
    names = {side.party_id: side.name for side in sides}
    sums: Counter[tuple[UUID, str]] = Counter()
    for side in sides:
        sums[side.party_id, side.side] += side.minor
    rows = [
        Exchanged(name, sums[party_id, "provider"], sums[party_id, "recipient"]) for party_id, name in names.items()
    ]
    return sorted(rows, key=lambda row: row.name)


def tenths_of_largest(flows: Sequence[Flow], *, givers: int = 3) -> int:
    """Say how many of every ten coins came from the largest ``givers``, rounded half up; 0 where nothing was given."""
    sums: Counter[str] = Counter()
    for flow in flows:
        sums[flow.giver] += flow.minor
    whole = sum(sums.values())
    if not whole:
        return 0
    largest = sum(minor for _name, minor in sums.most_common(givers))
    return (20 * largest + whole) // (2 * whole)


def most_out_of_step(rows: Sequence[Exchanged], *, most: int) -> list[Exchanged]:
    """Choose the parties whose given and received lie furthest apart, then put who gave most beyond receiving first."""
    chosen = sorted(rows, key=lambda row: (-abs(row.given - row.received), row.name))[:most]
    return sorted(chosen, key=lambda row: (row.received - row.given, row.name))


def quarter_of(day: date) -> tuple[int, int]:
    """Give year and quarter (1–4) of a day."""
    return day.year, (day.month + 2) // 3


def quarters_between(start_on: date, end_on: date) -> list[tuple[int, int]]:
    """List the quarters that ``start_on <= day < end_on`` touches, oldest first."""
    found, month = [], Month.of(start_on)
    while month.start_on < end_on:
        quarter = quarter_of(month.start_on)
        if quarter not in found:
            found.append(quarter)
        month = month.next
    return found


def passages(history: Mapping[object, Sequence[str]], *, stages: Sequence[str]) -> list[Passage]:
    """Count concepts through ``stages``: the furthest stage each reached, and where those that stopped stood before.

    ``history`` has, per concept, the stages it entered, oldest first; one that goes back still reached the later stage.
    """
    order = {stage: index for index, stage in enumerate(stages)}
    reached: Counter[int] = Counter()
    stopped: Counter[int] = Counter()
    for entered in history.values():
        walked = [order[stage] for stage in entered if stage in order]
        if not walked:
            continue
        furthest = max(walked)
        reached.update(range(furthest + 1))
        if entered[-1] == STOPPED:
            stopped[furthest] += 1
    return [Passage(stage, reached[index], stopped[index]) for stage, index in order.items()]
