"""Reversals, whole and in part: coins, lots and documents go back together."""

from datetime import date
from uuid import UUID

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.network.actions import change_setting
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, LATER, Books, books, company
from tests.billing.factories import BY, at_noon, close, hold

pytestmark = pytest.mark.django_db
__all__ = ["books"]


def test_reversal_of_a_documented_supply_is_corrected_by_381_and_261(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    made = _reverse(books, supply.pk)

    assert sorted(document.kind for document in made) == ["credit_note_381", "self_billed_credit_261"]
    assert books.balances() == {}
    assert books.lots(a) == books.lots(b) == []
    assert books.open(a) == books.open(b) == (0, 0)


def test_reversal_of_a_part_takes_the_same_part_of_every_side(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 150)])
    close(books.network, "2026-01")

    made = _reverse(books, supply.pk, coins=50)

    assert sorted((each.kind, each.base_cents, each.vat_cents) for each in made) == [
        ("credit_note_381", 25_00, 5_25),
        ("self_billed_credit_261", 19_00, 3_99),
    ]
    assert books.lots(a) == [(-150, 75_00)]
    assert books.lots(b) == [(112, 56_00)]
    with pytest.raises(actions.MoreThanIsLeft):
        _reverse(books, supply.pk, coins=151)


def test_reversal_before_any_document_leaves_no_document(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    _reverse(books, supply.pk, today=date(2026, 1, 20))
    close(books.network, "2026-01")

    assert books.documents() == []
    assert books.balances() == {}


def test_reversal_of_a_part_before_any_document_makes_the_document_smaller(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    _reverse(books, supply.pk, coins=50, today=date(2026, 1, 20))
    close(books.network, "2026-01")

    assert books.documents() == [("invoice_380", 75_00, 15_75), ("self_billed_389", 75_00, 15_75)]
    assert books.open(a) == (15_75, 75_00)
    assert books.lots(b) == [(150, 75_00)]


def test_reversal_while_the_draft_waits_withdraws_it(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01", accept=False)

    made = _reverse(books, supply.pk, today=date(2026, 2, 4))

    assert [document.kind for document in made] == ["credit_note_381"]
    close(books.network, "2026-02")
    assert books.balances() == {}


def test_reversal_after_the_coins_were_given_back_leaves_a_credit(books: Books) -> None:
    a, b, c = company(books, "A"), company(books, "B"), company(books, "C")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    hold(books.network, on=JANUARY, pays=[(c, 200)], earns=[(a, 200)])
    close(books.network, "2026-01")

    _reverse(books, supply.pk)

    assert books.lots(a) == [(200, 100_00)]
    assert books.lots(b) == []


def _reverse(books: Books, supply_id: UUID, *, coins: int | None = None, today: date = LATER) -> list[Document]:
    return actions.reverse_supply(
        network_id=books.network.pk,
        id=new_id(at=at_noon(today)),
        supply_id=supply_id,
        reason="did not take place",
        by=BY,
        at=at_noon(today),
        today=today,
        coins=coins,
    )


def test_draft_of_what_was_taken_back_in_part_is_drawn_again_at_once(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 100)], earns=[(b, 100)])
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01", accept=False)

    _reverse(books, supply.pk, coins=50)

    with network_scope(books.network.pk):
        rows = Document.objects.filter(party=b).order_by("drawn_on", "state")
        drafts = list(rows.values_list("state", "base_cents", "vat_cents"))
    # The session that was not touched stood on the same draft; it is drawn again beside the rest of the other.
    assert drafts == [("withdrawn", 150_00, 31_50), ("draft", 125_00, 26_25)]


def test_correction_takes_back_the_share_that_was_deducted_on_its_documents_day(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    change_setting(
        network_id=books.network.pk,
        key="billing.deductible_basis_points",
        value=5000,
        holds_from=date(2026, 2, 15),
        by=BY,
        at=at_noon(LATER),
    )

    actions.reverse_supply(
        network_id=books.network.pk,
        id=new_id(at=at_noon(LATER)),
        supply_id=supply.pk,
        reason="cancelled after all",
        by=BY,
        at=at_noon(LATER),
        today=LATER,
    )

    assert books.balances() == {}
