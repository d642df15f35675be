"""The broker role: documents in the provider's own name, notes to both, books that hold only coins."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from kennisruil.billing import actions
from kennisruil.billing.einvoice import validate_cen, validate_ubl
from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries import statement_for
from kennisruil.billing.rules.numbers import structured_message
from kennisruil.shared.models import File, Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, Books, own
from tests.billing.broker import SMALL, mandated
from tests.billing.broker_books import books, claims, issued
from tests.billing.factories import close, hold
from tests.factories import ASSOCIATION, COMPANY, OPERATOR, PERSON, a_party

__all__ = ["books"]


def test_session_between_companies_is_one_invoice_in_the_providers_name(books: Books) -> None:
    a, b = (
        mandated(books.network, name="A", facts=replace(COMPANY, email="a@mail.example")),
        mandated(books.network, name="B"),
    )
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    close(books.network, "2026-01")

    assert issued(books) == [("invoice_380", "M2026-3-00001", "B", "A", 100_00, 21_00)]
    assert books.balances() == {}
    assert claims(books) == [("A", "base", "coin_liability", 100_00, 0)]
    with network_scope(books.network.pk):
        document = Document.objects.get()
        xml = bytes(File.objects.get(pk=document.xml_id).content)
        statement = statement_for(network_id=books.network.pk, party_id=a.pk, month=Month(2026, 1))
        mails = list(Mail.objects.filter(key__startswith="documents:").order_by("to").values_list("to", flat=True))
    assert validate_ubl(xml) + validate_cen(xml) == []
    names = etree.fromstring(xml).findall(".//{*}PartyLegalEntity/{*}RegistrationName")
    assert [name.text for name in names] == ["B", "A"]
    assert document.content["payment"]["iban"] == "BE71096123456769"
    assert mails == ["a@mail.example", "facturen@bedrijf.example"]
    assert statement is not None
    assert [(line.counterparty, line.amount_coins, line.document_number) for line in statement.lines] == [
        ("B", -200, "M2026-3-00001")
    ]
    assert [(each.vat_cents, each.base_cents) for each in statement.open_euro] == [(0, 100_00)]
    assert statement.payment is None


def test_sessions_of_a_month_between_two_parties_stand_on_one_invoice(books: Books) -> None:
    a, b, c = (mandated(books.network, name=name) for name in "ABC")
    for day, coins in ((8, 200), (15, 100), (22, 50)):
        hold(books.network, on=date(2026, 1, day), pays=[(a, coins)], earns=[(b, coins)])
    hold(books.network, on=date(2026, 1, 9), pays=[(c, 100)], earns=[(b, 100)])

    close(books.network, "2026-01")

    # VAT once on the sum of the lines, and each side of every line stands in the books.
    assert issued(books) == [
        ("invoice_380", "M2026-3-00001", "B", "A", 175_00, 36_75),
        ("invoice_380", "M2026-3-00002", "B", "C", 50_00, 10_50),
    ]
    assert claims(books) == [
        ("A", "base", "coin_liability", 175_00, 0),
        ("C", "base", "coin_liability", 50_00, 0),
    ]
    with network_scope(books.network.pk):
        assert not Movement.objects.filter(posted__isnull=True).exists()


def test_small_enterprise_invoices_without_vat_and_says_why(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B", facts=SMALL)
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    close(books.network, "2026-01")

    assert issued(books) == [("invoice_380", "M2026-3-00001", "B", "A", 100_00, 0)]
    with network_scope(books.network.pk):
        (share,) = Document.objects.get().content["vat"]["shares"]
    assert (share["vat"]["category"], share["vat"]["reason"]) == (
        "E",
        "Bijzondere vrijstellingsregeling kleine ondernemingen",
    )


@pytest.mark.parametrize("facts", [ASSOCIATION, PERSON], ids=["association", "private"])
def test_provider_without_vat_gives_both_a_note(books: Books, facts: object) -> None:
    a = mandated(books.network, name="A")
    b = a_party(books.network, name="B", facts=facts)  # type: ignore[arg-type]  # values of the test
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    close(books.network, "2026-01")

    assert issued(books) == [
        ("settlement_note", "A2026-00001", "A", None, 100_00, 0),
        ("settlement_note", "A2026-00002", "B", None, 100_00, 0),
    ]
    assert books.balances() == {}
    assert books.open(a) == (0, 100_00)
    with network_scope(books.network.pk):
        received, given = (Document.objects.get(party=party) for party in (a, b))
    # Who received may pay all of it in euro, to the network; who gave has nothing to pay.
    assert received.content["all_in_euro_url"].endswith(f"/documents/{received.pk}/in-euro/")
    assert (received.content["payment"]["pay_now_cents"], received.content["payment"]["iban"]) == (
        0,
        OPERATOR.iban.replace(" ", ""),
    )
    assert received.content["payment"]["structured_message"] == structured_message(seed=received.message_seed)
    assert (given.content["all_in_euro_url"], given.content["payment"], given.message_seed) == ("", None, None)


def test_what_is_paid_above_what_is_earned_is_the_operators_fee(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 150)])

    close(books.network, "2026-01")

    assert issued(books) == [
        ("invoice_380", "F2026-00001", "A", None, 25_00, 5_25),
        ("invoice_380", "M2026-3-00001", "B", "A", 75_00, 15_75),
    ]
    assert books.balances() == {"customers": 30_25, "sales": -25_00, "vat_due": -5_25}
    with network_scope(books.network.pk):
        fee = Document.objects.get(number="F2026-00001")
    assert fee.content["lines"][0]["text"] == "Bemiddeling: Versterkingssessie"


def test_workshop_with_twelve_shares_its_price_and_the_operator_tops_up(books: Books) -> None:
    guests = [mandated(books.network, name=f"G{number}") for number in range(12)]
    b = mandated(books.network, name="B")
    pays = [(guest, 50) for guest in guests]
    hold(books.network, on=JANUARY, kind="member_workshop", pays=pays[:6], earns=[(b, 400)])
    hold(books.network, on=JANUARY, kind="member_workshop", pays=pays, earns=[(b, 400)])

    close(books.network, "2026-01")

    rows = issued(books)
    own_name = [row for row in rows if row[3]]
    fees = [row for row in rows if row[0] == "invoice_380" and not row[3]]
    topped = [row for row in rows if row[0] == "self_billed_389"]
    # Six pay 3 of 4: the operator buys the last coin. Twelve pay 6 for 4: two coins are its fee.
    assert (len(own_name), sum(row[4] for row in own_name)) == (12, 350_00)
    assert (len(fees), sum(row[4] for row in fees)) == (12, 100_00)
    assert [(row[4], row[5]) for row in topped] == [(50_00, 10_50)]
    assert books.balances()["coin_liability"] == -50_00


def test_return_closes_on_48x_alone(books: Books) -> None:
    a, b, c = (mandated(books.network, name=name) for name in "ABC")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    hold(books.network, on=date(2026, 4, 10), pays=[(c, 200)], earns=[(a, 200)], recorded_on=date(2026, 4, 10))

    close(books.network, "2026-04")

    assert books.lots(a) == []
    assert books.balances() == {}
    assert [row for row in claims(books) if row[0] == "A"] == [("A", "base", "coin_liability", 100_00, 100_00)]


def test_base_paid_in_euro_and_write_off_leave_48x_right(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    with network_scope(books.network.pk):
        actions.record_payment(cents=60_00, paid_on=date(2026, 2, 20), **own(books, a))

    assert books.balances() == {"bank": 60_00, "coin_liability": -60_00}
    assert books.open(a) == (0, 40_00)


def test_office_workshop_and_article_stay_the_operators_own(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B")
    hold(books.network, on=JANUARY, kind="office_workshop", pays=[(a, 100)])
    hold(books.network, on=JANUARY, kind="article", earns=[(b, 200)])

    close(books.network, "2026-01")

    assert [row[:5] for row in issued(books)] == [
        ("invoice_380", "F2026-00001", "A", None, 50_00),
        ("self_billed_389", "P2026-3-00001", "B", None, 100_00),
    ]


def test_movements_of_both_sides_are_alike(books: Books) -> None:
    a, b, c, d = (mandated(books.network, name=name) for name in "ABCD")
    hold(books.network, on=JANUARY, pays=[(a, 130), (b, 70)], earns=[(c, 90), (d, 60)])

    with network_scope(books.network.pk):
        rows = list(Movement.objects.filter(rule="brokered").order_by("position", "pk"))
    ends = {(row.party_id, row.other_party_id): (row.coins, row.cents) for row in rows}
    assert all(ends[other, party] == (-coins, cents) for (party, other), (coins, cents) in ends.items())
    close(books.network, "2026-01")
    assert sum(row[4] for row in issued(books) if row[3]) == 75_00
