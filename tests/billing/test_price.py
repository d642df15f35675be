"""A lower price on an issued document: 381 and 261 of a part, one side alone, with its coins, VAT and entry."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries.prices import priced
from kennisruil.billing.rules.frozen import draft_from_dict
from kennisruil.network.models import Network, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, LATER, Books, books, company
from tests.billing.broker import a_broker_network, mandated
from tests.billing.factories import BY, at_noon, close, hold
from tests.billing.random_months import DUTCH
from tests.factories import ASSOCIATION, a_party

pytestmark = pytest.mark.django_db
__all__ = ["books"]


def _lower(network: Network, party: Party, coins: int, *, kind: str = "", **other: object) -> list[Document]:
    with network_scope(network.pk):
        rows = Document.objects.filter(party=party, state="issued", corrects__isnull=True)
        document = (rows.filter(kind=kind) if kind else rows).get()
        arguments: dict[str, object] = {
            "id": new_id(at=at_noon(LATER)),
            "movement_id": priced(document=document)[0].movement.pk,
            "coins": coins,
            "reason": "de helft duurde korter",
            "by": BY,
            "at": at_noon(LATER),
            "today": LATER,
        }
        return actions.reduce_price(network_id=network.pk, document_id=document.pk, **{**arguments, **other})  # type: ignore[arg-type]  # values of the test


def test_lower_price_of_an_invoice_is_a_381_of_the_part_and_leaves_the_other_side(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    (made,) = _lower(books.network, a, 50)

    draft = draft_from_dict(made.content)
    assert (made.kind, made.base_cents, made.vat_cents) == ("credit_note_381", 25_00, 5_25)
    assert draft.references[0].number == made.corrects.number
    assert draft.notes[-1] == "Prijsvermindering: de helft duurde korter"
    assert [str(share.vat.category) for share in draft.vat.shares] == ["S"]
    assert books.lots(a) == [(-150, 75_00)]
    assert books.lots(b) == [(200, 100_00)]
    # 21.00 of VAT less 5.25, base 100.00 less 25.00: the difference is the operator's.
    assert books.open(a) == (15_75, 75_00)
    assert books.balances() == {
        "coin_liability": -100_00,
        "customers": 75_00 + 15_75,
        "purchases": 100_00,
        "sales": -75_00,
        "suppliers": -21_00,
        "vat_deductible": 21_00,
        "vat_due": -15_75,
    }


def test_lower_price_of_a_self_billed_invoice_is_a_261(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    (made,) = _lower(books.network, b, 50)

    assert (made.kind, made.base_cents, made.vat_cents) == ("self_billed_credit_261", 25_00, 5_25)
    assert (books.lots(a), books.lots(b)) == ([(-200, 100_00)], [(150, 75_00)])


def test_lower_price_keeps_the_category_of_the_document(books: Books) -> None:
    dutch = a_party(books.network, name="NL", facts=DUTCH)
    club = a_party(books.network, name="Vzw", facts=ASSOCIATION)
    hold(books.network, on=JANUARY, pays=[(dutch, 200)], earns=[(club, 200)])
    close(books.network, "2026-01")

    (shifted,) = _lower(books.network, dutch, 50)
    (note,) = _lower(books.network, club, 50)

    shares = draft_from_dict(shifted.content).vat.shares
    assert [(str(share.vat.category), share.vat_cents) for share in shares] == [("AE", 0)]
    assert (note.kind, note.base_cents, note.vat_cents) == ("settlement_credit", 25_00, 0)


def test_lower_price_twice_with_one_id_is_once_and_never_more_than_is_left(books: Books) -> None:
    a = company(books, "A")
    hold(books.network, on=JANUARY, pays=[(a, 200)], kind="office_workshop")
    close(books.network, "2026-01")
    id = new_id(at=at_noon(LATER))

    first, again = _lower(books.network, a, 150, id=id), _lower(books.network, a, 150, id=id)

    assert [each.pk for each in first] == [each.pk for each in again]
    with pytest.raises(actions.MoreThanIsLeft):
        _lower(books.network, a, 51)
    _lower(books.network, a, 50)
    assert books.balances() == {}
    assert books.lots(a) == []


def test_lower_price_after_everything_was_settled_is_a_credit(books: Books) -> None:
    a, c = company(books, "A"), company(books, "C")
    hold(books.network, on=JANUARY, pays=[(a, 200)], kind="office_workshop")
    hold(books.network, on=JANUARY, pays=[(c, 200)], earns=[(a, 200)])
    close(books.network, "2026-01")

    _lower(books.network, a, 50, kind="invoice_380")

    assert books.lots(a) == [(50, 25_00)]


def test_what_is_left_can_still_be_taken_back_on_both_sides(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    _lower(books.network, a, 50)

    actions.reverse_supply(
        network_id=books.network.pk,
        id=new_id(at=at_noon(LATER)),
        supply_id=supply.pk,
        reason="did not take place",
        by=BY,
        at=at_noon(LATER),
        today=LATER,
    )

    # One transfer went from A to B: its 1.5 come back, and B's other 0.5 goes to the operator who had paid it.
    assert books.balances() == {}
    assert books.lots(a) == books.lots(b) == []


def test_draft_and_correction_have_no_price_to_lower(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01", accept=False)
    (made,) = _lower(books.network, a, 50)
    with network_scope(books.network.pk):
        draft = Document.objects.get(party=b, state="draft")
        movement = Movement.objects.filter(party=b).first()

    for document in (made, draft):
        with pytest.raises(actions.NoPriceToLower), network_scope(books.network.pk):
            actions.reduce_price(
                network_id=books.network.pk,
                id=new_id(at=at_noon(LATER)),
                document_id=document.pk,
                movement_id=movement.pk if movement else made.pk,
                coins=50,
                reason="-",
                by=BY,
                at=at_noon(LATER),
                today=LATER,
            )


def test_lower_price_of_a_brokered_invoice_is_lower_for_both(db: None) -> None:
    books_ = Books(a_broker_network())
    provider, buyer = mandated(books_.network, name="P"), company(books_, "K")
    hold(books_.network, on=date(2026, 1, 15), pays=[(buyer, 200)], earns=[(provider, 200)])
    close(books_.network, "2026-01")

    (made,) = _lower(books_.network, provider, 50)

    assert (made.kind, made.base_cents, made.counterparty_id) == ("credit_note_381", 25_00, buyer.pk)
    assert (books_.lots(buyer), books_.lots(provider)) == ([(-150, 75_00)], [(150, 75_00)])
    assert replace(draft_from_dict(made.content).issuer).name == "P"
    books_.assert_sound()
