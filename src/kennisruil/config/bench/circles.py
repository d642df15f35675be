"""Exchange rounds, measured: how long each plan takes, and what chains settle beside direct meetings.

The networks are drawn by chance but *lived*: see :func:`lived_network`. Their plans are the product's own.
"""

import hashlib
import itertools
import statistics
import time
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any
from uuid import UUID

from kennisruil.brokerage.rules import rounds
from kennisruil.brokerage.rules.rounds import Field, Giver, Plan, Possible, Standing, Wish, network

PRICE, FLOOR, CEILING = 200, -600, 2000
THEMES = 120
# Two of each, so that twenty seeds go from two hundred people to ten thousand.
SIZES = (200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000)
_PARTY, _PERSON, _WISH = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a network lives.

    ``uneven``: the theme that is asked (or known) n-th most is so n^-uneven times as often as the first; what is asked
    much need not be known much. ``sessions``: held per person before the round. ``asking``: the share of people with an
    open need. ``fitting``: at most so many people fit a need. ``at_once``: sessions a person gives in one round.
    ``is_related``: False draws balances and fits apart from know-how.
    """

    uneven: float = 0.5
    sessions: int = 2
    asking: float = 1.0
    fitting: int = 20
    at_once: int = 2
    is_related: bool = True


USUAL = Way()
WAYS = {
    "usual": USUAL,
    "half of the people ask": Way(asking=0.5),
    "three people fit a need": Way(fitting=3),
    "every theme asked and known alike": Way(uneven=0.0),
    "a few themes carry nearly all": Way(uneven=1.0),
    "fits by lot, three a need": Way(fitting=3, is_related=False),
    "fits by lot, twenty a need": Way(is_related=False),
}


def lived_network(people: int, *, seed: int, way: Way = USUAL) -> Field:
    """Let a network live by chance, then open a round in it; the same numbers give the same field.

    Everybody knows one to three of 120 themes. Sessions are held one after another: somebody asks about a theme, and
    of the people found who know it the one with the lowest balance helps, within the limits of the shipped settings.
    So who knows what is much asked comes in credit, and who knows what is little asked has still to give. Then people
    ask anew, from the same themes: that is the round.
    """
    draw = Random(seed)  # noqa: S311  # a measurement, no secret  # nosec B311
    weights = [1 / place**way.uneven for place in range(1, THEMES + 1)]
    asked, known = (_cumulated(draw.sample(weights, THEMES)) for _side in range(2))
    who_knows: list[list[int]] = [[] for _theme in range(THEMES)]
    for person in range(people):
        for theme in sorted({_drawn(draw, known) for _one in range(draw.randint(1, 3))}):
            who_knows[theme].append(person)
    balances = [0] * people
    for _session in range(way.sessions * people):
        asker, theme = draw.randrange(people), _drawn(draw, asked)
        able = [one for one in _found(draw, who_knows[theme], asker, way) if balances[one] + PRICE <= CEILING]
        if able and balances[asker] - PRICE >= FLOOR:
            balances[min(able, key=lambda one: balances[one])] += PRICE
            balances[asker] -= PRICE
    if not way.is_related:
        draw.shuffle(balances)
    askers = [person for person in range(people) if draw.random() < way.asking]
    everybody = range(people)
    possible = [
        Possible(wish=_key(_WISH, asker), giver=_key(_PERSON, one), fit=round(draw.random(), 6))
        for asker in askers
        for one in _found(draw, who_knows[_drawn(draw, asked)] if way.is_related else everybody, asker, way)
    ]
    return Field(
        standings=[
            Standing(key=_key(_PARTY, nr), balance=has, room_to_earn=CEILING - has, room_to_pay=has - FLOOR)
            for nr, has in enumerate(balances)
        ],
        givers=[Giver(key=_key(_PERSON, nr), party=_key(_PARTY, nr), capacity=way.at_once) for nr in range(people)],
        wishes=[Wish(key=_key(_WISH, asker), party=_key(_PARTY, asker)) for asker in askers],
        possible=possible,
        price=PRICE,
    )


def _cumulated(weights: Sequence[float]) -> list[float]:
    return list(itertools.accumulate(weights))


def _drawn(draw: Random, cumulated: Sequence[float]) -> int:
    return bisect(cumulated, draw.random() * cumulated[-1])


def _found(draw: Random, people: Sequence[int], asker: int, way: Way) -> list[int]:
    """Find some people who know a theme, as a search finds them; never the asker."""
    few = draw.sample(people, min(way.fitting + 1, len(people)))
    return [one for one in few if one != asker][: way.fitting]


def _key(space: int, place: int) -> UUID:
    return UUID(int=(space << 64) + place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One network: sessions still to give and in credit, what direct meetings and chains settle, who passed a limit."""

    seed: int
    people: int
    needs: int
    to_give: int
    in_credit: int
    direct: int
    chains: int
    beyond_a_limit: int

    @property
    def ratio(self) -> float:
        """How many times as much chains settle."""
        return self.chains / max(self.direct, 1)


