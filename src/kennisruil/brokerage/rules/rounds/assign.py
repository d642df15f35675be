"""Each open need one person: fit first, then who still has to give, and nobody too much."""

import numpy as np

from kennisruil.brokerage.rules.rounds.field import Field, Plan
from kennisruil.brokerage.rules.rounds.index import FIT, index_of, sessions_in, still_to_give
from kennisruil.brokerage.rules.rounds.network import Network, Whole, least_cost

# The second session of somebody costs as much as a fit worse by a quarter, the third twice that.
_LOAD = FIT // 4
# Giving back is worth as much as a fit better by two fifths.
_BONUS = 2 * FIT // 5
# Leaving a need open costs more than any link.
_OPEN = 1000 * FIT


def assign(field: Field) -> Plan:
    """Give as many needs as the limits allow one person each, at the least cost; a group for each need."""
    index, network = index_of(field), Network()
    source, sink = network.node(), network.node()
    payers = _payers(field, network, source)
    wishes = network.several(len(field.wishes))
    givers = network.several(len(field.givers))
    earners = _earners(field, network, sink)
    network.arcs(payers[index.wish_party], wishes)
    arcs = network.arcs(
        wishes[index.wish[index.between]], givers[index.giver[index.between]], cost=index.cost[index.between]
    )
    # An arc for each session that somebody can still give, each dearer than the one before.
    turns = [(place, giver.load + turn) for place, giver in enumerate(field.givers) for turn in range(giver.capacity)]
    places, loads = np.array(turns, dtype=np.int64).reshape(-1, 2).T
    network.arcs(givers[places], earners[index.giver_party[places]], cost=_LOAD * loads)
    carried = least_cost(network, source=source, sink=sink, amount=len(field.wishes), spill=_OPEN)
    chosen = index.between[carried[arcs] > 0].tolist()
    return Plan(kind="assign", groups=[[index.link(pair)] for pair in sorted(chosen, key=lambda one: index.wish[one])])


def _payers(field: Field, network: Network, source: int) -> Whole:
    """Add a node for each party that asks; it lets through what its floor allows."""
    nodes = network.several(len(field.standings))
    rooms = [sessions_in(one.room_to_pay, price=field.price, most=len(field.wishes)) for one in field.standings]
    network.arcs(source, nodes, capacity=rooms)
    return nodes


def _earners(field: Field, network: Network, sink: int) -> Whole:
    """Add a node for each party that gives: what it still has to give earns a bonus, its ceiling bounds the whole."""
    nodes = network.several(len(field.standings))
    most = [sessions_in(one.room_to_earn, price=field.price, most=len(field.wishes)) for one in field.standings]
    back = np.minimum(most, [still_to_give(one, price=field.price) for one in field.standings])
    # Costs stay above nothing: everybody else pays what who gives back does not.
    network.arcs(nodes, sink, capacity=back)
    network.arcs(nodes, sink, capacity=np.asarray(most, dtype=np.int64) - back, cost=_BONUS)
    return nodes
