"""A close killed with kill -9 between any two statements, and run again, ends as if nothing had happened."""

import os
import random
import signal
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from kennisruil.billing import actions
from kennisruil.billing.actions import close_steps
from kennisruil.billing.models import Document
from kennisruil.billing.queries import digest, invariants
from kennisruil.network.models import Network
from kennisruil.shared.models import Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, hold, without_papers
from tests.database import OwnDatabase
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party

JANUARY = Month(2026, 1)
KILLS = 20


def test_killed_close_ends_the_same(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two parties at a time, so that four of them are several transactions in each step.
    monkeypatch.setattr(close_steps, "AT_ONCE", 2)
    clean, killed = _a_month("schoon"), _a_month("gebroken")
    _close(clean)
    chance = random.Random(20260203)

    deaths = sum(_close_and_die(killed, after=chance.randint(1, 90)) for _ in range(KILLS))
    _close(killed)

    assert deaths >= KILLS // 2
    assert _content(killed) == _content(clean)
    with network_scope(killed.pk):
        assert [each for each in invariants(network_id=killed.pk) if not each.holds] == []


def _a_month(slug: str) -> Network:
    """Make the same month in a network of its own: the digest knows no ids."""
    network = a_network(slug=slug, name="Ruilnetwerk")
    without_papers(network)
    facts = [COMPANY, ASSOCIATION, PERSON, COMPANY]
    parties = [a_party(network, name=f"Partij {n}", facts=facts[n]) for n in range(4)]
    for day, (payer, earner) in enumerate([(0, 1), (2, 0), (1, 3), (3, 2), (0, 3)], start=10):
        hold(network, on=date(2026, 1, day), pays=[(parties[payer], 100 * day)], earns=[(parties[earner], 100 * day)])
    return network


def _close(network: Network) -> None:
    day = date(2026, 2, 3)
    actions.close_month(network_id=network.pk, month=JANUARY, today=day, by=BY, at=at_noon(day))


def _close_and_die(network: Network, *, after: int) -> bool:
    """Run the close in a process that kills itself at its ``after``-th statement; whether it died before the end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with connection.execute_wrapper(_killer(after)):
                _close(network)
        finally:
            # Neither pytest nor the database of the parent may hear of this process.
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _killer(after: int) -> Callable[..., Any]:
    left = [after]

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return count


def _content(network: Network) -> tuple[str, list[str], int, int]:
    with network_scope(network.pk):
        numbers = list(Document.objects.exclude(number="").order_by("number", "pk").values_list("number", flat=True))
        mails = Mail.objects.filter(network_id=network.pk)
        return digest(network_id=network.pk), numbers, mails.count(), mails.values("key").distinct().count()


pytestmark = pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