def settled(people: int, *, seed: int, way: Way = USUAL) -> Settled:
    """Let a network live and settle it both ways, with the same limits and candidates."""
    field = lived_network(people, seed=seed, way=way)
    chains, direct = rounds.chains(field), rounds.direct(field)
    return Settled(
        seed=seed,
        people=people,
        needs=len(field.wishes),
        to_give=sum(max(-one.balance, 0) for one in field.standings) // PRICE,
        in_credit=sum(max(one.balance, 0) for one in field.standings) // PRICE,
        direct=len(direct.groups),
        chains=len(chains.groups),
        beyond_a_limit=beyond_a_limit(field, chains),
    )


def beyond_a_limit(field: Field, plan: Plan) -> int:
    """Count the parties who would pass a limit in the worst order of a plan's sessions."""
    earns = Counter(link.provider_party for link in plan.links)
    pays = Counter(link.recipient_party for link in plan.links)
    return sum(
        (one.room_to_earn is not None and earns[one.key] * field.price > one.room_to_earn)
        or (one.room_to_pay is not None and pays[one.key] * field.price > one.room_to_pay)
        for one in field.standings
    )


def shares(*, sizes: Sequence[int] = SIZES, each: int = 2) -> Iterator[tuple[str, list[Settled]]]:
    """Settle ``each`` networks of every size in every way; yield a way when it is done."""
    for name, way in WAYS.items():
        yield name, [settled(people, seed=nr, way=way) for nr, people in enumerate(sorted([*sizes] * each), 1)]


def told(name: str, ones: Sequence[Settled]) -> dict[str, Any]:
    """Give a way's networks as plain values, with the median of their ratios."""
    return {
        "network": name,
        "median": statistics.median(one.ratio for one in ones),
        "beyond_a_limit": sum(one.beyond_a_limit for one in ones),
        "seeds": [asdict(one) | {"ratio": one.ratio} for one in ones],
    }


def timed(people: int) -> dict[str, Any]:
    """Time each plan over a lived network in which everybody asks and twenty fit; candidates are known by then."""
    field = lived_network(people, seed=1)
    plans: tuple[tuple[str, Callable[[Field], Plan]], ...] = (
        ("assign", rounds.assign),
        ("chains", rounds.chains),
        ("rings", rounds.rings),
    )
    found: dict[str, Any] = {"people": people, "needs": len(field.wishes), "possible": len(field.possible), "plans": {}}
    for name, plan_of in plans:
        began, began_cpu = time.perf_counter(), time.process_time()
        plan = plan_of(field)
        found["plans"][name] = {
            "seconds": time.perf_counter() - began,
            "cpu_seconds": time.process_time() - began_cpu,
            "links": len(plan.links),
            "groups": len(plan.groups),
            "digest": digest(plan),
        }
    return found


def digest(plan: Plan) -> str:
    """Say which plan it is: two plans of one digest are the same, link by link."""
    said = "\n".join(f"{link.wish} {link.giver}" for group in plan.groups for link in group)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def both_solvers(people: int) -> dict[str, dict[str, Any]]:
    """Draw the same plans by each solver: how many links and groups, and their fits together.

    Where several plans cost the same the solvers may choose otherwise; the worth is the same.
    """
    field, usual = lived_network(people, seed=1), network._solver
    found: dict[str, dict[str, Any]] = {}
    try:
        for name, solver in (("OR-Tools", network.by_ortools), ("SciPy", network.by_scipy)):
            network._solver = lambda solver=solver: solver  # type: ignore[misc]  # put back below
            found[name] = {kind: worth(plan_of(field)) for kind, plan_of in _BOTH}
    finally:
        network._solver = usual
    return found


_BOTH: tuple[tuple[str, Callable[[Field], Plan]], ...] = (("assign", rounds.assign), ("chains", rounds.chains))


def worth(plan: Plan) -> dict[str, Any]:
    """Give what a plan is worth and which one it is."""
    fit = round(sum(link.fit for link in plan.links), 3)
    return {"links": len(plan.links), "groups": len(plan.groups), "fit": fit, "digest": digest(plan)}
