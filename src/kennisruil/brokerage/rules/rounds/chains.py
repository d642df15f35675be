"""Chains: from who still has to give, through who gives and receives once, to who is in credit."""

from collections import defaultdict

import numpy as np

from kennisruil.brokerage.rules.rounds.field import Field, Link, Plan
from kennisruil.brokerage.rules.rounds.index import FIT, Index, in_credit, index_of, may_stand_between, still_to_give
from kennisruil.brokerage.rules.rounds.network import Network, least_cost

# What one link costs at most: beside its fit each costs something, so that of two chains the shorter is taken.
_LINK = 2 * FIT


def chains(field: Field) -> Plan:
    """Settle as many sessions as can be, at the least cost: good fits, short chains; a group for each chain.

    Only who still has to give begins, only who is in credit ends, and who stands between is as far from zero after it
    as before: so the sum of all balances without their sign only falls.
    """
    return _plan(field, passes=True, kind="chains")


def direct(field: Field) -> Plan:
    """Settle only between who still has to give and who is in credit, with nobody between: what chains are held to."""
    return _plan(field, passes=False, kind="direct")


def _plan(field: Field, *, passes: bool, kind: str) -> Plan:
    index, network = index_of(field), Network()
    source, sink = network.node(), network.node()
    # A unit runs from who gives to who receives: out of a party through a person and a need into another party.
    leaving, arriving = network.several(len(field.standings)), network.several(len(field.standings))
    givers, wishes = network.several(len(field.givers)), network.several(len(field.wishes))
    owed = np.array([still_to_give(one, price=field.price) for one in field.standings], dtype=np.int64)
    credit = np.array([in_credit(one, price=field.price) for one in field.standings], dtype=np.int64)
    between = np.array([passes and may_stand_between(one, price=field.price) for one in field.standings], dtype=bool)
    # Who can neither begin nor stand between gives nothing here, who can neither end nor stand between asks nothing.
    gives, asks = (owed > 0) | between, (credit > 0) | between
    pairs = index.between
    pairs = pairs[gives[index.giver_party[index.giver[pairs]]] & asks[index.wish_party[index.wish[pairs]]]]
    # An arc that nothing can pass is not drawn: the solver would look at it in each of its rounds.
    network.arcs(source, leaving[owed > 0], capacity=owed[owed > 0])
    network.arcs(arriving[credit > 0], sink, capacity=credit[credit > 0])
    network.arcs(arriving[between], leaving[between])
    able, asked = np.unique(index.giver[pairs]), np.unique(index.wish[pairs])
    most = np.array([giver.capacity for giver in field.givers], dtype=np.int64)
    network.arcs(leaving[index.giver_party[able]], givers[able], capacity=most[able])
    network.arcs(wishes[asked], arriving[index.wish_party[asked]])
    arcs = network.arcs(givers[index.giver[pairs]], wishes[index.wish[pairs]], cost=FIT + index.cost[pairs])
    # To leave a session unsettled costs more than any way through can, and no more: a dearer one takes longer to weigh.
    spill = _LINK * (len(asked) + 1)
    carried = least_cost(network, source=source, sink=sink, amount=int(owed.sum()), spill=spill)
    return Plan(kind=kind, groups=_threaded(index, pairs[carried[arcs] > 0].tolist()))


def _threaded(index: Index, chosen: list[int]) -> list[list[Link]]:
    """Follow the chosen links from who begins: at each party the next link that is left, else the chain ends there."""
    outgoing: dict[int, list[int]] = defaultdict(list)
    arrivals: dict[int, int] = defaultdict(int)
    ends = {pair: int(index.wish_party[index.wish[pair]]) for pair in chosen}
    for pair in sorted(chosen, reverse=True):
        outgoing[int(index.giver_party[index.giver[pair]])].append(pair)
        arrivals[ends[pair]] += 1
    begins = {party: max(0, len(pairs) - arrivals[party]) for party, pairs in outgoing.items()}
    return [_follow(index, party, outgoing, ends) for party in sorted(begins) for _turn in range(begins[party])]


def _follow(index: Index, party: int, outgoing: dict[int, list[int]], ends: dict[int, int]) -> list[Link]:
    chain = []
    while outgoing[party]:
        pair = outgoing[party].pop()
        chain.append(index.link(pair))
        party = ends[pair]
    return chain
