"""Plans of an exchange round: laws over random fields, the shapes that were asked for, both solvers."""

from collections import Counter
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.brokerage.rules import rounds
from kennisruil.brokerage.rules.rounds import Field, Giver, Link, Plan, Possible, Standing, Wish, network
from kennisruil.brokerage.rules.rounds.rings import LONGEST

PRICE = 200
PLANS = [rounds.assign, rounds.chains, rounds.direct, rounds.rings]
PARTY, GIVER, WISH = 0, 1_000, 2_000
# Most have given or received once, a third stands at nothing, a few twice.
USUAL = (-400, -200, -200, 0, 0, 0, 200, 200, 400)


def key(space: int, place: int) -> UUID:
    return UUID(int=space + place)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """A small network: balances anywhere within limits, some parties with two people or two needs."""
    count = draw(st.integers(2, 9))
    places = st.integers(0, count - 1)
    balances = draw(st.lists(st.integers(-700, 700), min_size=count, max_size=count))
    rooms = st.one_of(st.none(), st.integers(0, 900))
    standings = [
        Standing(key=key(PARTY, n), balance=balance, room_to_earn=draw(rooms), room_to_pay=draw(rooms))
        for n, balance in enumerate(balances)
    ]
    givers = [
        Giver(
            key=key(GIVER, n), party=key(PARTY, party), capacity=draw(st.integers(0, 2)), load=draw(st.integers(0, 9))
        )
        for n, party in enumerate(draw(st.lists(places, min_size=1, max_size=10)))
    ]
    wishes = [
        Wish(key=key(WISH, n), party=key(PARTY, party))
        for n, party in enumerate(draw(st.lists(places, min_size=1, max_size=10)))
    ]
    every = [(wish.key, giver.key) for wish in wishes for giver in givers]
    pairs = draw(st.lists(st.sampled_from(every), unique=True, max_size=40))
    possible = [Possible(wish=wish, giver=giver, fit=draw(st.floats(0, 1))) for wish, giver in pairs]
    return Field(standings=standings, givers=givers, wishes=wishes, possible=possible, price=PRICE)


def a_ring_of(count: int, *, balances: tuple[int, ...] = ()) -> Field:
    """Everybody asks once and can help the next one only."""
    known = balances or (0,) * count
    return Field(
        standings=[Standing(key=key(PARTY, n), balance=known[n]) for n in range(count)],
        givers=[Giver(key=key(GIVER, n), party=key(PARTY, n)) for n in range(count)],
        wishes=[Wish(key=key(WISH, n), party=key(PARTY, n)) for n in range(count)],
        possible=[Possible(wish=key(WISH, (n + 1) % count), giver=key(GIVER, n), fit=0.5) for n in range(count)],
        price=PRICE,
    )


def within_limits(field: Field, plan: Plan) -> bool:
    """Whether every order of the links, the worst one too, leaves each party within its limits."""
    earns = Counter(link.provider_party for link in plan.links)
    pays = Counter(link.recipient_party for link in plan.links)
    return all(
        (one.room_to_earn is None or earns[one.key] * field.price <= one.room_to_earn)
        and (one.room_to_pay is None or pays[one.key] * field.price <= one.room_to_pay)
        for one in field.standings
    )


@pytest.mark.parametrize("plan_of", PLANS)
@settings(deadline=None)  # the first example loads the solver
@given(field=fields())
def test_every_plan_keeps_the_sum_the_limits_and_the_capacities(plan_of: object, field: Field) -> None:
    plan = plan_of(field)  # type: ignore[operator]  # a plan is a function of a field

    sums = rounds.sums_of(field, plan.links)
    capacity = {giver.key: giver.capacity for giver in field.givers}
    possible = {(one.wish, one.giver) for one in field.possible}
    assert sum(sums.before.values()) == sum(sums.after.values())
    assert within_limits(field, plan)
    assert all(times <= capacity[giver] for giver, times in Counter(link.giver for link in plan.links).items())
    assert max(Counter(link.wish for link in plan.links).values(), default=0) <= 1
    assert {(link.wish, link.giver) for link in plan.links} <= possible
    assert all(link.provider_party != link.recipient_party for link in plan.links)
    assert plan_of(field) == plan  # type: ignore[operator]  # a function in the parameters


