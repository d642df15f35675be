"""The worked example with a workshop: twelve attend, one gives, the operator bears the difference."""

from dataclasses import replace
from datetime import date

import pytest

from tests.billing.factories import close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party
from tests.flows.reading import books_of, broken, documents_of_network, lots_of_party

pytestmark = pytest.mark.django_db


def test_workshop_of_a_member_with_twelve_attendees() -> None:
    network = a_network()
    numbers = ("0428.759.497", "0403.170.701", "0401.574.852")
    a, b, c = (
        a_party(network, name=name, facts=replace(COMPANY, enterprise_number=number))
        for name, number in zip("ABC", numbers, strict=True)
    )
    kinds = [("person", PERSON)] * 6 + [("organisation", ASSOCIATION)] * 3
    others = [
        a_party(network, name=f"P{number}", kind=kind, facts=facts) for number, (kind, facts) in enumerate(kinds, 1)
    ]

    pays = [(party, 50) for party in (a, b, c, *others)]
    teacher = a_party(network, name="T", facts=COMPANY)
    hold(network, on=date(2026, 1, 15), pays=pays, earns=[(teacher, 400)], kind="member_workshop", text="Workshop")
    close(network, "2026-01")

    assert books_of(network) == {
        **{("400000", party.name): 30_25 for party, _ in pays},  # 25.00 base and 5.25 VAT for each of twelve
        ("411000", ""): 42_00,
        ("440000", "T"): -42_00,
        ("451000", ""): -63_00,  # 12 x 5.25
        ("489000", "T"): -200_00,  # T earned 4 coins
        ("600000", ""): 200_00,
        ("700000", ""): -300_00,  # 12 x 25; the operator keeps 100, which is 2 coins
    }
    assert documents_of_network(network) == [
        *[(f"F2026-{n:05}", "invoice_380", party.name, 25_00, 5_25) for n, (party, _) in enumerate(pays, 1)],
        ("P2026-14-00001", "self_billed_389", "T", 200_00, 42_00),
    ]
    assert [lots_of_party(network, party) for party, _ in pays] == [[(-50, 25_00)]] * 12
    assert lots_of_party(network, teacher) == [(400, 200_00)]
    assert broken(network) == []
