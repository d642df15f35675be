"""Set-off: what goes both ways in euro closes each other, by itself each month or as the office chooses."""

from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.actions.pay_batch import prepare_pay_batch
from kennisruil.billing.models import Allocation, Claim, SetOff
from kennisruil.network.models import Party
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, LATER, Books, books, company, own
from tests.billing.factories import close, hold

pytestmark = pytest.mark.django_db
__all__ = ["books"]

FEBRUARY = date(2026, 2, 10)
MARCH = date(2026, 3, 20)


def test_vat_both_ways_is_set_off_by_the_close_and_every_cent_is_linked(books: Books) -> None:
    a, b = _both_ways(books)

    with network_scope(books.network.pk):
        rows = {row.party_id: row for row in SetOff.objects.order_by("pk")}
        linked = {
            key: sorted(
                Allocation.objects.filter(about_kind="set_off", about_id=row.pk).values_list("cents", flat=True)
            )
            for key, row in rows.items()
        }
    assert {key: (row.vat_cents, row.base_cents) for key, row in rows.items()} == {
        a.pk: (10_50, 0),
        b.pk: (10_50, 0),
    }
    assert linked == {a.pk: [10_50, 10_50], b.pk: [10_50, 10_50]}
    assert books.open(a) == (10_50, 50_00)


def test_base_waits_for_its_return_until_its_day_has_passed(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    actions.record_opening_balance(**own(books, a), coins=-100, cents=50_00, on=date(2025, 2, 20), old_number="2025/9")
    hold(books.network, on=JANUARY, pays=[(b, 200)], earns=[(a, 50)])
    close(books.network, "2026-01")

    before = books.open(a)
    hold(books.network, on=date(2026, 2, 25), pays=[(b, 100)], earns=[(a, 1)])
    close(books.network, "2026-02")

    # The old document's return term ended on 20 February: of the 5.25 and 0.11 VAT the operator owes, 0.10 coin of the
    # 0.49 still to give is bought back at 0.50 the hundredth.
    assert before == (-5_25, 25_00)
    assert books.open(a) == (-36, 19_50)
    assert books.lots(a) == [(-39, 19_50)]


def test_month_without_a_document_sets_off_what_fell_due_in_it(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    actions.record_opening_balance(**own(books, a), coins=-200, cents=100_00, on=date(2025, 3, 1), old_number="2025/9")
    hold(books.network, on=JANUARY, pays=[(b, 50)], earns=[(a, 50)])
    close(books.network, "2026-01")
    before = books.open(a)

    close(books.network, "2026-02")
    close(books.network, "2026-03")

    # The network owes 5.25 of VAT. The old base of 75 fell due on 1 March 2026: on 3 April it buys 0.10 coin back.
    assert before == (-5_25, 75_00)
    assert books.open(a) == (-25, 70_00)
    assert books.lots(a) == [(-140, 70_00)]


def test_office_sets_what_is_owed_off_against_a_base_before_its_day(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    actions.record_payment(**own(books, a), cents=21_00, paid_on=LATER)
    hold(books.network, on=FEBRUARY, pays=[(b, 100)], earns=[(a, 100)])
    close(books.network, "2026-02")
    assert books.open(a) == (-10_50, 50_00)

    done = actions.set_off_chosen(**own(books, a, MARCH))

    assert (done.vat_cents, done.base_cents, done.coins) == (0, 10_50, 21)
    assert books.open(a) == (0, 39_50)
    assert books.lots(a) == [(-79, 39_50)]


def test_prepaid_buys_a_chosen_base_back(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    hold(books.network, on=FEBRUARY, pays=[(a, 100)], earns=[(b, 100)])
    actions.record_payment(**own(books, a), cents=100_00, paid_on=LATER)
    close(books.network, "2026-01")
    close(books.network, "2026-02")
    with network_scope(books.network.pk):
        second = Claim.objects.get(party=a, part="base", cents=50_00).document_id

    # Both VAT amounts (21.00 and 10.50) were set off by the closes: 68.50 is left of what was paid ahead.
    done = actions.set_off_chosen(**own(books, a, MARCH), document_id=second, reason="as they asked")
    again = actions.set_off_chosen(**own(books, a, MARCH))

    assert (done.vat_cents, done.base_cents, done.coins) == (0, 50_00, 100)
    assert (again.base_cents, again.coins) == (18_50, 37)
    assert books.open(a) == (0, 81_50)
    assert books.lots(a) == [(-163, 81_50)]


def test_what_is_on_its_way_to_the_bank_is_not_set_off_besides(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    batch = {key: value for key, value in own(books, b).items() if key != "party_id"}
    prepare_pay_batch(**batch, pay_on=LATER)
    hold(books.network, on=FEBRUARY, pays=[(b, 100)])

    close(books.network, "2026-02")
    actions.record_payment(**own(books, b, MARCH), cents=-21_00, paid_on=MARCH)

    assert books.open(b) == (10_50, 0)
    assert books.balances()["bank"] == -21_00


def test_set_off_happens_once_and_nothing_to_set_off_changes_nothing(books: Books) -> None:
    a, _ = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)])
    actions.record_payment(**own(books, a), cents=10_00, paid_on=LATER)
    what = own(books, a)

    with pytest.raises(actions.NothingToSetOff):
        actions.set_off_chosen(**what)
    close(books.network, "2026-01")
    with pytest.raises(actions.NothingToSetOff):
        actions.set_off_chosen(**what)

    assert books.open(a) == (11_00, 100_00)


def _both_ways(books: Books) -> tuple[Party, Party]:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    hold(books.network, on=JANUARY, pays=[(b, 100)], earns=[(a, 100)])
    close(books.network, "2026-01")
    return a, b
