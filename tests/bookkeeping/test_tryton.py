"""A real Tryton beside us: half a year of books delivered, the worker killed again and again, equal to the cent."""

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kennisruil.billing.actions import record_payment, reverse_supply
from kennisruil.bookkeeping.actions import reconcile
from kennisruil.bookkeeping.adapters.places import variable_of
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.queries import trial_balance
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.models import Network
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.bookkeeping.factories import FROM, adapter_of, deliver_all, send_to, states
from tests.bookkeeping.trytonserver import TrytonServer
from tests.database import ROOT, OwnDatabase
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party

pytestmark = pytest.mark.slow
EU = PartyFactsInput(
    vat_kind="eu_business", vat_number="NL004495445B01", country="NL", street="Kade 1", postcode="1011",
    city="Amsterdam", iban="BE71 0961 2345 6769", email="facturen@nl.example",
)  # fmt: skip


@pytest.fixture
def tryton(tmp_path: Path) -> Iterator[TrytonServer]:
    """A running Tryton with the Belgian chart and the years 2026 and 2027."""
    folder = tmp_path / "tryton"
    folder.mkdir()
    server = TrytonServer(folder)
    server.set_up(years=range(2026, 2028))
    with server.running():
        yield server


def half_a_year(network: Network) -> None:
    """Sessions of every kind of party, a workshop of twelve, a part taken back, a part paid: closed month by month."""
    facts = [COMPANY, ASSOCIATION, PERSON, EU, COMPANY]
    parties = [a_party(network, name=f"Party {number}", facts=each) for number, each in enumerate(facts)]
    guests = [a_party(network, name=f"Guest {number}") for number in range(12)]
    taken_back = None
    for month in range(1, 7):
        for number, party in enumerate(parties):
            other = parties[(number + month) % len(parties)]
            if other != party:
                day = date(2026, month, 3 + number)
                supply = hold(network, on=day, pays=[(party, 150)], earns=[(other, 100)], cents_per_coin=4999 + number)
                taken_back = taken_back or supply
        twelve = [(guest, 50) for guest in guests]
        hold(network, on=date(2026, month, 20), pays=twelve, earns=[(parties[month % 5], 400)], kind="member_workshop")
        close(network, f"2026-{month:02}")
    assert taken_back is not None
    late = date(2026, 7, 20)
    common: dict[str, Any] = {"network_id": network.pk, "today": late, "by": BY, "at": at_noon(late)}
    reverse_supply(supply_id=taken_back.pk, id=new_id(), reason="Not held after all", **common)
    record_payment(id=new_id(), party_id=parties[0].pk, cents=60_50, paid_on=late, **common)


def killed(own: OwnDatabase, network: Network, server: TrytonServer, *, at: datetime, after_seconds: float) -> int:
    """Deliver in a process and kill it with signal 9; gives how it ended (0 when it was faster)."""
    env = own.env | {variable_of(network.slug): server.url, "DJANGO_SETTINGS_MODULE": "kennisruil.config.settings"}
    command = [sys.executable, "-m", "tests.bookkeeping.deliver_alone", str(network.pk), "tryton", at.isoformat()]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(timeout=after_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.wait()


def test_tryton_holds_our_books_once_and_to_the_cent(
    own_database: OwnDatabase, tryton: TrytonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = a_network()
    monkeypatch.setenv(variable_of(network.slug), tryton.url)
    send_to(network, Target.TRYTON)
    half_a_year(network)
    chance, at = random.Random(20260721), at_noon(date(2026, 7, 21))

    ends = []
    for _time in range(8):
        ends.append(killed(own_database, network, tryton, at=at, after_seconds=chance.uniform(0.05, 2.5)))
        at += timedelta(hours=1)
    deliver_all(network, Target.TRYTON, at=at)

    assert -9 in ends
    with network_scope(network.pk):
        ours = {account: cents for account, cents in trial_balance(network_id=network.pk) if cents}
        rows = OutboxRow.objects.exclude(external_id="in the invoice")
        numbers = sorted(rows.values_list("number", flat=True))
        problems = list(OutboxRow.objects.exclude(problem="").values_list("number", "problem"))
    assert (problems, set(states(network))) == ([], {"delivered"})
    assert tryton.balances() == ours
    assert sorted(tryton.numbers()) == numbers
    assert tryton.states() <= {("invoice", "posted"), ("invoice", "paid"), ("move", "posted")}
    adapter = adapter_of(network, Target.TRYTON)
    assert reconcile(network_id=network.pk, target=Target.TRYTON, since_on=FROM, adapter=adapter, by=BY, at=at) == []


def test_tryton_alarms_when_a_number_holds_something_else(
    own_database: OwnDatabase, tryton: TrytonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = a_network()
    monkeypatch.setenv(variable_of(network.slug), tryton.url)
    send_to(network, Target.TRYTON)
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")
    at = at_noon(date(2026, 2, 20))
    deliver_all(network, Target.TRYTON, at=at)
    with network_scope(network.pk):
        OutboxRow.objects.filter(number="F2026-00001").update(state="waiting", sha256="0" * 64)

    deliver_all(network, Target.TRYTON, at=at)

    with network_scope(network.pk):
        row = OutboxRow.objects.get(number="F2026-00001")
    assert (row.state, row.problem) == ("alarm", "F2026-00001 is there already, with other content")
    assert tryton.numbers().count("F2026-00001") == 1
