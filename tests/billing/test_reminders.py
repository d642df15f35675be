"""Reminders: of what is due only, in three polite steps, kept, held back; the kinder one apart."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Document, GivingReminder, PaymentReminder
from kennisruil.billing.queries.reminder_todo import reminder_todo
from kennisruil.billing.queries.reminders import due_reminders
from kennisruil.billing.rules.reminders import Pace
from kennisruil.network.models import Party
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.billing.books import JANUARY, Books, books, company, own
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import PERSON, a_party

pytestmark = pytest.mark.django_db
__all__ = ["books"]

# January is closed on 3 February; its VAT is due thirty days later, its base after a year.
VAT_DUE = date(2026, 3, 5)
BASE_DUE = date(2027, 2, 3)


def test_three_steps_for_vat_that_is_due_and_no_fourth(books: Books) -> None:
    a, _ = _january(books)

    told = [_remind(books, VAT_DUE + timedelta(days=days)) for days in (0, 6, 7, 8, 20, 21, 41, 42, 43, 200)]

    assert told == [0, 0, 1, 0, 0, 1, 0, 1, 0, 0]
    with network_scope(books.network.pk):
        kept = list(PaymentReminder.objects.order_by("step").values_list("party_id", "step", "cents", "due_on"))
    assert kept == [(a.pk, step, 21_00, VAT_DUE) for step in (1, 2, 3)]
    subjects = _subjects(books)
    assert len(set(subjects)) == 3


def test_mail_says_what_is_due_and_how_to_pay_it_without_the_base(books: Books) -> None:
    _january(books)

    _remind(books, VAT_DUE + timedelta(days=7))

    with network_scope(books.network.pk):
        number = Document.objects.get(kind="invoice_380").number
        (mail,) = Mail.objects.filter(key__startswith="reminder:")
    assert (mail.to, mail.language) == ("facturen@bedrijf.example", "nl")
    assert number in mail.text
    assert "€ 21,00" in mail.text.replace("\xa0", " ")
    assert "100,00" not in mail.text
    assert "+++" in mail.text


def test_base_is_asked_only_after_its_day_and_only_what_is_not_given_back(books: Books) -> None:
    a, b = _january(books)
    actions.record_payment(**own(books, a, date(2026, 2, 20)), cents=21_00, paid_on=date(2026, 2, 20))
    hold(books.network, on=date(2027, 2, 4), pays=[(b, 150)], earns=[(a, 150)])

    before = _remind(books, BASE_DUE)
    after = _remind(books, BASE_DUE + timedelta(days=7))

    # 1.5 of the 2 coins are given back already, though that has no document yet: 0.50 coin, EUR 25, is left.
    assert (before, after) == (0, 1)
    with network_scope(books.network.pk):
        assert list(PaymentReminder.objects.values_list("cents", "claim__part")) == [(25_00, "base")]


def test_what_the_network_owes_comes_off_first(books: Books) -> None:
    a, b = _january(books)
    hold(books.network, on=date(2026, 2, 10), pays=[(b, 200)], earns=[(a, 200)])
    close(books.network, "2026-02")

    told = _remind(books, VAT_DUE + timedelta(days=60))

    assert told == 0
    assert books.open(a) == (0, 0)


def test_office_holds_one_document_or_a_party_back_and_lets_go(books: Books) -> None:
    a, _ = _january(books)
    on = VAT_DUE + timedelta(days=7)
    with network_scope(books.network.pk):
        document = Document.objects.get(kind="invoice_380")
    hold_back = own(books, a, on)

    hold_row = actions.hold_reminders(**hold_back, reason="they call us", document_id=document.pk)
    held, seen = _remind(books, on), _due(books, on)
    actions.release_reminders(network_id=books.network.pk, hold_id=hold_row.pk, by=BY, at=at_noon(on), today=on)
    released = _remind(books, on)
    until = own(books, a, on)
    actions.hold_reminders(**until, reason="on holiday", until_on=on + timedelta(days=30))
    away, back = (_remind(books, on + timedelta(days=days)) for days in (20, 31))

    assert (held, released, away, back) == (0, 1, 0, 1)
    assert [(each.party, each.hold) for each in seen] == [(a, hold_row)]


def test_several_documents_share_one_mail_in_the_tone_of_the_furthest(books: Books) -> None:
    a, b = _january(books)
    hold(books.network, on=date(2026, 2, 10), pays=[(a, 100)], earns=[(b, 100)])
    close(books.network, "2026-02")

    # January's VAT is due on 5 March, February's on 2 April.
    told = [_remind(books, day) for day in (date(2026, 3, 12), date(2026, 4, 10))]

    with network_scope(books.network.pk):
        kept = list(PaymentReminder.objects.order_by("on", "due_on").values_list("on", "step", "cents"))
    assert told == [1, 1]
    assert kept == [(date(2026, 3, 12), 1, 21_00), (date(2026, 4, 10), 2, 21_00), (date(2026, 4, 10), 1, 10_50)]
    assert len(_subjects(books)) == 2


def test_office_calls_after_the_third_and_where_no_mail_goes(books: Books) -> None:
    a, _ = _january(books)
    silent = a_party(books.network, name="Stil", kind="person", facts=PERSON)
    hold(books.network, on=date(2026, 2, 10), pays=[(silent, 100)], kind="office_workshop")
    close(books.network, "2026-02")
    for days in (7, 21, 42):
        _remind(books, VAT_DUE + timedelta(days=days))

    after = VAT_DUE + timedelta(days=60)
    calls = _calls(books, after)
    actions.hold_reminders(**own(books, a, after), reason="we spoke")

    # The person without a mail address: due on 2 April, nine days before the first step.
    assert calls == [(a.pk, VAT_DUE + timedelta(days=42)), (silent.pk, date(2026, 4, 2))]
    assert _calls(books, after) == calls[1:]
    assert _remind(books, after) == 0


def test_nobody_is_told_to_give_when_nothing_fits(books: Books) -> None:
    _january(books)
    on = date(2026, 9, 1)

    told = actions.send_giving_reminders(network_id=books.network.pk, today=on, by=BY, at=at_noon(on))

    with network_scope(books.network.pk):
        assert (told, GivingReminder.objects.count()) == (0, 0)


def _january(books: Books) -> tuple[Party, Party]:
    a, b = company(books, "A"), company(books, "B")
    hold(books.network, on=JANUARY, pays=[(a, 200)], earns=[(b, 200)])
    close(books.network, "2026-01")
    return a, b


def _remind(books: Books, on: date) -> int:
    return actions.send_payment_reminders(network_id=books.network.pk, today=on, by=BY, at=at_noon(on))


def _due(books: Books, on: date) -> list[object]:
    with network_scope(books.network.pk):
        return list(due_reminders(network_id=books.network.pk, pace=Pace.of({}), today=on))


def _calls(books: Books, on: date) -> list[tuple[UUID, date]]:
    with network_scope(books.network.pk):
        lines = reminder_todo(network_id=books.network.pk, today=on)
    return [(UUID(line.key), line.since_on) for line in lines]


def _subjects(books: Books) -> list[str]:
    with network_scope(books.network.pk):
        rows = Mail.objects.filter(key__startswith="reminder:").order_by("posted_at", "pk")
        return list(rows.values_list("subject", flat=True))
