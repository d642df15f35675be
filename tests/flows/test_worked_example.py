"""The worked example, to the cent: January A receives 2 from B; April A gives 2 to C. For an accountant to read.

Two coins at EUR 50 are EUR 100; VAT is 21 %. Amounts are cents, debit positive and credit negative, per account and
party, after each close. The open lots are "still to give" and "credit": coins, and the euro they came from.
"""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants, open_euro_of, open_lots
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.network.models import Network, Party
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close, hold
from tests.factories import ASSOCIATION, COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db

NUMBERS = {"A": "0428.759.497", "B": "0403.170.701", "C": "0401.574.852"}


def test_worked_example_between_companies() -> None:
    network, a, b, c = _three(a_is_association=False)

    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")

    assert _books(network) == {
        # account and party             euro      why
        ("400000", "A"): 121_00,  # A's invoice: base 100 waits for a return, VAT 21 is due
        ("411000", ""): 21_00,  # VAT to reclaim on what B gave
        ("440000", "B"): -21_00,  # B's VAT, to be paid to B
        ("451000", ""): -21_00,  # VAT due on A's invoice
        ("489000", "B"): -100_00,  # B's credit in coins
        ("600000", ""): 100_00,  # bought from B
        ("700000", ""): -100_00,  # sold to A
    }
    assert _lots(network, a) == [(-200, 100_00)]
    assert _lots(network, b) == [(200, 100_00)]
    assert _open(network, a) == [("F2026-00001", 21_00, 100_00)]
    assert _open(network, b) == [("P2026-3-00001", -21_00, 0)]

    for month in ("2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")

    assert _books(network) == {
        ("400000", "C"): 121_00,  # C's invoice, all of it open
        ("411000", ""): 42_00,
        ("440000", "B"): -21_00,
        ("451000", ""): -42_00,
        ("489000", "B"): -100_00,  # still B's; A's own two documents closed each other's base through it
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert _lots(network, a) == []
    assert _lots(network, b) == [(200, 100_00)]
    assert _lots(network, c) == [(-200, 100_00)]
    assert _open(network, a) == []  # base by the return, VAT by set-off
    assert _open(network, c) == [("F2026-00002", 21_00, 100_00)]
    assert _documents(network) == [
        ("F2026-00001", "invoice_380", "A", 100_00, 21_00),
        ("F2026-00002", "invoice_380", "C", 100_00, 21_00),
        ("P2026-2-00001", "self_billed_389", "A", 100_00, 21_00),
        ("P2026-3-00001", "self_billed_389", "B", 100_00, 21_00),
    ]
    assert _broken(network) == []


def test_worked_example_when_a_is_an_association() -> None:
    network, a, b, c = _three(a_is_association=True)

    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    for month in ("2026-01", "2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")

    assert _books(network) == {
        ("400000", "A"): 21_00,  # A's VAT stays: what A gave carries none to set it off with
        ("400000", "C"): 121_00,
        ("411000", ""): 21_00,  # B's only
        ("440000", "B"): -21_00,
        ("451000", ""): -42_00,
        ("489000", "B"): -100_00,
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert _open(network, a) == [("F2026-00001", 21_00, 0)]  # A still pays EUR 21 in euro
    assert _documents(network)[0] == ("A2026-00001", "settlement_note", "A", 100_00, 0)
    assert _broken(network) == []


def _three(*, a_is_association: bool) -> tuple[Network, Party, Party, Party]:
    network = a_network()
    facts = {name: replace(COMPANY, enterprise_number=number) for name, number in NUMBERS.items()}
    if a_is_association:
        facts["A"] = ASSOCIATION
    a, b, c = (a_party(network, name=name, facts=facts[name]) for name in "ABC")
    return network, a, b, c


def _books(network: Network) -> dict[tuple[str, str], int]:
    """Give the balance of each account per party, in cents, leaving out what is nil."""
    with network_scope(network.pk):
        names = dict(Party.objects.values_list("pk", "name"))
        found: dict[tuple[str, str], int] = {}
        for line in JournalLine.objects.order_by("account", "pk"):
            key = (line.account, names.get(line.party_id, ""))
            found[key] = found.get(key, 0) + line.cents
        return {key: cents for key, cents in sorted(found.items()) if cents}


def _lots(network: Network, party: Party) -> list[tuple[int, int]]:
    with network_scope(network.pk):
        return [(lot.coins, lot.cents) for lot in open_lots(network_id=network.pk, party_id=party.pk)]


def _open(network: Network, party: Party) -> list[tuple[str, int, int]]:
    with network_scope(network.pk):
        rows = open_euro_of(network_id=network.pk, party_id=party.pk)
        return [(row.document_number, row.vat_cents, row.base_cents) for row in rows]


def _documents(network: Network) -> list[tuple[str, str, str, int, int]]:
    with network_scope(network.pk):
        rows = Document.objects.filter(state="issued").order_by("number", "pk")
        return list(rows.values_list("number", "kind", "party__name", "base_cents", "vat_cents"))


def _broken(network: Network) -> list[str]:
    with network_scope(network.pk):
        return [each.name for each in invariants(network_id=network.pk) if not each.holds]
