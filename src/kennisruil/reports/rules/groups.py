"""Who gave to whom by groups of parties: by the field in which their people know most, or by kind. No Django."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from kennisruil.matching.rules.theming import fields
from kennisruil.reports.rules.figures import Given

# With more parties in the picture than this, nobody reads their names any more: it draws groups.
MOST_PARTIES_DRAWN = 40
# The group of those of whom nothing is known yet.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GroupFlow:
    """What the parties of one group gave to those of another (or of their own), minor units, in so many supplies."""

    giver: str
    receiver: str
    minor: int
    times: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group (a key) of each party, ``by`` field of know-how or kind of party."""

    by: str
    group_of: Mapping[UUID, str]


def is_grouped(given: Sequence[Given]) -> bool:
    """Say whether so many parties gave and received that a picture has to group them."""
    return len(_parties(given)) > MOST_PARTIES_DRAWN


def main_field(themes_said: Mapping[str, int]) -> str:
    """Name the field most statements are about (``themes_said``: how many by theme), ties by the fields' own order."""
    of_field: Counter[str] = Counter()
    for theme, count in themes_said.items():
        if theme in _field_of_theme():
            of_field[_field_of_theme()[theme]] += count
    order = [field.key for field in fields()]
    return max(of_field, key=lambda key: (of_field[key], -order.index(key))) if of_field else UNKNOWN


def grouping_of(
    given: Sequence[Given], *, themes_said: Mapping[UUID, Mapping[str, int]], kinds: Mapping[UUID, str]
) -> Grouping:
    """Group by field of know-how where at least half of the parties have one, else by kind of party."""
    parties = _parties(given)
    field_of = {party: main_field(themes_said.get(party, {})) for party in parties}
    known = sum(field != UNKNOWN for field in field_of.values())
    if known and 2 * known >= len(parties):
        return Grouping("field", field_of)
    return Grouping("kind", {party: kinds.get(party, UNKNOWN) for party in parties})


def group_flows(given: Sequence[Given], *, group_of: Mapping[UUID, str]) -> list[GroupFlow]:
    """Add up what went from group to group, the largest first; a supply counts once for each pair of groups."""
    minor: Counter[tuple[str, str]] = Counter()
    supplies: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
    for one in given:
        pair = group_of[one.giver_id], group_of[one.receiver_id]
        minor[pair] += one.minor
        supplies[pair].add(one.supply_id)
    flows = [GroupFlow(*pair, coins, len(supplies[pair])) for pair, coins in minor.items()]
    return sorted(flows, key=lambda flow: (-flow.minor, flow.giver, flow.receiver))


def between(given: Iterable[Given], *, group_of: Mapping[UUID, str], giver: str, receiver: str) -> list[Given]:
    """Keep what went from one group to another, in the order given."""
    return [one for one in given if (group_of[one.giver_id], group_of[one.receiver_id]) == (giver, receiver)]


def tenths_across(flows: Sequence[GroupFlow]) -> int:
    """Say how many of every ten coins went to another group, rounded half up; 0 where nothing was given."""
    whole = sum(flow.minor for flow in flows)
    across = sum(flow.minor for flow in flows if flow.giver != flow.receiver)
    return (20 * across + whole) // (2 * whole) if whole else 0


def field_names(language: str) -> dict[str, str]:
    """Name every field in a language, by key."""
    return {field.key: field.names[language] for field in fields()}


def _parties(given: Sequence[Given]) -> set[UUID]:
    return {party for one in given for party in (one.giver_id, one.receiver_id)}


@cache
def _field_of_theme() -> Mapping[str, str]:
    return {theme: field.key for field in fields() for theme in field.themes}
