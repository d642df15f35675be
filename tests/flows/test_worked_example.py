"""The worked example, to the cent: January A receives 2 from B; April A gives 2 to C. For an accountant to read.

Two coins at EUR 50 are EUR 100; VAT is 21 %. Amounts are cents, debit positive and credit negative, per account and
party, after each close. The open lots are "still to give" and "credit": coins, and the euro they came from.
"""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.network.models import Network, Party
from tests.billing.factories import close, hold
from tests.factories import ASSOCIATION, COMPANY, a_network, a_party
from tests.flows.reading import books_of, broken, documents_of_network, lots_of_party, open_of_party

pytestmark = pytest.mark.django_db

NUMBERS = {"A": "0428.759.497", "B": "0403.170.701", "C": "0401.574.852"}


def test_worked_example_between_companies() -> None:
    network, a, b, c = _three(a_is_association=False)

    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")

    assert books_of(network) == {
        # account and party             euro      why
        ("400000", "A"): 121_00,  # A's invoice: base 100 waits for a return, VAT 21 is due
        ("411000", ""): 21_00,  # VAT to reclaim on what B gave
        ("440000", "B"): -21_00,  # B's VAT, to be paid to B
        ("451000", ""): -21_00,  # VAT due on A's invoice
        ("489000", "B"): -100_00,  # B's credit in coins
        ("600000", ""): 100_00,  # bought from B
        ("700000", ""): -100_00,  # sold to A
    }
    assert lots_of_party(network, a) == [(-200, 100_00)]
    assert lots_of_party(network, b) == [(200, 100_00)]
    assert open_of_party(network, a) == [("F2026-00001", 21_00, 100_00)]
    assert open_of_party(network, b) == [("P2026-3-00001", -21_00, 0)]

    for month in ("2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")

    assert books_of(network) == {
        ("400000", "C"): 121_00,  # C's invoice, all of it open
        ("411000", ""): 42_00,
        ("440000", "B"): -21_00,
        ("451000", ""): -42_00,
        ("489000", "B"): -100_00,  # still B's; A's own two documents closed each other's base through it
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert lots_of_party(network, a) == []
    assert lots_of_party(network, b) == [(200, 100_00)]
    assert lots_of_party(network, c) == [(-200, 100_00)]
    assert open_of_party(network, a) == []  # base by the return, VAT by set-off
    assert open_of_party(network, c) == [("F2026-00002", 21_00, 100_00)]
    assert documents_of_network(network) == [
        ("F2026-00001", "invoice_380", "A", 100_00, 21_00),
        ("F2026-00002", "invoice_380", "C", 100_00, 21_00),
        ("P2026-2-00001", "self_billed_389", "A", 100_00, 21_00),
        ("P2026-3-00001", "self_billed_389", "B", 100_00, 21_00),
    ]
    assert broken(network) == []


def test_worked_example_when_a_is_an_association() -> None:
    network, a, b, c = _three(a_is_association=True)

    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    for month in ("2026-01", "2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")

    assert books_of(network) == {
        ("400000", "A"): 21_00,  # A's VAT stays: what A gave carries none to set it off with
        ("400000", "C"): 121_00,
        ("411000", ""): 21_00,  # B's only
        ("440000", "B"): -21_00,
        ("451000", ""): -42_00,
        ("489000", "B"): -100_00,
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert open_of_party(network, a) == [("F2026-00001", 21_00, 0)]  # A still pays EUR 21 in euro
    assert documents_of_network(network)[0] == ("A2026-00001", "settlement_note", "A", 100_00, 0)
    assert broken(network) == []


def _three(*, a_is_association: bool) -> tuple[Network, Party, Party, Party]:
    network = a_network()
    facts = {name: replace(COMPANY, enterprise_number=number) for name, number in NUMBERS.items()}
    if a_is_association:
        facts["A"] = ASSOCIATION
    a, b, c = (a_party(network, name=name, facts=facts[name]) for name in "ABC")
    return network, a, b, c
