"""The month close: who stops it, what it makes, that it is made once, early runs and late supplies."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import CloseRun, Document, Statement
from kennisruil.billing.queries import digest, preview_close, statement_for
from kennisruil.billing.rules.close import Objection, Run, close_objections
from kennisruil.ledger.models import PeriodLock
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import File, Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.closing import JANUARY, MARCH, run_close, two_parties
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db


def test_close_makes_documents_statements_mails_and_locks_the_month() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    result = run_close(network, JANUARY, date(2026, 2, 3))

    assert result == actions.CloseResult(month=JANUARY, run=Run.FINAL, documents=2, statements=2, was_closed=False)
    with network_scope(network.pk):
        assert Mail.objects.count() == 4
        assert [lock.period_on for lock in PeriodLock.objects.all()] == [date(2026, 1, 1)]
        view = statement_for(network_id=network.pk, party_id=a.pk, month=JANUARY)
    assert view is not None
    assert (view.opening_coins, view.closing_coins) == (0, -200)
    assert [(line.text, line.counterparty, line.amount_coins, line.document_number) for line in view.lines] == [
        ("Versterkingssessie", "B", -200, "F2026-00001")
    ]
    assert view.payment is not None
    assert view.payment.pay_now_cents == 21_00


def test_mail_carries_its_content_in_the_readers_language() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=replace(COMPANY, language="fr")), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    run_close(network, JANUARY, date(2026, 2, 3))

    with network_scope(network.pk):
        mail = Mail.objects.get(key__startswith="documents:", language="fr")
        document = Document.objects.get(kind="invoice_380")
        files = File.objects.filter(pk__in=mail.attachments).order_by("name")
        names = list(files.values_list("name", flat=True))
    assert "F2026-00001" in mail.text
    assert "21,00" in mail.text
    assert "121,00" in mail.text
    assert mail.attachments[0] == str(document.xml_id)
    assert names == ["F2026-00001.pdf", "F2026-00001.xml"]


def test_draft_is_mailed_with_its_readable_copy() -> None:
    network = a_network()
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    run_close(network, JANUARY, date(2026, 2, 3))

    with network_scope(network.pk):
        draft = Document.objects.get(kind="self_billed_389", state="draft")
        (mail,) = Mail.objects.filter(key__startswith="documents:", about_id=str(b.pk))
        names = list(File.objects.filter(pk__in=mail.attachments).values_list("name", "media_type"))
    assert names == [(f"self_billed_389-{draft.drawn_on}.pdf", "application/pdf")]


def test_second_close_does_nothing() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    run_close(network, JANUARY, date(2026, 2, 3))
    with network_scope(network.pk):
        before = digest(network_id=network.pk)

    result = run_close(network, JANUARY, date(2026, 2, 9))

    with network_scope(network.pk):
        assert digest(network_id=network.pk) == before
    assert result.was_closed


def test_objection_stops_the_close_and_nothing_changes() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    objection = Objection(kind="session", id=new_id(), since_on=date(2026, 1, 20), text="not held yet")

    def object_once(*, network_id: object, month: Month) -> list[Objection]:
        return [objection]

    close_objections.register(object_once)
    try:
        with pytest.raises(actions.HasObjections) as refused:
            run_close(network, JANUARY, date(2026, 2, 3))
    finally:
        close_objections._answers.remove(object_once)

    assert refused.value.objections == (objection,)
    with network_scope(network.pk):
        assert not Document.objects.exists()


def test_too_early_and_out_of_order_are_refused() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    with pytest.raises(actions.TooEarly):
        run_close(network, JANUARY, date(2026, 1, 31))
    with pytest.raises(actions.EarlierMonthOpen) as refused:
        run_close(network, Month(2026, 2), date(2026, 3, 2))

    assert refused.value.month == "2026-01"


def test_first_run_keeps_supplies_of_the_last_day_within_the_quarter() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 3, 30), pays=[(a, 200)], earns=[(b, 200)])

    first = run_close(network, MARCH, date(2026, 3, 31))
    hold(network, on=date(2026, 3, 31), pays=[(a, 100)], earns=[(b, 100)])
    with network_scope(network.pk):
        preview = preview_close(network_id=network.pk, month=MARCH, today=date(2026, 4, 2))
    final = run_close(network, MARCH, date(2026, 4, 2))

    assert (first.run, first.documents, first.statements) == (Run.FIRST, 2, 0)
    assert (final.run, final.documents, final.statements) == (Run.FINAL, 2, 2)
    assert preview.outside_quarter == 2
    with network_scope(network.pk):
        days = Document.objects.filter(kind="invoice_380").order_by("number").values_list("issued_on", "base_cents")
        assert list(days) == [(date(2026, 3, 31), 100_00), (date(2026, 4, 2), 50_00)]


def test_march_confirmed_in_april_is_documented_at_once_and_marked_late() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 3, 10), pays=[(a, 100)], earns=[(b, 100)])
    close(network, "2026-03")
    late = hold(network, on=date(2026, 3, 12), pays=[(a, 200)], earns=[(b, 200)], recorded_on=date(2026, 4, 20))

    documents = actions.document_late_supply(
        network_id=network.pk, supply_id=late.pk, today=date(2026, 4, 20), by=BY, at=at_noon(date(2026, 4, 20))
    )

    assert [(each.kind, each.is_late, each.issued_on, each.month_on) for each in documents] == [
        ("invoice_380", True, date(2026, 4, 20), date(2026, 3, 1)),
        ("settlement_note", True, date(2026, 4, 20), date(2026, 3, 1)),
    ]
    close(network, "2026-04")
    with network_scope(network.pk):
        view = statement_for(network_id=network.pk, party_id=a.pk, month=Month(2026, 4))
    assert view is not None
    assert [(line.on, line.amount_coins) for line in view.lines] == [(date(2026, 3, 12), -200)]


def test_paper_is_made_on_first_request_and_kept() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    run_close(network, JANUARY, date(2026, 2, 3))
    at = at_noon(date(2026, 2, 4))
    with network_scope(network.pk):
        document = Document.objects.get(kind="invoice_380")
        statement = Statement.objects.get(party=a)

    first = actions.paper_of_document(network_id=network.pk, document_id=document.pk, at=at)
    again = actions.paper_of_document(network_id=network.pk, document_id=document.pk, at=at)
    overview = actions.paper_of_statement(network_id=network.pk, statement_id=statement.pk, at=at)

    assert first.pk == again.pk
    assert bytes(first.content[:5]) == bytes(overview.content[:5]) == b"%PDF-"
    assert first.name == "F2026-00001.pdf"


def test_run_keeps_how_far_it_is_for_who_watches() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    heard: list[tuple[str, int, int]] = []

    actions.close_month(
        network_id=network.pk,
        month=JANUARY,
        today=date(2026, 2, 3),
        by=BY,
        at=at_noon(date(2026, 2, 3)),
        progress=lambda step, done, total: heard.append((step, done, total)),
    )

    steps = ("documents", "document_mails", "statements", "statement_mails")
    assert heard == [(step, done, 2) for step in steps for done in (0, 2)] + [("lock", 0, 1), ("lock", 1, 1)]
    with network_scope(network.pk):
        run = CloseRun.objects.get()
    assert (run.step, run.step_done, run.step_total, run.finished_at) == ("done", 2, 2, at_noon(date(2026, 2, 3)))