@given(field=fields())
def test_chains_begin_with_who_has_to_give_end_in_credit_and_settle_at_least_as_much(field: Field) -> None:
    plan = rounds.chains(field)

    balance = {one.key: one.balance for one in field.standings}
    sums = rounds.sums_of(field, plan.links)
    assert all(balance[chain[0].provider_party] < 0 < balance[chain[-1].recipient_party] for chain in plan.groups)
    assert all(one.recipient_party == two.provider_party for chain in plan.groups for one, two in _steps(chain))
    assert sums.unbalanced_after <= sums.unbalanced_before
    assert len(plan.groups) >= len(rounds.direct(field).groups)


def _steps(chain: object) -> list[tuple[Link, Link]]:
    links: list[Link] = list(chain)  # type: ignore[call-overload]  # a chain is a sequence of links
    return list(pairwise(links))


@given(field=fields())
def test_rings_leave_every_balance_as_it_is(field: Field) -> None:
    plan = rounds.rings(field)

    sums = rounds.sums_of(field, plan.links)
    assert sums.before == sums.after
    assert all(2 <= len(ring) <= LONGEST for ring in plan.groups)
    assert all(ring[-1].recipient_party == ring[0].provider_party for ring in plan.groups)


def test_chain_goes_through_who_stands_between() -> None:
    field = a_ring_of(3, balances=(-200, 0, 200))

    plan = rounds.chains(field)

    [chain] = plan.groups
    assert [(link.provider_party, link.recipient_party) for link in chain] == [
        (key(PARTY, 0), key(PARTY, 1)),
        (key(PARTY, 1), key(PARTY, 2)),
    ]
    assert rounds.sums_of(field, plan.links).unbalanced_after == 0
    assert rounds.direct(field).groups == []


@pytest.mark.parametrize(("count", "found"), [(2, 1), (3, 1), (4, 1), (5, 0)])
def test_rings_are_of_two_to_four(count: int, found: int) -> None:
    assert len(rounds.rings(a_ring_of(count)).groups) == found


def test_assign_prefers_who_still_has_to_give_among_equal_fits() -> None:
    field = Field(
        standings=[Standing(key=key(PARTY, n), balance=balance) for n, balance in enumerate((0, 300, -300))],
        givers=[Giver(key=key(GIVER, n), party=key(PARTY, n)) for n in (1, 2)],
        wishes=[Wish(key=key(WISH, 0), party=key(PARTY, 0))],
        possible=[Possible(wish=key(WISH, 0), giver=key(GIVER, n), fit=fit) for n, fit in ((1, 0.8), (2, 0.6))],
        price=PRICE,
    )

    assert [link.giver for link in rounds.assign(field).links] == [key(GIVER, 2)]


def a_large_field(count: int, *, seed: int) -> Field:
    """Everybody asks; three people fit each need."""
    chance = Random(seed)
    return Field(
        standings=[Standing(key=key(PARTY, n), balance=chance.choice(USUAL)) for n in range(count)],
        givers=[Giver(key=key(GIVER, n), party=key(PARTY, n), capacity=2) for n in range(count)],
        wishes=[Wish(key=key(WISH, n), party=key(PARTY, n)) for n in range(count)],
        possible=[
            Possible(wish=key(WISH, wish), giver=key(GIVER, giver), fit=chance.random())
            for wish in range(count)
            for giver in chance.sample(range(count), 3)
        ],
        price=PRICE,
    )


@pytest.mark.parametrize("plan_of", [rounds.assign, rounds.chains])
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_both_solvers_find_as_much_at_the_same_cost(plan_of: object, seed: int) -> None:
    field = a_large_field(40, seed=seed)
    found = []
    for solver in (network.by_ortools, network.by_scipy):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(network, "_solver", lambda solver=solver: solver)
            plan = plan_of(field)  # type: ignore[operator]  # a function in the parameters
        found.append((len(plan.links), len(plan.groups)) if plan_of is rounds.assign else len(plan.groups))

    assert found[0] == found[1]


def test_chains_settle_a_third_more_than_direct_meetings() -> None:
    shares = [
        len(rounds.chains(field).groups) / len(rounds.direct(field).groups)
        for field in (a_large_field(300, seed=seed) for seed in range(9))
    ]

    assert sorted(shares)[len(shares) // 2] >= 1.3
