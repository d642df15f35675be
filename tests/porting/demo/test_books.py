"""The books of a demo year: two referees that are not ours accept them, and files hold them to the cent."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kennisruil.bookkeeping.actions import fill_outbox, reconcile
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.queries import trial_balance
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.models import Network
from kennisruil.network.queries import network_by_id
from kennisruil.porting.demo.generate import make_demo
from kennisruil.porting.demo.sizes import SMALL
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.bookkeeping.factories import adapter_of, deliver_all, send_to
from tests.bookkeeping.test_writers import bean_check, hledger_check

pytestmark = pytest.mark.slow
YEAR = replace(SMALL, months=12, sessions=80, workshops=8)
UNTIL = date(2026, 11, 20)
SINCE = date(2025, 1, 1)
LEDGERS = (Target.BEANCOUNT, Target.HLEDGER, Target.CSV, Target.UBL)


def told(network: Network) -> dict[str, int]:
    """Tell every kind of file of all that was booked; give how many rows each got."""
    send_to(network, *LEDGERS, since_on=SINCE, on=UNTIL)
    with network_scope(network.pk):
        return {
            target.value: fill_outbox(network_id=network.pk, target=target, since_on=SINCE, by=BY, at=at_noon(UNTIL))
            for target in LEDGERS
        }


def test_referees_accept_a_demo_year_and_files_hold_it_to_the_cent(
    own_database: Any, tmp_path: Path, settings: Any
) -> None:
    settings.BOOKS_FOLDER = tmp_path
    made = make_demo(size=YEAR, seed=7, until=UNTIL)
    network = network_by_id(network_id=UUID(str(made.network_id)))
    counts = told(network)

    apart = {}
    for target in LEDGERS:
        deliver_all(network, target, at=at_noon(UNTIL))
        adapter = adapter_of(network, target)
        at = at_noon(UNTIL)
        apart[target] = reconcile(network_id=network.pk, target=target, since_on=SINCE, adapter=adapter, by=BY, at=at)

    folder = tmp_path / network.slug
    beans = bean_check((folder / "beancount" / "journal.beancount").read_text(), tmp_path)
    assert (beans.returncode, beans.stdout + beans.stderr) == (0, "")
    assert apart == {target: [] for target in LEDGERS}
    assert counts["csv"] > 100
    with network_scope(network.pk):
        assert not OutboxRow.objects.exclude(state="delivered").exists()
        ours = dict(trial_balance(network_id=network.pk))
    whole = adapter_of(network, Target.CSV).balances(start_on=SINCE, end_on=date(2027, 1, 1))
    assert _without_nil(whole) == _without_nil(ours)
    if not shutil.which("hledger"):
        pytest.skip("hledger is a system package and not installed: the rest held, its own check was not made")
    hledger = hledger_check(folder / "hledger" / "hledger.journal")
    assert (hledger.returncode, hledger.stderr) == (0, "")


def _without_nil(balances: Mapping[str, int]) -> dict[str, int]:
    return {code: cents for code, cents in balances.items() if cents}
