"""The worked example with other parties, with a part paid, with another counter-value, with a room full of people.

As in ``test_worked_example``: January, A receives 2 coins from B; April, A gives 2 to C. Two coins at EUR 50 are
EUR 100, VAT is 21 %. Amounts are cents per account and party, debit positive, credit negative, after the closes.
"""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Payment
from kennisruil.network.models import Network, Party
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.ids import new_id
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party
from tests.flows.reading import books_of, broken, documents_of_network, lots_of_party, open_of_party

pytestmark = pytest.mark.django_db
NUMBERS = {"A": "0428.759.497", "B": "0403.170.701", "C": "0401.574.852"}
DUTCH = replace(
    COMPANY, vat_kind="eu_business", country="NL", enterprise_number="", vat_number="NL004495445B01", iban=""
)
SWISS = replace(COMPANY, vat_kind="outside_eu", country="CH", enterprise_number="", iban="")


@pytest.mark.parametrize(("kind", "facts"), [("organisation", ASSOCIATION), ("person", PERSON)])
def test_provider_is_an_association_or_a_private_person(kind: str, facts: PartyFactsInput) -> None:
    network, a, b, c = _three(kind=kind, b_facts=facts)

    _january_and_april(network, a, b, c)

    assert books_of(network) == {
        # account and party             euro      why
        ("400000", "C"): 121_00,  # C's invoice, all of it open
        ("411000", ""): 21_00,  # only A's VAT can be reclaimed: what B gave carries none
        ("451000", ""): -42_00,  # VAT due on A's and on C's invoice
        ("489000", "B"): -100_00,  # B's credit in coins
        ("600000", ""): 200_00,  # bought from B and from A
        ("700000", ""): -200_00,  # sold to A and to C
    }
    assert open_of_party(network, b) == []  # B is owed coins, no euro
    assert lots_of_party(network, b) == [(200, 100_00)]
    assert documents_of_network(network) == [
        ("A2026-00001", "settlement_note", "B", 100_00, 0),
        ("F2026-00001", "invoice_380", "A", 100_00, 21_00),
        ("F2026-00002", "invoice_380", "C", 100_00, 21_00),
        ("P2026-2-00001", "self_billed_389", "A", 100_00, 21_00),
    ]
    assert broken(network) == []


