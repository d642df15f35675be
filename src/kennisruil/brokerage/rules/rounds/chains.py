"""Chains: from who still has to give, through who gives and receives once, to who is in credit."""

from collections import defaultdict

from kennisruil.brokerage.rules.rounds.field import Field, Link, Plan
from kennisruil.brokerage.rules.rounds.index import FIT, Index, in_credit, index_of, may_stand_between, still_to_give
from kennisruil.brokerage.rules.rounds.network import Network, least_cost

# What a chain may cost before it is left: more than any chain can.
_NEVER = 1_000_000_000


def chains(field: Field) -> Plan:
    """Settle as many sessions as can be, at the least cost: good fits, short chains; a group for each chain.

    Only who still has to give begins, only who is in credit ends, and who stands between is as far from zero after it
    as before: so the sum of all balances without their sign only falls.
    """
    return _plan(field, passing=1, kind="chains")


def direct(field: Field) -> Plan:
    """Settle only between who still has to give and who is in credit, with nobody between: what chains are held to."""
    return _plan(field, passing=0, kind="direct")


def _plan(field: Field, *, passing: int, kind: str) -> Plan:
    index, network = index_of(field), Network()
    source, sink = network.node(), network.node()
    # A unit runs from who gives to who receives: out of a party through a person and a need into another party.
    leaving, arriving = network.several(len(field.standings)), network.several(len(field.standings))
    givers, wishes = network.several(len(field.givers)), network.several(len(field.wishes))
    owed = [still_to_give(one, price=field.price) for one in field.standings]
    for place, one in enumerate(field.standings):
        network.arc(source, leaving[place], capacity=owed[place])
        network.arc(arriving[place], sink, capacity=in_credit(one, price=field.price))
        network.arc(arriving[place], leaving[place], capacity=passing * may_stand_between(one, price=field.price))
    for node, giver, party in zip(givers, field.givers, index.giver_party, strict=True):
        network.arc(leaving[party], node, capacity=giver.capacity)
    pairs = {}
    for pair, (wish, giver_place, cost) in enumerate(index.pairs):
        if index.wish_party[wish] != index.giver_party[giver_place]:
            # Each link costs something beside its fit, so that of two chains the shorter is taken.
            pairs[network.arc(givers[giver_place], wishes[wish], cost=FIT + cost)] = pair
    for node, party in zip(wishes, index.wish_party, strict=True):
        network.arc(node, arriving[party])
    carried = least_cost(network, source=source, sink=sink, amount=sum(owed), spill=_NEVER)
    chosen = [pair for arc, pair in pairs.items() if carried[arc]]
    return Plan(kind=kind, groups=_threaded(index, chosen, owed))


def _threaded(index: Index, chosen: list[int], owed: list[int]) -> list[list[Link]]:
    """Follow the chosen links from who begins: at each party the next link that is left, else the chain ends there."""
    outgoing: dict[int, list[int]] = defaultdict(list)
    arrivals: dict[int, int] = defaultdict(int)
    for pair in sorted(chosen, reverse=True):
        wish, giver, _cost = index.pairs[pair]
        outgoing[index.giver_party[giver]].append(pair)
        arrivals[index.wish_party[wish]] += 1
    begins = {party: max(0, len(pairs) - arrivals[party]) for party, pairs in outgoing.items()}
    return [_follow(index, party, outgoing) for party in sorted(begins) for _turn in range(begins[party])]


def _follow(index: Index, party: int, outgoing: dict[int, list[int]]) -> list[Link]:
    chain = []
    while outgoing[party]:
        pair = outgoing[party].pop()
        chain.append(index.link(pair))
        party = index.wish_party[index.pairs[pair][0]]
    return chain
