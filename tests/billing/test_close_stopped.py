"""What a close could not issue: on whose list it waits, and how it is issued after all."""

from datetime import date

import pytest
from django.utils.translation import override

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants, waiting_supplies
from kennisruil.billing.queries.todo import todo_lines
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.closing import JANUARY, run_close, two_parties
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db


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
            "Le document pour A n’a pas été établi : Ce type de facture relève d’un autre profil.",
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
