"""The broker role before and after a document: taken back, waiting for a mandate or an address, foreseen."""

from dataclasses import replace

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.billing.queries import consequence_for, preview_close, waiting_supplies
from kennisruil.billing.queries.todo import todo_lines
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.books import JANUARY, Books
from tests.billing.broker import SMALL, mandated
from tests.billing.broker_books import FEBRUARY, books, issued
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, a_party

__all__ = ["books"]


def test_taking_back_a_part_corrects_the_providers_invoice(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B")
    supply = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 150)])
    close(books.network, "2026-01")

    def take_back(coins: int | None) -> list[Document]:
        with network_scope(books.network.pk):
            return actions.reverse_supply(
                network_id=books.network.pk,
                id=new_id(),
                supply_id=supply.pk,
                coins=coins,
                reason="half",
                by=BY,
                at=at_noon(FEBRUARY),
                today=FEBRUARY,
            )

    half, rest = take_back(100), take_back(None)

    assert [(each.kind, each.number, each.base_cents, each.vat_cents) for each in [*half, *rest]] == [
        ("credit_note_381", "C2026-00001", 12_50, 2_63),
        ("credit_note_381", "M2026-3-00002", 37_50, 7_88),
        ("credit_note_381", "C2026-00002", 12_50, 2_63),
        ("credit_note_381", "M2026-3-00003", 37_50, 7_88),
    ]
    assert books.lots(a) == books.lots(b) == []
    assert {role: cents for role, cents in books.balances().items() if role == "coin_liability"} == {}


def test_taken_back_before_the_close_leaves_the_rest(books: Books) -> None:
    a, b, c = (mandated(books.network, name=name) for name in "ABC")
    part = hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    whole = hold(books.network, on=JANUARY, pays=[(a, 100)], earns=[(c, 100)])
    for supply, coins in ((part, 50), (whole, None)):
        with network_scope(books.network.pk):
            actions.reverse_supply(
                network_id=books.network.pk,
                id=new_id(),
                supply_id=supply.pk,
                coins=coins,
                reason="a mistake",
                by=BY,
                at=at_noon(JANUARY),
                today=JANUARY,
            )

    close(books.network, "2026-01")

    assert issued(books) == [("invoice_380", "M2026-3-00001", "B", "A", 75_00, 15_75)]
    assert books.balances() == {}


def test_without_mandate_the_supply_waits_and_comes_later(books: Books) -> None:
    a, b = mandated(books.network, name="A"), a_party(books.network, name="B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])

    close(books.network, "2026-01")

    with network_scope(books.network.pk):
        waiting = waiting_supplies(network_id=books.network.pk, today=FEBRUARY)
        lines = todo_lines(network_id=books.network.pk, waits_for=OFFICE, today=FEBRUARY)
    assert [(row.party.name, row.missing) for row in waiting] == [("B", ("mandate",))]
    assert [line.kind for line in lines] == ["waiting_supply"]
    assert issued(books) == []
    assert a.name == "A"


def test_buyer_without_address_is_named_as_what_waits(books: Books) -> None:
    a = mandated(books.network, name="A", facts=replace(COMPANY, street=""))
    b = mandated(books.network, name="B")
    c = mandated(books.network, name="C", facts=None)
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    hold(books.network, on=JANUARY, pays=[(c, 200)], earns=[(b, 200)])

    close(books.network, "2026-01")

    with network_scope(books.network.pk):
        waiting = waiting_supplies(network_id=books.network.pk, today=FEBRUARY)
    assert [(row.party.name, row.missing) for row in waiting] == [
        ("B", ("counterparty_address",)),
        ("B", ("counterparty_facts",)),
        ("C", ("facts",)),
    ]


def test_preview_says_what_the_broker_close_then_does(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B")
    d = a_party(books.network, name="D", facts=ASSOCIATION)
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 150)])
    hold(books.network, on=JANUARY, pays=[(b, 100)], earns=[(d, 100)])
    with network_scope(books.network.pk):
        preview = preview_close(network_id=books.network.pk, month=Month(2026, 1), today=FEBRUARY)

    close(books.network, "2026-01")

    planned = sorted((row.party.name, str(row.kind), row.base_cents, row.vat_cents) for row in preview.documents)
    assert planned == sorted((row[2], row[0], row[4], row[5]) for row in issued(books))


def test_both_sides_see_what_a_brokered_session_means(books: Books) -> None:
    a, b = mandated(books.network, name="A"), mandated(books.network, name="B", facts=SMALL)

    with network_scope(books.network.pk):
        common = {"network_id": books.network.pk, "on": JANUARY}
        paying = consequence_for(
            side="recipient", party_id=a.pk, coins=200, counterparty_id=b.pk, brokered_coins=150, **common
        )
        earning = consequence_for(side="provider", party_id=b.pk, coins=150, counterparty_id=a.pk, **common)

    # Without VAT from a small enterprise; the operator's own half coin carries 21 %.
    assert (paying.base_cents, paying.vat_cents, paying.document_kind) == (100_00, 5_25, "invoice_380")
    assert (earning.base_cents, earning.vat_cents, earning.document_kind) == (75_00, 0, "invoice_380")
