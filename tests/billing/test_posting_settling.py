"""Payments, opening balances, write-off, leaving, gifts: the books say what the posting table says."""

from datetime import date

import pytest

from kennisruil.billing import actions
from tests.billing.books import JANUARY, LATER, Books, books, company, own
from tests.billing.factories import close, hold

pytestmark = pytest.mark.django_db
__all__ = ["books"]


def test_sixty_and_a_half_paid_on_a_hundred_and_twenty_one(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    paid = actions.record_payment(**own(books, a), cents=60_50, paid_on=LATER)

    assert (paid.vat_cents, paid.base_cents, paid.coins, paid.prepaid_cents) == (21_00, 39_50, 79, 0)
    assert books.open(a) == (0, 60_50)
    assert books.lots(a) == [(-121, 60_50)]
    assert books.balances()["bank"] == 60_50


def test_payment_finer_than_a_coin_waits_beside_the_balance_and_counts_later(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    first = actions.record_payment(**own(books, a), cents=60_80, paid_on=LATER)
    second = actions.record_payment(**own(books, a), cents=60_20, paid_on=LATER)

    assert (first.coins, first.prepaid_cents) == (79, 30)
    assert (second.coins, second.base_cents, second.prepaid_cents) == (121, 60_50, 0)
    assert books.open(a) == (0, 0)
    assert books.lots(a) == []


def test_payment_recorded_twice_counts_once(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    what = own(books, a)

    first = actions.record_payment(**what, cents=121_00, paid_on=LATER)
    again = actions.record_payment(**what, cents=121_00, paid_on=LATER)

    assert first == again
    assert books.balances()["bank"] == 121_00


def test_payment_out_settles_what_is_owed_and_no_more(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    with pytest.raises(actions.MoreThanIsOwed):
        actions.record_payment(**own(books, b), cents=-21_01, paid_on=LATER)
    actions.record_payment(**own(books, b), cents=-21_00, paid_on=LATER)

    assert books.open(b) == (0, 0)
    assert books.balances()["bank"] == -21_00


def test_opening_balances_with_and_without_an_old_document(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")

    actions.record_opening_balance(
        **own(books, a), coins=-300, cents=150_00, on=date(2025, 12, 31), old_number="2025/17", vat_cents=31_50
    )
    actions.record_opening_balance(**own(books, b), coins=150, cents=75_00, on=date(2025, 12, 31))

    assert books.balances() == {"coin_liability": -75_00, "customers": 181_50, "opening": -106_50}
    assert books.open(a) == (31_50, 150_00)
    assert books.lots(a) == [(-300, 150_00)]
    assert books.lots(b) == [(150, 75_00)]


def test_write_off_keeps_the_vat_due(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    actions.write_off(**own(books, a), reason="moved abroad")

    assert books.balances()["write_off"] == 100_00
    assert books.open(a) == (21_00, 0)
    assert books.lots(a) == []


def test_credit_given_to_somebody_else_closes_what_that_one_has_to_give(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    actions.give_away(**own(books, b), to_party_id=a.pk)

    assert books.lots(a) == books.lots(b) == []
    assert books.open(a) == (21_00, 0)
    assert books.balances() == {
        "customers": 21_00,
        "purchases": 100_00,
        "sales": -100_00,
        "suppliers": -21_00,
        "vat_deductible": 21_00,
        "vat_due": -21_00,
    }


def test_more_than_the_lots_hold_is_refused_and_nothing_changes(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    with pytest.raises(actions.NotInTheLots) as refused:
        actions.give_away(**own(books, b), coins=201)

    assert refused.value.data() == {"asked": 201, "held": 200}
    assert books.lots(b) == [(200, 100_00)]


def test_counter_value_changed_in_between_is_revaluation_that_nets_to_nothing(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    hold(books.network, on=date(2026, 2, 10), pays=[(b, 200)], earns=[(a, 200)], cents_per_coin=6000)
    close(books.network, "2026-02")

    found = books.balances()
    assert (found["revaluation_gain"], found["revaluation_loss"]) == (-20_00, 20_00)
    assert books.lots(a) == books.lots(b) == []
    assert "coin_liability" not in found
