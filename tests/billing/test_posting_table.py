"""The posting table walked whole in the database: the books say what the table says, and the laws hold."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.queries import prepaid_of
from kennisruil.billing.rules.postings import KindWithoutRow
from kennisruil.ledger.queries import balance
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, LATER, Books, books, company, own
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_party

pytestmark = pytest.mark.django_db
__all__ = ["books"]


def test_unequal_prices_leave_the_margin_with_the_operator(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")

    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 150)])
    close(books.network, "2026-01")

    assert books.balances() == {
        "coin_liability": -75_00,
        "customers": 121_00,
        "purchases": 75_00,
        "sales": -100_00,
        "suppliers": -15_75,
        "vat_deductible": 15_75,
        "vat_due": -21_00,
    }


def test_several_payers_each_get_their_own_invoice(books: Books) -> None:
    a, b, c = company(books, "A"), company(books, "B"), company(books, "C")

    hold(books.network, on=JANUARY, pays=[(a, 133), (b, 67)], earns=[(c, 200)])
    close(books.network, "2026-01")

    assert books.documents() == [
        ("invoice_380", 66_50, 13_97),
        ("invoice_380", 33_50, 7_04),
        ("self_billed_389", 100_00, 21_00),
    ]


def test_member_workshop_with_twelve_attendees(books: Books) -> None:
    attendees = [a_party(books.network, name=f"P{n}", kind="person", facts=PERSON) for n in range(12)]
    teacher = company(books, "T")

    pays = [(party, 50) for party in attendees]
    hold(books.network, on=JANUARY, pays=pays, earns=[(teacher, 400)], kind="member_workshop")
    close(books.network, "2026-01")

    assert books.balances() == {
        "coin_liability": -200_00,
        "customers": 12 * 30_25,
        "purchases": 200_00,
        "sales": -12 * 25_00,
        "suppliers": -42_00,
        "vat_deductible": 42_00,
        "vat_due": -12 * 5_25,
    }


def test_office_workshop_and_article(books: Books) -> None:
    a, writer = company(books, "A"), a_party(books.network, name="W", facts=ASSOCIATION)

    hold(books.network, on=JANUARY, pays=[(a, 100)], kind="office_workshop")
    hold(books.network, on=JANUARY, earns=[(writer, 200)], kind="article")
    close(books.network, "2026-01")

    assert books.balances() == {
        "coin_liability": -100_00,
        "customers": 60_50,
        "purchases_services": 100_00,
        "sales": -50_00,
        "vat_due": -10_50,
    }
    assert books.documents() == [("invoice_380", 50_00, 10_50), ("settlement_note", 100_00, 0)]


def test_attending_that_earns_is_a_grant_and_closes_an_open_base(books: Books) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    hold(books.network, on=JANUARY, earns=[(a, 100)], kind="attendance", rule="grant")
    close(books.network, "2026-01")

    assert books.balances()["grants"] == 50_00
    assert books.open(a) == (21_00, 50_00)
    assert books.lots(a) == [(-100, 50_00)]
    assert ("letter", 50_00, 0) in books.documents()


@pytest.mark.parametrize(
    ("rule", "account", "vat"), [("grant", "grants", 0), ("purchase", "purchases_services", 10_50)]
)
def test_attending_that_earns_follows_the_document_rule_of_the_item(
    books: Books, rule: str, account: str, vat: int
) -> None:
    a = company(books, "A")

    hold(books.network, on=JANUARY, earns=[(a, 100)], kind="attendance", rule=rule)
    close(books.network, "2026-01")

    assert (books.balances()[account], books.balances().get("vat_deductible", 0)) == (50_00, vat)
    assert books.lots(a) == [(100, 50_00)]


def test_deduction_share_puts_the_rest_of_the_vat_to_cost(books: Books) -> None:
    from kennisruil.network.actions import change_setting

    change_setting(
        network_id=books.network.pk,
        key="billing.deductible_basis_points",
        value=5000,
        holds_from=date(2026, 1, 1),
        by=BY,
        at=at_noon(JANUARY),
    )
    a, b = company(books, "A"), company(books, "B")

    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    assert (books.balances()["purchases"], books.balances()["vat_deductible"]) == (110_50, 10_50)


def test_business_elsewhere_in_the_union_is_self_assessed(books: Books) -> None:
    facts = replace(
        COMPANY, vat_kind="eu_business", country="NL", enterprise_number="", vat_number="NL004495445B01", iban=""
    )
    a, b = company(books, "A"), a_party(books.network, name="NL", facts=facts)

    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    assert (books.balances()["vat_due"], books.balances()["vat_deductible"]) == (-42_00, 21_00)
    assert books.open(b) == (0, 0)


def test_kind_without_a_row_writes_nothing(books: Books) -> None:
    a = company(books, "A")

    with pytest.raises(KindWithoutRow):
        hold(books.network, on=JANUARY, pays=[(a, 200)], kind="lottery")

    with network_scope(books.network.pk):
        assert a.account_id
        assert balance(network_id=books.network.pk, account_id=a.account_id).balance == 0


def test_prepaid_is_never_lost_when_nothing_is_open(books: Books) -> None:
    a = company(books, "A")

    paid = actions.record_payment(**own(books, a), cents=10_00, paid_on=LATER)

    assert paid.prepaid_cents == 10_00
    with network_scope(books.network.pk):
        assert prepaid_of(network_id=books.network.pk, party_id=a.pk) == 10_00
