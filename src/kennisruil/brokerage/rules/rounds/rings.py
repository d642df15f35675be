"""Rings: two to four parties who all give and receive once, so that every balance stays as it is.

Packing rings of a bounded length is the clearing problem of kidney exchange, which is NP-hard (Abraham, Blum, Sandholm
2007); the greedy choice below takes the best rings first and is exact in nothing but its limits.
"""

import numpy as np

from kennisruil.brokerage.rules.rounds.field import Field, Plan
from kennisruil.brokerage.rules.rounds.index import Index, index_of, sessions_in
from kennisruil.brokerage.rules.rounds.network import Whole

LONGEST = 4
# From each party only so many best next ones are followed; more would find little and take long.
_BRANCHES = 6


def rings(field: Field) -> Plan:
    """Choose rings that share no party, the best mean fit first and the longer of equals; a group for each ring."""
    index = index_of(field)
    found = _all_rings(_steps(index), parties=len(field.standings))
    taken: set[int] = set()
    chosen = []
    for ring in _best_first(found, index):
        parties = index.wish_party[index.wish[ring]].tolist()
        if taken.isdisjoint(parties):
            taken.update(parties)
            chosen.append(ring)
    return Plan(kind="rings", groups=[[index.link(pair) for pair in ring] for ring in chosen])


def _steps(index: Index) -> Whole:
    """List who could help whom, some best for each party: rows of (party, other party, pair), by party.

    Only who may earn and pay one session; of several pairs between the same two the best.
    """
    field, pairs = index.field, index.between
    able = np.array(
        [
            all(sessions_in(room, price=field.price, most=1) for room in (one.room_to_earn, one.room_to_pay))
            for one in field.standings
        ],
        dtype=bool,
    )
    free = np.array([giver.capacity > 0 for giver in field.givers], dtype=bool)
    party, other = index.giver_party[index.giver[pairs]], index.wish_party[index.wish[pairs]]
    pairs = pairs[free[index.giver[pairs]] & able[party] & able[other]]
    party, other = index.giver_party[index.giver[pairs]], index.wish_party[index.wish[pairs]]
    order = np.lexsort((pairs, index.cost[pairs], party))
    rows = np.stack([party, other, pairs], axis=1)[order]
    once = np.unique(rows[:, 0] * len(field.standings) + rows[:, 1], return_index=True)[1]
    rows = rows[np.sort(once)]
    # The place of each row among those of its party: the rows stand together, the best first.
    rank = np.arange(len(rows)) - np.searchsorted(rows[:, 0], rows[:, 0])
    best: Whole = rows[rank < _BRANCHES]
    return best


def _all_rings(steps: Whole, *, parties: int) -> list[Whole]:
    """Find every ring once: it begins with its party of the lowest place. A table of pairs for each length."""
    codes = steps[:, 0] * parties + steps[:, 1]
    order = np.argsort(codes)
    codes, pair_of = codes[order], steps[order, 2]
    upwards = steps[steps[:, 1] > steps[:, 0]]
    visited, gone = upwards[:, :2], upwards[:, 2:]
    found = []
    for length in range(2, LONGEST + 1):
        back = visited[:, -1] * parties + visited[:, 0]
        places = np.minimum(np.searchsorted(codes, back), max(len(codes) - 1, 0))
        closes = np.flatnonzero(codes[places] == back) if len(codes) else places
        found.append(np.column_stack([gone[closes], pair_of[places[closes]]]))
        if length < LONGEST:
            visited, gone = _further(visited, gone, steps)
    return found


def _further(visited: Whole, gone: Whole, steps: Whole) -> tuple[Whole, Whole]:
    """Take each way one step on, to parties of a higher place than its first that it did not visit."""
    first = np.searchsorted(steps[:, 0], visited[:, -1])
    count = np.searchsorted(steps[:, 0], visited[:, -1], side="right") - first
    way = np.repeat(np.arange(len(visited)), count)
    step = steps[np.arange(count.sum()) + np.repeat(first - (np.cumsum(count) - count), count)]
    new = (step[:, 1] > visited[way, 0]) & (visited[way] != step[:, 1:2]).all(axis=1)
    way, step = way[new], step[new]
    return np.column_stack([visited[way], step[:, 1]]), np.column_stack([gone[way], step[:, 2]])


def _best_first(found: list[Whole], index: Index) -> list[list[int]]:
    """Order rings by their mean cost, the longer of equals first, then as they were given."""
    rows = [ring for table in found for ring in table.tolist()]
    costs = [cost for table in found for cost in (index.cost[table].sum(axis=1) // table.shape[1]).tolist()]
    order = sorted(range(len(rows)), key=lambda row: (costs[row], -len(rows[row]), rows[row]))
    return [rows[row] for row in order]
