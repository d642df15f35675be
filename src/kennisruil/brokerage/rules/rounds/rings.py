"""Rings: two to four parties who all give and receive once, so that every balance stays as it is.

Packing rings of a bounded length is the clearing problem of kidney exchange, which is NP-hard (Abraham, Blum, Sandholm
2007); the greedy choice below takes the best rings first and is exact in nothing but its limits.
"""

from collections import defaultdict

from kennisruil.brokerage.rules.rounds.field import Field, Plan
from kennisruil.brokerage.rules.rounds.index import Index, index_of, sessions_in

LONGEST = 4
# From each party only so many best next ones are followed; more would find little and take long.
_BRANCHES = 6

Ring = tuple[int, ...]


def rings(field: Field) -> Plan:
    """Choose rings that share no party, the best mean fit first and the longer of equals; a group for each ring."""
    index = index_of(field)
    nexts = _nexts(index)
    found = sorted(_all_rings(nexts), key=lambda ring: (_mean_cost(ring, index), -len(ring), ring))
    taken: set[int] = set()
    chosen = []
    for ring in found:
        parties = {index.wish_party[index.pairs[pair][0]] for pair in ring}
        if not parties & taken:
            taken |= parties
            chosen.append(ring)
    return Plan(kind="rings", groups=[[index.link(pair) for pair in ring] for ring in chosen])


def _nexts(index: Index) -> dict[int, list[tuple[int, int]]]:
    """List for each party whom it could help, best first: the party and the pair; only who may earn and pay one."""
    price = index.field.price
    able = [
        sessions_in(one.room_to_earn, price=price, most=1) and sessions_in(one.room_to_pay, price=price, most=1)
        for one in index.field.standings
    ]
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for pair, (wish, giver, cost) in enumerate(index.pairs):
        ends = index.giver_party[giver], index.wish_party[wish]
        if ends[0] != ends[1] and able[ends[0]] and able[ends[1]] and index.field.givers[giver].capacity:
            best[ends] = min(best.get(ends, (cost, pair)), (cost, pair))
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (party, other), (cost, pair) in best.items():
        found[party].append((cost, pair, other))
    return {party: [(other, pair) for _cost, pair, other in sorted(ways)[:_BRANCHES]] for party, ways in found.items()}


def _all_rings(nexts: dict[int, list[tuple[int, int]]]) -> list[Ring]:
    """Find every ring once: it begins with its party of the lowest place."""
    found: list[Ring] = []
    for first in sorted(nexts):
        _extend(first, first, (), (first,), nexts, found)
    return found


def _extend(
    first: int,
    last: int,
    ring: Ring,
    parties: tuple[int, ...],
    nexts: dict[int, list[tuple[int, int]]],
    found: list[Ring],
) -> None:
    for other, pair in nexts.get(last, ()):
        if other == first and ring:
            found.append((*ring, pair))
        elif other > first and other not in parties and len(parties) < LONGEST:
            _extend(first, other, (*ring, pair), (*parties, other), nexts, found)


def _mean_cost(ring: Ring, index: Index) -> int:
    return sum(index.pairs[pair][2] for pair in ring) // len(ring)