def test_provider_is_a_business_elsewhere_in_the_union() -> None:
    network, a, b, c = _three(b_facts=DUTCH)

    _january_and_april(network, a, b, c)

    assert books_of(network) == {
        ("400000", "C"): 121_00,
        ("411000", ""): 42_00,  # A's VAT 21, and the 21 the operator assessed itself on what B gave
        ("451000", ""): -63_00,  # VAT due on two invoices 42, and the same 21 self-assessed
        ("489000", "B"): -100_00,
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert open_of_party(network, b) == []
    assert ("P2026-3-00001", "self_billed_389", "B", 100_00, 0) in documents_of_network(network)  # category AE
    assert broken(network) == []


def test_provider_lives_outside_the_union() -> None:
    network, a, b, c = _three(b_facts=SWISS)

    _january_and_april(network, a, b, c)

    assert books_of(network) == {
        ("400000", "C"): 121_00,
        ("411000", ""): 42_00,
        ("451000", ""): -63_00,  # self-assessed as well
        ("489000", "B"): -100_00,
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert ("A2026-00001", "settlement_note", "B", 100_00, 0) in documents_of_network(network)
    assert broken(network) == []


def test_sixty_euro_and_a_half_paid_on_a_hundred_and_twenty_one() -> None:
    network, a, b, c = _three()
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")

    paid = _pay(network, a, 60_50, on=date(2026, 2, 20))

    # VAT first: 21.00. Then base: 39.50, which buys 0.79 coin back. 60.50 of base and 1.21 coin stay.
    assert (paid.vat_cents, paid.base_cents, paid.coins, paid.prepaid_cents) == (21_00, 39_50, 79, 0)
    assert open_of_party(network, a) == [("F2026-00001", 0, 60_50)]
    assert lots_of_party(network, a) == [(-121, 60_50)]
    assert books_of(network) == {
        ("400000", "A"): 60_50,
        ("411000", ""): 21_00,
        ("440000", "B"): -21_00,
        ("451000", ""): -21_00,
        ("489000", "B"): -100_00,
        ("550000", ""): 60_50,
        ("600000", ""): 100_00,
        ("700000", ""): -100_00,
    }

    _april(network, a, c)

    assert books_of(network) == {
        ("400000", "C"): 121_00,
        ("411000", ""): 42_00,
        ("440000", "A"): -21_00,  # A paid its VAT in February, so that of what A gave is to be paid to A
        ("440000", "B"): -21_00,
        ("451000", ""): -42_00,
        ("489000", "A"): -39_50,  # of the 2 coins A gave, 1.21 closed the rest of its base; 0.79 is credit
        ("489000", "B"): -100_00,
        ("550000", ""): 60_50,
        ("600000", ""): 200_00,
        ("700000", ""): -200_00,
    }
    assert lots_of_party(network, a) == [(79, 39_50)]
    assert open_of_party(network, a) == [("P2026-2-00001", -21_00, 0)]
    assert broken(network) == []


def test_what_lies_below_a_minor_unit_waits_beside_the_balance() -> None:
    network, a, b, _ = _three()
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")

    paid = _pay(network, a, 60_70, on=date(2026, 2, 20))

    # 39.70 of base buys 0.79 coin for 39.50; 0.20 buys less than a hundredth of a coin, and is kept.
    assert (paid.vat_cents, paid.base_cents, paid.coins, paid.prepaid_cents) == (21_00, 39_50, 79, 20)
    assert books_of(network)[("400000", "A")] == 60_50 - 20
    assert broken(network) == []


def test_counter_value_goes_from_fifty_to_sixty_in_between() -> None:
    network, a, b, c = _three()
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    for month in ("2026-01", "2026-02", "2026-03"):
        close(network, month)

    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)], cents_per_coin=60_00)
    close(network, "2026-04")

    assert books_of(network) == {
        ("400000", "C"): 145_20,  # 120 and 21 % of it
        ("411000", ""): 46_20,  # 21 on what B gave, 25.20 on what A gave
        ("440000", "A"): -4_20,  # A's 25.20 less the 21 it owed
        ("440000", "B"): -21_00,
        ("451000", ""): -46_20,
        ("489000", "B"): -100_00,  # B's coins keep the euro they came with
        ("600000", ""): 220_00,
        ("700000", ""): -220_00,
        ("758000", ""): -20_00,  # A's coins of 120 closed an open base of 100
    }
    assert lots_of_party(network, a) == []
    assert broken(network) == []

    hold(network, on=date(2026, 5, 12), pays=[(b, 200)], earns=[(c, 200)], cents_per_coin=60_00)
    close(network, "2026-05")

    # B uses its 100 for what now costs 120. Nobody has coins any more: over both sides revaluation is nothing.
    assert books_of(network) == {
        ("411000", ""): 71_40,
        ("440000", "A"): -4_20,
        ("400000", "B"): 4_20,  # 25.20 on B's invoice less the 21 it was owed
        ("451000", ""): -71_40,
        ("600000", ""): 340_00,
        ("658000", ""): 20_00,
        ("700000", ""): -340_00,
        ("758000", ""): -20_00,
    }
    assert [lots_of_party(network, party) for party in (a, b, c)] == [[], [], []]
    assert broken(network) == []


def _three(
    *, kind: str = "organisation", b_facts: PartyFactsInput | None = None
) -> tuple[Network, Party, Party, Party]:
    network = a_network()
    facts = {name: replace(COMPANY, enterprise_number=number) for name, number in NUMBERS.items()}
    if b_facts:
        facts["B"] = b_facts
    a = a_party(network, name="A", facts=facts["A"])
    b = a_party(network, name="B", kind=kind, facts=facts["B"])
    return network, a, b, a_party(network, name="C", facts=facts["C"])


def _january_and_april(network: Network, a: Party, b: Party, c: Party) -> None:
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    for month in ("2026-01", "2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")


def _april(network: Network, a: Party, c: Party) -> None:
    for month in ("2026-02", "2026-03"):
        close(network, month)
    hold(network, on=date(2026, 4, 14), pays=[(c, 200)], earns=[(a, 200)])
    close(network, "2026-04")


def _pay(network: Network, party: Party, cents: int, *, on: date) -> Payment:
    return actions.record_payment(
        network_id=network.pk,
        id=new_id(at=at_noon(on)),
        party_id=party.pk,
        cents=cents,
        paid_on=on,
        by=BY,
        at=at_noon(on),
        today=on,
    )
