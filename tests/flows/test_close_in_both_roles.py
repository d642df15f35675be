"""Eight closes at once of which some are killed, in either role of the operator: every series runs without a gap."""

import os
import random
import signal
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from kennisruil.billing import actions
from kennisruil.billing.models import Document, Series
from kennisruil.billing.queries import digest, invariants
from kennisruil.billing.rules.numbers import duplicates, gaps
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Network, Party
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.broker import SMALL, decide_role, give_mandate
from tests.billing.factories import BY, at_noon, hold, without_papers
from tests.database import OwnDatabase
from tests.factories import ASSOCIATION, COMPANY, ON, PERSON, a_network, a_party

pytestmark = pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
JANUARY = Month(2026, 1)
CLOSES = 8
ROUNDS = 3


@pytest.mark.parametrize("role", ["own_name", "broker"])
def test_series_have_no_gaps_when_closes_run_together_and_die(own_database: OwnDatabase, role: str) -> None:
    clean, shaken = _a_month(role, "schoon"), _a_month(role, "geschud")
    _close(clean)
    chance = random.Random(20261121)

    deaths = 0
    for _ in range(ROUNDS):
        connections.close_all()
        # Half of them die at a statement of their own; the others go on with what these leave.
        fatal = [chance.randint(1, 160) if number % 2 else 0 for number in range(CLOSES)]
        children = [_close_in_a_child(shaken, dies_after=after) for after in fatal]
        deaths += sum(os.WIFSIGNALED(os.waitpid(child, 0)[1]) for child in children)
    _close(shaken)

    assert deaths > 0
    with network_scope(shaken.pk):
        laws = [*invariants(network_id=shaken.pk), *book_invariants(network_id=shaken.pk)]
        assert [each for each in laws if not each.holds] == []
        names = list(Series.objects.exclude(name="messages").order_by("name").values_list("name", flat=True))
        for name in names:
            numbers = list(Document.objects.filter(series=name).values_list("series_number", flat=True))
            assert (gaps(numbers), duplicates(numbers)) == ((), ())
        own = {name[0] for name in names}
    assert own == ({"F", "A"} if role == "own_name" else {"F", "A", "M"})
    assert _content(shaken) == _content(clean)


def _a_month(role: str, slug: str) -> Network:
    """Make the same month in a network of its own: companies, small enterprises, an association and a person."""
    network = a_network(slug=f"{slug}-{role.replace('_', '-')}", name="Ruilnetwerk")
    without_papers(network)
    decide_role(network, role, on=ON)
    kinds = [COMPANY, SMALL, ASSOCIATION, COMPANY, PERSON, COMPANY]
    parties: list[Party] = [a_party(network, name=f"Partij {n}", facts=facts) for n, facts in enumerate(kinds)]
    for party in parties:
        give_mandate(network, party)
    for day in range(10, 28):
        payer, earner = parties[day % 6], parties[(day * 5 + 1) % 6]
        if payer != earner:
            earned = 100 if day % 3 else 75
            hold(network, on=date(2026, 1, day), pays=[(payer, 100)], earns=[(earner, earned)])
    return network


def _close(network: Network) -> None:
    day = date(2026, 2, 3)
    actions.close_month(network_id=network.pk, month=JANUARY, today=day, by=BY, at=at_noon(day))


def _content(network: Network) -> object:
    with network_scope(network.pk):
        return digest(network_id=network.pk)


def _close_in_a_child(network: Network, *, dies_after: int) -> int:
    child = os.fork()
    if child:
        return child
    try:
        if dies_after:
            with connection.execute_wrapper(_killer(dies_after)):
                _close(network)
        else:
            _close(network)
    finally:
        # Neither pytest nor the database of the parent may hear of this process.
        os._exit(0)


def _killer(after: int) -> Callable[..., Any]:
    left = [after]

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return count
