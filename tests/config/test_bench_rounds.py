"""What exchange rounds settle in networks that lived: at least a third more by chains, the same plan each time."""

import os
import statistics
import subprocess
import sys
from dataclasses import replace

import pytest

from kennisruil.brokerage.rules import rounds
from kennisruil.config.bench import circles
from kennisruil.config.bench.circles import USUAL, Way, lived_network, settled

_DIGESTS = """
from kennisruil.brokerage.rules import rounds
from kennisruil.config.bench.circles import digest, lived_network
field = lived_network(250, seed=3)
print([digest(plan(field)) for plan in (rounds.assign, rounds.chains, rounds.direct, rounds.rings)])
"""


def test_lived_network_is_within_its_limits_and_no_coin_appears() -> None:
    field = lived_network(300, seed=1)

    balances = [one.balance for one in field.standings]
    assert (sum(balances), min(balances) >= circles.FLOOR, max(balances) <= circles.CEILING) == (0, True, True)
    assert {wish.party for wish in field.wishes} == {one.key for one in field.standings}
    assert all(one.giver.int % 2**64 != one.wish.int % 2**64 for one in field.possible)
    assert lived_network(300, seed=1) == field


def test_way_changes_what_it_names() -> None:
    half, few, lot = (
        lived_network(400, seed=1, way=way) for way in (Way(asking=0.5), Way(fitting=3), Way(is_related=False))
    )

    assert 150 < len(half.wishes) < 250
    assert len(few.possible) <= 3 * len(few.wishes)
    assert len(lot.possible) == 20 * len(lot.wishes)


def test_chains_settle_a_third_more_in_small_networks_and_pass_no_limit() -> None:
    ones = [settled(people, seed=nr) for nr, people in enumerate((300, 500, 500, 700, 700, 1000, 1000), 1)]

    assert statistics.median(one.ratio for one in ones) >= 1.3
    assert sum(one.beyond_a_limit for one in ones) == 0


@pytest.mark.slow
def test_chains_settle_a_third_more_in_the_median_of_the_twenty_printed_seeds() -> None:
    usual = next(ones for name, ones in circles.shares() if circles.WAYS[name] is USUAL)

    assert (len(usual), usual[0].people, usual[-1].people) == (20, 200, 10_000)
    assert circles.told("usual", usual)["median"] >= 1.3
    assert sum(one.beyond_a_limit for one in usual) == 0


def test_where_twenty_fit_by_lot_chains_have_nothing_to_add() -> None:
    one = settled(500, seed=1, way=Way(is_related=False))

    assert one.chains == one.direct > 100


def test_same_plans_in_two_processes_whose_hashes_differ() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", _DIGESTS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert said[0] == said[1] != ""


def test_both_solvers_settle_as_much_at_the_same_cost() -> None:
    usual = rounds.network._solver
    found = circles.both_solvers(120)

    (one, other) = ({kind: {**plan, "digest": ""} for kind, plan in plans.items()} for plans in found.values())
    assert one == other
    assert rounds.network._solver is usual


def test_worst_order_of_a_plan_is_what_counts_against_a_limit() -> None:
    field = lived_network(300, seed=2)
    plan = rounds.chains(field)
    narrow = replace(field, standings=[replace(one, room_to_earn=0, room_to_pay=0) for one in field.standings])

    assert circles.beyond_a_limit(field, plan) == 0
    assert circles.beyond_a_limit(narrow, plan) == len(
        {link.provider_party for link in plan.links} | {link.recipient_party for link in plan.links}
    )


@pytest.mark.slow
def test_each_plan_of_ten_thousand_needs_works_less_than_two_seconds() -> None:
    found = circles.timed(10_000)

    assert found["needs"] == 10_000
    assert found["possible"] >= 190_000
    assert {name: plan["cpu_seconds"] < 2 for name, plan in found["plans"].items()} == dict.fromkeys(
        ("assign", "chains", "rings"), True
    )
