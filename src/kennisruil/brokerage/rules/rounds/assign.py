"""Each open need one person: fit first, then who still has to give, and nobody too much."""

from kennisruil.brokerage.rules.rounds.field import Field, Plan
from kennisruil.brokerage.rules.rounds.index import FIT, index_of, sessions_in, still_to_give
from kennisruil.brokerage.rules.rounds.network import Network, least_cost

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
    for wish, party in zip(wishes, index.wish_party, strict=True):
        network.arc(payers[party], wish)
    pairs = {}
    for pair, (wish, giver_place, cost) in enumerate(index.pairs):
        if index.wish_party[wish] != index.giver_party[giver_place]:
            pairs[network.arc(wishes[wish], givers[giver_place], cost=cost)] = pair
    for node, giver, party in zip(givers, field.givers, index.giver_party, strict=True):
        for turn in range(giver.capacity):
            network.arc(node, earners[party], cost=_LOAD * (giver.load + turn))
    carried = least_cost(network, source=source, sink=sink, amount=len(field.wishes), spill=_OPEN)
    links = [index.link(pair) for arc, pair in pairs.items() if carried[arc]]
    order = {one.key: place for place, one in enumerate(field.wishes)}
    return Plan(kind="assign", groups=[[link] for link in sorted(links, key=lambda link: order[link.wish])])


def _payers(field: Field, network: Network, source: int) -> range:
    """Add a node for each party that asks; it lets through what its floor allows."""
    nodes = network.several(len(field.standings))
    for node, one in zip(nodes, field.standings, strict=True):
        most = sessions_in(one.room_to_pay, price=field.price, most=len(field.wishes))
        network.arc(source, node, capacity=most)
    return nodes


def _earners(field: Field, network: Network, sink: int) -> range:
    """Add a node for each party that gives: what it still has to give earns a bonus, its ceiling bounds the whole."""
    nodes = network.several(len(field.standings))
    for node, one in zip(nodes, field.standings, strict=True):
        most = sessions_in(one.room_to_earn, price=field.price, most=len(field.wishes))
        back = min(most, still_to_give(one, price=field.price))
        # Costs stay above nothing: everybody else pays what who gives back does not.
        network.arc(node, sink, capacity=back)
        network.arc(node, sink, capacity=most - back, cost=_BONUS)
    return nodes
