"""Each row of the posting table, to the cent: two coins at EUR 50, VAT 21 %."""

from uuid import UUID

import pytest

from kennisruil.billing.rules import postings
from kennisruil.billing.rules.kinds import Side
from kennisruil.billing.rules.postings import KindWithoutRow, MoveKind, ReadyClosing, Rule
from kennisruil.bookkeeping.rules.entries import EntryLine

A, B = UUID(int=1), UUID(int=2)


def rows(lines: tuple[EntryLine, ...]) -> list[tuple[str, int]]:
    return [(line.role, line.cents) for line in lines]


def test_sale_and_its_credit_note_are_each_others_opposite() -> None:
    sale = postings.sale(party_id=A, account="sales", base_cents=100_00, vat_cents=21_00)
    back = postings.sale(party_id=A, account="sales", base_cents=-100_00, vat_cents=-21_00)

    assert rows(sale) == [("customers", 121_00), ("sales", -100_00), ("vat_due", -21_00)]
    assert rows(back) == [(role, -cents) for role, cents in rows(sale)]


def test_purchase_moves_its_base_into_coins() -> None:
    purchase = postings.purchase(party_id=B, account="purchases", base_cents=100_00, vat_cents=21_00)
    coins = postings.into_coins(role="suppliers", party_id=B, given_cents=100_00, received_cents=0)

    assert rows(purchase) == [("purchases", 100_00), ("vat_deductible", 21_00), ("suppliers", -121_00)]
    assert rows(coins) == [("suppliers", 100_00), ("coin_liability", -100_00)]


def test_purchase_with_a_deduction_share_puts_the_rest_to_cost() -> None:
    lines = postings.purchase(
        party_id=B, account="purchases", base_cents=100_00, vat_cents=21_00, deductible_basis_points=6_667
    )

    assert rows(lines) == [("purchases", 107_00), ("vat_deductible", 14_00), ("suppliers", -121_00)]


def test_reverse_charge_is_due_and_deductible_at_once() -> None:
    lines = postings.purchase(
        party_id=B, account="purchases", base_cents=100_00, vat_cents=0, self_assessed_cents=21_00
    )

    assert rows(lines) == [
        ("purchases", 100_00),
        ("vat_deductible", 21_00),
        ("suppliers", -100_00),
        ("vat_due", -21_00),
    ]


@pytest.mark.parametrize(
    ("kind", "coins", "expected"),
    [
        (MoveKind.PAYMENT, 200, [("bank", 100_00), ("coin_liability", -100_00)]),
        (MoveKind.SET_OFF, 200, [("suppliers", 100_00), ("coin_liability", -100_00)]),
        (MoveKind.PAY_OUT, -200, [("customers", 100_00), ("suppliers", -100_00)]),
        (MoveKind.GIVEN_AWAY, -200, [("customers", 100_00), ("other_income", -100_00)]),
        (MoveKind.WRITE_OFF, 200, [("write_off", 100_00), ("coin_liability", -100_00)]),
        (MoveKind.OPENING, 200, [("opening", 100_00), ("coin_liability", -100_00)]),
        (MoveKind.OPENING, -200, [("customers", 100_00), ("opening", -100_00)]),
    ],
)
def test_movement_without_supply_books_against_its_own_account(
    kind: MoveKind, coins: int, expected: list[tuple[str, int]]
) -> None:
    assert rows(postings.without_supply(kind=kind, party_id=A, coins=coins, cents=100_00)) == expected


def test_closing_at_two_counter_values_is_revaluation_that_nets_to_nothing_over_both_sides() -> None:
    gave = postings.closed(party_id=A, closings=[ReadyClosing(credit_cents=120_00, open_cents=100_00)])
    received = postings.closed(party_id=B, closings=[ReadyClosing(credit_cents=100_00, open_cents=120_00)])

    assert rows(gave) == [("coin_liability", 120_00), ("customers", -100_00), ("revaluation_gain", -20_00)]
    assert rows(received) == [("coin_liability", 100_00), ("customers", -120_00), ("revaluation_loss", 20_00)]


@pytest.mark.parametrize(
    ("kind", "side", "rule"),
    [
        ("lottery", Side.RECIPIENT, Rule.SALE),
        ("article", Side.RECIPIENT, Rule.SALE),
        ("session", Side.PROVIDER, Rule.GRANT),
    ],
)
def test_kind_without_a_row_is_refused(kind: str, side: Side, rule: Rule) -> None:
    with pytest.raises(KindWithoutRow):
        postings.account_of_supply(kind=kind, side=side, rule=rule)
