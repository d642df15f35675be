"""The health of a network, month by month: what each figure means. Pure counting; docs/health.md says it in words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.shared.periods import Month

# A figure of a month looks back over so many months, that one included.
WINDOW_MONTHS = 12
# Who neither gave nor received for so many months is still.
STILL_MONTHS = 6
# A need that is open longer than so many days is unmet.
UNMET_DAYS = 30
# Two steps of the office within so many minutes are one sitting; a step by itself counts for one minute.
SITTING_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Dealing:
    """What one party gave to another in one supply, minor units above zero."""

    on: date
    giver: UUID
    receiver: UUID
    minor: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """From when until when a party belongs to the network."""

    party_id: UUID
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The figures of one month; None where nothing could be counted.

    ``reciprocity``, ``still``, ``cross_sector``: thousandths. ``concentration``: the Gini coefficient times 1,000.
    ``velocity``: hundredths of a turn a year. ``age``: days, the median. ``core``: parties. ``unmet``: needs.
    ``minutes``: of the office per session held.
    """

    month: Month
    reciprocity: int | None = None
    velocity: int | None = None
    still: int | None = None
    age: int | None = None
    concentration: int | None = None
    core: int | None = None
    unmet: int | None = None
    minutes: int | None = None
    cross_sector: int | None = None


FIGURES = ("reciprocity", "velocity", "still", "age", "concentration", "core", "unmet", "minutes", "cross_sector")


def share(part: int, whole: int) -> int | None:
    """Give thousandths, rounded half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole else None


def within(dealings: Iterable[Dealing], *, month: Month, months: int) -> list[Dealing]:
    """Choose what happened in the ``months`` that end with ``month``."""
    start = month.plus(1 - months).start_on
    return [one for one in dealings if start <= one.on < month.end_on]


def reciprocity(dealings: Collection[Dealing]) -> int | None:
    """Say which share of those who took part both gave and received."""
    gave, got = {one.giver for one in dealings}, {one.receiver for one in dealings}
    return share(len(gave & got), len(gave | got))


def velocity(dealings: Iterable[Dealing], *, credits: Sequence[int]) -> int | None:
    """Say how often the credit of members turned round: what was given over the credit that stood there on average."""
    given, stood = sum(one.minor for one in dealings), sum(credits)
    return 100 * given * len(credits) // stood if stood else None


def still(dealings: Iterable[Dealing], *, members: Collection[Belonging], month: Month) -> list[UUID]:
    """List who belongs for at least ``STILL_MONTHS`` and neither gave nor received in them."""
    active = {
        party for one in within(dealings, month=month, months=STILL_MONTHS) for party in (one.giver, one.receiver)
    }
    return [one.party_id for one in long_here(members, month=month) if one.party_id not in active]


def long_here(members: Iterable[Belonging], *, month: Month) -> list[Belonging]:
    """List who belongs at the month's end and did ``STILL_MONTHS`` before."""
    since = month.plus(1 - STILL_MONTHS).start_on
    return [one for one in members if one.joined_on < since and (one.left_on is None or one.left_on >= month.end_on)]


def gini(values: Collection[int]) -> int | None:
    """Give the Gini coefficient times 1,000: 0 where all gave alike, near 1,000 where one gave all (Gini, 1912)."""
    ordered, whole = sorted(values), sum(values)
    if not whole:
        return None
    weighed = sum(place * value for place, value in enumerate(ordered, start=1))
    count = len(ordered)
    return 1000 * (2 * weighed - (count + 1) * whole) // (count * whole)


def given_by(dealings: Iterable[Dealing]) -> dict[UUID, int]:
    """Add up what each party that took part gave; who only received gave nothing."""
    sums: Counter[UUID] = Counter()
    for one in dealings:
        sums[one.giver] += one.minor
        sums[one.receiver] += 0
    return dict(sums)


def core(dealings: Iterable[Dealing]) -> frozenset[UUID]:
    """Find the largest group in which coins can go round: each can reach each along who gave to whom.

    The largest strongly connected part (Kosaraju's two passes); empty where nobody gave back along any way.
    """
    ahead: dict[UUID, set[UUID]] = defaultdict(set)
    back: dict[UUID, set[UUID]] = defaultdict(set)
    for one in dealings:
        ahead[one.giver].add(one.receiver)
        back[one.receiver].add(one.giver)
    seen: set[UUID] = set()
    order = [node for start in sorted({*ahead, *back}) for node in _left_last(start, ahead, seen)]
    taken: set[UUID] = set()
    groups = [frozenset(_left_last(node, back, taken)) for node in reversed(order) if node not in taken]
    largest = max(groups, key=lambda group: (len(group), sorted(group)), default=frozenset())
    return largest if len(largest) > 1 else frozenset()


def _left_last(start: UUID, ways: dict[UUID, set[UUID]], seen: set[UUID]) -> list[UUID]:
    """Walk from ``start`` to all not seen yet; give them in the order in which the walk is done with each."""
    if start in seen:
        return []
    seen.add(start)
    done: list[UUID] = []
    path = [(start, iter(sorted(ways[start])))]
    while path:
        node, nexts = path[-1]
        following = next((one for one in nexts if one not in seen), None)
        if following is None:
            done.append(node)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(sorted(ways[following]))))
    return done


def median(values: Sequence[int]) -> int | None:
    """Give the middle one, the lower of two; None of nothing."""
    return sorted(values)[(len(values) - 1) // 2] if values else None
