"""Eight closes of one month at once: one month, closed once, every series without a gap."""

import os
from datetime import date

import pytest
from django.db import connections

from kennisruil.billing import actions
from kennisruil.billing.actions import close_steps
from kennisruil.billing.models import Document, Statement
from kennisruil.billing.queries import invariants
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.shared.models import Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, hold, without_papers
from tests.database import OwnDatabase
from tests.factories import COMPANY, a_network, a_party

JANUARY = Month(2026, 1)


def test_eight_closes_at_once_close_the_month_once(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    # Three parties at a time, so that each close is several transactions between those of the others.
    monkeypatch.setattr(close_steps, "AT_ONCE", 3)
    network = a_network()
    without_papers(network)
    parties = [a_party(network, name=f"P{number}", facts=COMPANY) for number in range(8)]
    for number in range(8):
        payer, earner = parties[number], parties[(number + 3) % 8]
        hold(network, on=date(2026, 1, 10 + number), pays=[(payer, 100)], earns=[(earner, 100)])
    connections.close_all()

    children = [_close_in_a_child(network.pk) for _ in range(8)]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert ends == [0] * 8
    with network_scope(network.pk):
        laws = [*invariants(network_id=network.pk), *book_invariants(network_id=network.pk)]
        assert [each for each in laws if not each.holds] == []
        assert Document.objects.count() == 16
        assert Statement.objects.count() == 8
        assert Mail.objects.count() == 16


def _close_in_a_child(network_id: object) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        day = date(2026, 2, 3)
        actions.close_month(network_id=network_id, month=JANUARY, today=day, by=BY, at=at_noon(day))  # type: ignore[arg-type]  # values of the test
        code = 0
    finally:
        # Neither pytest nor the database of the parent may hear of this process.
        os._exit(code)
