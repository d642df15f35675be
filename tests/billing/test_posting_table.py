"""The posting table walked whole in the database: the books say what the table says, and the laws hold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants, lots_of, open_euro_of, prepaid_of
from kennisruil.billing.rules.postings import KindWithoutRow
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.ledger.queries import balance
from kennisruil.network.models import Network, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 15)
LATER = date(2026, 2, 20)


@dataclass
class Books:
    """A network under test, read as an accountant does."""

    network: Network

    def balances(self) -> dict[str, int]:
        """Give cents per account, leaving out what is nil; parties are added together."""
        with network_scope(self.network.pk):
            found: dict[str, int] = {}
            for line in JournalLine.objects.order_by("role", "pk"):
                found[line.role] = found.get(line.role, 0) + line.cents
            return {role: cents for role, cents in found.items() if cents}

    def lots(self, party: Party) -> list[tuple[int, int]]:
        with network_scope(self.network.pk):
            return [(lot.coins, lot.cents) for lot in lots_of(network_id=self.network.pk, party_id=party.pk)]

    def open(self, party: Party) -> tuple[int, int]:
        """Give open VAT and open base of a party."""
        with network_scope(self.network.pk):
            rows = open_euro_of(network_id=self.network.pk, party_id=party.pk)
        return sum(row.vat_cents for row in rows), sum(row.base_cents for row in rows)

    def documents(self) -> list[tuple[str, int, int]]:
        with network_scope(self.network.pk):
            rows = Document.objects.filter(state="issued").order_by("kind", "number", "pk")
            return list(rows.values_list("kind", "base_cents", "vat_cents"))

    def assert_sound(self) -> None:
        with network_scope(self.network.pk):
            every = invariants(network_id=self.network.pk) + book_invariants(network_id=self.network.pk)
        assert [each for each in every if not each.holds] == []


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    found = Books(a_network())
    yield found
    found.assert_sound()


def company(books: Books, name: str = "A") -> Party:
    return a_party(books.network, name=name, facts=COMPANY)


def own(books: Books, party: Party, today: date = LATER) -> dict[str, object]:
    """Give the arguments every action about a party takes."""
    return {
        "network_id": books.network.pk,
        "id": new_id(at=at_noon(today)),
        "party_id": party.pk,
        "by": BY,
        "at": at_noon(today),
        "today": today,
    }


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


@pytest.mark.parametrize(("way", "account"), [("paid_out", "bank"), ("given_away", "other_income")])
def test_leaving_with_a_credit(books: Books, way: str, account: str) -> None:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")

    letters = actions.leave(**own(books, b), way=way)

    assert [letter.kind for letter in letters] == ["letter"]
    assert books.balances()[account] == -100_00
    assert books.balances().get("coin_liability", 0) == 0
    assert books.lots(b) == []


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
        actions.pay_out(**own(books, b), coins=201)

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
