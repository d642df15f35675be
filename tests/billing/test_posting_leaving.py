"""Leaving with any balance: the books say what became of it, and nothing in coins is left."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Claim, Statement
from kennisruil.billing.paper.statement import statement_sheet
from kennisruil.billing.rules.frozen import statement_from_dict
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Reference
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, LATER, Books, books, company, own
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import COMPANY, a_party

pytestmark = pytest.mark.django_db
__all__ = ["books"]


def test_credit_is_paid_out_where_the_network_decided_so(books: Books) -> None:
    _, b = _january(books)
    _decide(books, "settlement.pay_out", "yes")

    letters = actions.leave(**own(books, b), way="paid_out")

    # 100 of credit and 21 of VAT: owed until the bank says it was paid.
    assert [letter.kind for letter in letters] == ["letter"]
    assert books.open(b) == (-21_00, -100_00)
    assert books.balances()["suppliers"] == -121_00
    assert (books.lots(b), books.balances().get("coin_liability", 0)) == ([], 0)

    actions.record_payment(**own(books, b), cents=-121_00, paid_on=LATER)

    assert books.open(b) == (0, 0)
    assert books.balances()["bank"] == -121_00


def test_who_leaves_gets_a_final_statement_that_ends_in_nothing(books: Books) -> None:
    b = a_party(books.network, name="B", facts=replace(COMPANY, email="b@mail.example"))
    hold(books.network, on=JANUARY, pays=[(company(books, "A"), 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    _decide(books, "settlement.pay_out", "yes")

    actions.leave(**own(books, b), way="paid_out")
    close(books.network, "2026-02")

    with network_scope(books.network.pk):
        january, last = Statement.objects.filter(party=b).order_by("month_on")
        mails = list(Mail.objects.filter(about_id=str(last.pk)).values_list("subject", "to"))
        view = statement_from_dict(last.content)
    # In the place of the statement of February, which the close leaves out.
    assert (january.until_on, last.until_on, last.run_id) == (None, LATER, None)
    assert [(line.on, line.text, line.balance_coins) for line in view.lines] == [(LATER, "Uitbetaald in euro", 0)]
    assert (view.start_on, view.opening_coins, view.closing_coins) == (date(2026, 2, 1), 200, 0)
    # What the network still pays: VAT of the invoice and the credit, by the number of its letter.
    assert sorted((each.vat_cents, each.base_cents) for each in view.open_euro) == [(-21_00, 0), (0, -100_00)]
    assert [subject for subject, _ in mails] == [f"{books.network.name}: je eindafrekening"]
    assert "Eindafrekening" in statement_sheet(view)["title"]


def test_final_statement_starts_where_nothing_was_told_yet(books: Books) -> None:
    a = company(books, "A")
    hold(books.network, on=JANUARY, pays=[(a, 100)], kind="office_workshop")

    actions.leave(**own(books, a), way="written_off", reason="moved")

    with network_scope(books.network.pk):
        view = statement_from_dict(Statement.objects.get(party=a).content)
    assert (view.start_on, [line.balance_coins for line in view.lines]) == (date(2026, 1, 1), [-100, 0])


def test_credit_is_not_paid_out_unless_decided(books: Books) -> None:
    _, b = _january(books)

    with pytest.raises(actions.PayOutNotAllowed):
        actions.leave(**own(books, b), way="paid_out")

    assert books.lots(b) == [(200, 100_00)]


def test_credit_goes_to_the_network(books: Books) -> None:
    _, b = _january(books)

    actions.leave(**own(books, b), way="given_away")

    assert books.balances()["other_income"] == -100_00
    assert (books.lots(b), books.balances().get("coin_liability", 0)) == ([], 0)


def test_credit_goes_to_another_party_and_closes_what_that_one_has_to_give(books: Books) -> None:
    a, b = _january(books)

    actions.leave(**own(books, b), way="given_away", to_party_id=a.pk)

    assert books.lots(a) == books.lots(b) == []
    assert books.open(a) == (21_00, 0)


def test_what_is_still_to_give_is_paid_for(books: Books) -> None:
    a, _ = _january(books)

    documents = actions.leave(**own(books, a), way="paid", paid_cents=121_00, paid_on=LATER)

    assert [each.kind for each in documents] == ["receipt"]
    assert (books.open(a), books.lots(a)) == ((0, 0), [])
    assert books.balances()["bank"] == 121_00


def test_paying_too_little_changes_nothing(books: Books) -> None:
    a, _ = _january(books)

    with pytest.raises(actions.StillToGive) as refused:
        actions.leave(**own(books, a), way="paid", paid_cents=120_00, paid_on=LATER)

    assert refused.value.left == 2
    assert (books.open(a), books.lots(a)) == ((21_00, 100_00), [(-200, 100_00)])


def test_a_part_is_paid_and_the_rest_written_off(books: Books) -> None:
    a, _ = _january(books)

    documents = actions.leave(
        **own(books, a), way="written_off", paid_cents=60_50, paid_on=LATER, reason="stopped trading"
    )

    assert sorted(each.kind for each in documents) == ["letter", "receipt"]
    assert (books.open(a), books.lots(a)) == ((0, 0), [])
    assert (books.balances()["bank"], books.balances()["write_off"]) == (60_50, 60_50)


def test_vat_stays_open_or_is_let_off(books: Books) -> None:
    a, _ = _january(books)
    c = company(books, "C")
    hold(books.network, on=date(2026, 2, 3), pays=[(c, 200)])
    close(books.network, "2026-02")
    march = date(2026, 3, 20)

    actions.leave(**own(books, a, march), way="written_off", reason="bankrupt")
    letters = actions.leave(**own(books, c, march), way="written_off", reason="bankrupt", lets_vat_off=True)

    assert books.open(a) == (21_00, 0)
    assert books.open(c) == (0, 0)
    assert [(letter.kind, letter.base_cents) for letter in letters] == [("letter", 100_00), ("letter", 0)]
    assert (books.balances()["write_off"], books.balances()["vat_due"]) == (221_00, -42_00)


def test_one_document_is_written_off_before_an_older_one(books: Books) -> None:
    a, b = _january(books)
    hold(books.network, on=date(2026, 2, 3), pays=[(a, 100)], earns=[(b, 100)])
    close(books.network, "2026-02")
    with network_scope(books.network.pk):
        second = Claim.objects.get(party=a, part="base", cents=50_00).document_id
    march = date(2026, 3, 20)

    movement = actions.write_off(**own(books, a, march), reason="a poor session", document_id=second)
    letter = actions.write_off_vat(**own(books, a, march), reason="a poor session", document_id=second)

    assert (movement.coins, movement.cents) == (100, 50_00)
    assert letter.kind == "letter"
    assert books.lots(a) == [(-200, 100_00)]
    assert books.open(a) == (21_00, 100_00)


def test_coins_held_for_a_session_keep_a_party_until_it_is_settled(books: Books) -> None:
    _, b = _january(books)
    with network_scope(books.network.pk):
        assert b.account_id
        ledger.reserve(
            network_id=books.network.pk,
            id=new_id(at=at_noon(LATER)),
            account_id=b.account_id,
            amount=100,
            expires_at=None,
            request_id=new_id(at=at_noon(LATER)),
            by=BY,
            at=at_noon(LATER),
            reference=Reference("session", new_id(at=at_noon(LATER))),
        )

    with pytest.raises(actions.CoinsReserved):
        actions.leave(**own(books, b))

    assert books.lots(b) == [(200, 100_00)]


def _january(books: Books) -> tuple[Party, Party]:
    """A received two coins from B in January; both have their documents."""
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    return a, b


def _decide(books: Books, key: str, value: object) -> None:
    change_setting(
        network_id=books.network.pk,
        key=key,
        value=value,
        holds_from=date(2026, 1, 1),
        by=BY,
        at=at_noon(JANUARY),
    )
