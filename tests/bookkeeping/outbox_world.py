"""A month that packages are told of, and the folder their files lie in."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kennisruil.bookkeeping.actions import post_entry, tell_packages
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.rules.entries import credit, debit
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from tests.billing.factories import BY, at_noon, close, hold
from tests.bookkeeping.factories import send_to
from tests.factories import a_network, a_party

DAY = date(2026, 2, 3)


NOON = at_noon(DAY)


LEDGERS = [Target.BEANCOUNT, Target.HLEDGER, Target.CSV]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the files go in these tests."""
    settings.BOOKS_FOLDER = tmp_path / "books"
    return tmp_path / "books"


def post(network: Network, cents: int = 5_00, *, on: date = DAY) -> None:
    post_entry(
        network_id=network.pk,
        id=new_id(),
        booked_on=on,
        kind="test",
        text="=Test; one",
        reference=("test", "1"),
        lines=[debit("bank", cents), credit("sales", cents)],
        by=BY,
        at=at_noon(on),
    )


def tell(network: Network, cents: int) -> list[OutboxRow]:
    return tell_packages(
        network_id=network.pk,
        kind="entry",
        number="2026-000001",
        booked_on=DAY,
        about=("entry", new_id()),
        payload={"number": 1, "cents": cents},
        by=BY,
        at=NOON,
    )


def a_closed_month(*targets: Target) -> Network:
    """One network with a month of two companies, closed and accepted, told to packages from the start."""
    network = a_network()
    send_to(network, *targets)
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 150)])
    close(network, "2026-01")
    return network
