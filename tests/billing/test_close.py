"""The month close: who stops it, what it makes, that it is made once, early runs and late supplies."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from kennisruil.billing import actions
from kennisruil.billing.models import CloseRun, Document, Statement
from kennisruil.billing.queries import (
    digest,
    invariants,
    months_overview,
    preview_close,
    statement_for,
    waiting_supplies,
)
from kennisruil.billing.queries.todo import todo_lines
from kennisruil.billing.rules.close import Colour, Objection, Run, close_objections
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.ledger.models import PeriodLock
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Network, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import File, Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db
JANUARY, MARCH = Month(2026, 1), Month(2026, 3)


def two_parties(network: Network) -> tuple[Party, Party]:
    association = replace(ASSOCIATION, email="b@vzw.example")
    return a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=association)


def run_close(network: Network, month: Month, today: date) -> actions.CloseResult:
    return actions.close_month(network_id=network.pk, month=month, today=today, by=BY, at=at_noon(today))


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


def test_supply_without_agreement_or_facts_waits_on_a_visible_list() -> None:
    network = a_network()
    a = a_party(network, name="A", facts=COMPANY)
    b = a_party(network, name="B", facts=COMPANY, agreed=False)
    c = a_party(network, name="C", facts=None)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    hold(network, on=date(2026, 1, 16), pays=[(a, 200)], earns=[(c, 200)])

    run_close(network, JANUARY, date(2026, 2, 3))

    with network_scope(network.pk):
        waiting = waiting_supplies(network_id=network.pk, today=date(2026, 2, 3))
        assert [(row.party.name, row.missing) for row in waiting] == [("B", ("agreement",)), ("C", ("facts",))]
        lines = todo_lines(network_id=network.pk, waits_for=OFFICE, today=date(2026, 2, 3))
        assert [line.kind for line in lines] == ["waiting_supply", "waiting_supply"]
        assert [each for each in invariants(network_id=network.pk) if not each.holds] == []
    with network_scope(network.pk):
        network_actions.change_facts(
            network_id=network.pk,
            party_id=c.pk,
            holds_from=date(2026, 1, 1),
            facts=ASSOCIATION,
            by=BY,
            at=at_noon(date(2026, 2, 20)),
        )
    close(network, "2026-02")
    with network_scope(network.pk):
        note = Document.objects.get(kind="settlement_note")
    assert (note.party_id, note.is_late, note.month_on) == (c.pk, True, date(2026, 1, 1))


def test_refused_draft_goes_to_the_office_and_is_drawn_again() -> None:
    network = a_network()
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01", accept=False)
    day = date(2026, 2, 5)
    with network_scope(network.pk):
        draft = Document.objects.get(kind="self_billed_389")

    actions.refuse_document(network_id=network.pk, document_id=draft.pk, reason="three hours", by=BY, at=at_noon(day))
    with network_scope(network.pk):
        lines = todo_lines(network_id=network.pk, waits_for=OFFICE, today=day)
        assert [line.kind for line in lines] == ["stopped_document"]
    with pytest.raises(actions.NotADraft):
        actions.accept_document(network_id=network.pk, document_id=draft.pk, by=BY, at=at_noon(day), today=day)
    (again,) = actions.draw_again(network_id=network.pk, document_id=draft.pk, by=BY, at=at_noon(day), today=day)

    accepted = actions.accept_document(network_id=network.pk, document_id=again.pk, by=BY, at=at_noon(day), today=day)
    assert (accepted.state, accepted.number) == ("issued", "P2026-3-00001")


def test_document_that_does_not_pass_keeps_no_number_until_the_rule_is_mended() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    rows = [row for row in shipped_data("treatments") if row["side"] == "recipient"]
    wrong = [row | {"profile": "self_billing", "holds_from": "2026-01-01"} for row in rows]
    decide(network, {"treatments": wrong}, holds_from=date(2026, 1, 1))

    close(network, "2026-01")

    day = date(2026, 2, 5)
    with network_scope(network.pk):
        failed = Document.objects.get(state="failed")
        lines = todo_lines(network_id=network.pk, waits_for=OFFICE, today=day)
        assert [line.kind for line in lines] == ["stopped_document"]
        said = []
        for language in ("nl", "fr", "en"):
            with override(language):
                said += [line.text for line in todo_lines(network_id=network.pk, waits_for=OFFICE, today=day)]
        assert said == [
            "Het document voor A is niet uitgereikt: Deze soort factuur hoort in een ander profiel.",
            "Le document pour A n’a pas été établi : Ce type de facture relève d’un autre profil.",
            "The document for A was not issued: This kind of invoice belongs in another profile.",
        ]
        assert [each for each in invariants(network_id=network.pk) if not each.holds] == []
    assert (failed.kind, failed.number, failed.series_number, failed.xml_id) == ("invoice_380", "", None, None)
    assert [finding["rule"] for finding in failed.findings] == ["PEPPOL-EN16931-P0100"]
    decide(network, {}, holds_from=date(2026, 2, 4))
    (mended,) = actions.draw_again(network_id=network.pk, document_id=failed.pk, by=BY, at=at_noon(day), today=day)
    assert (mended.state, mended.number) == ("issued", "F2026-00001")


def decide(network: Network, rule_book: dict[str, object], *, holds_from: date) -> None:
    """Lay rows over the shipped rule book from a day on."""
    with network_scope(network.pk):
        network_actions.change_setting(
            network_id=network.pk,
            key="billing.rule_book",
            value=rule_book,
            holds_from=holds_from,
            by=BY,
            at=at_noon(holds_from),
        )


def test_months_turn_amber_and_red_until_they_are_closed() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    with network_scope(network.pk):
        seen = [months_overview(network_id=network.pk, today=date(2026, 2, day))[0].colour for day in (9, 10, 15)]
    close(network, "2026-01", on=date(2026, 2, 16))

    assert seen == [Colour.GREEN, Colour.AMBER, Colour.RED]
    with network_scope(network.pk):
        (row,) = months_overview(network_id=network.pk, today=date(2026, 2, 17))
    assert (row.colour, row.sides, row.undocumented, row.closed_on) == (Colour.CLOSED, 2, 0, date(2026, 2, 16))


def test_preview_says_what_the_close_then_does() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    with network_scope(network.pk):
        preview = preview_close(network_id=network.pk, month=JANUARY, today=date(2026, 2, 3))
    run_close(network, JANUARY, date(2026, 2, 3))

    planned = [(row.kind, row.base_cents, row.vat_cents) for row in preview.documents]
    with network_scope(network.pk):
        rows = Document.objects.order_by("party__number", "pk").values_list("kind", "base_cents", "vat_cents")
        assert list(rows) == planned
        assert Statement.objects.count() == preview.statements
    assert preview.totals == (("invoice_380", "S", 2100, 100_00, 21_00),)
    assert (preview.waiting, preview.objections, preview.run) == ((), (), Run.FINAL)


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


def test_preview_names_who_lacks_an_agreement_an_address_or_an_account_number_and_the_dates() -> None:
    network = a_network()
    a = a_party(network, name="A", facts=COMPANY)
    b = a_party(network, name="B", facts=COMPANY, agreed=False)
    c = a_party(network, name="C", facts=replace(COMPANY, iban=""))
    d = a_party(network, name="D", facts=replace(COMPANY, street=""))
    for day, gives in enumerate((b, c, d), start=10):
        hold(network, on=date(2026, 1, day), pays=[(a, 100)], earns=[(gives, 100)])

    with network_scope(network.pk):
        preview = preview_close(network_id=network.pk, month=JANUARY, today=date(2026, 2, 3))

    assert [(row.party.name, row.lacks, row.waits) for row in preview.lacking] == [
        ("B", ("agreement",), True),
        ("C", ("iban",), False),
        ("D", ("address",), True),
    ]
    dates = preview.deadlines
    assert (dates.accept_on, dates.vat_due_on) == (date(2026, 2, 10), date(2026, 3, 5))
    assert (dates.amber_on, dates.red_on) == (date(2026, 2, 10), date(2026, 2, 15))


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
    assert heard == [(step, done, 2) for step in steps for done in (0, 2)]
    with network_scope(network.pk):
        run = CloseRun.objects.get()
    assert (run.step, run.step_done, run.step_total, run.finished_at) == ("done", 2, 2, at_noon(date(2026, 2, 3)))
