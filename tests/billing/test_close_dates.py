"""Three dates of a supply: performed, issued, chargeable; both documents of one supply in one VAT period."""

from datetime import date, timedelta

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Network
from kennisruil.network.queries import terms_text
from kennisruil.shared.models import File
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db
MARCH = Month(2026, 3)
LAST_DAY = date(2026, 3, 31)


def dates_of(network: Network) -> list[tuple[str, str, date | None, date | None]]:
    with network_scope(network.pk):
        rows = Document.objects.exclude(state="withdrawn").order_by("kind", "drawn_on", "chargeable_on", "pk")
        return list(rows.values_list("kind", "state", "issued_on", "chargeable_on"))


def test_draft_of_the_first_run_accepted_in_the_next_quarter_keeps_the_vat_period_of_its_invoice() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=LAST_DAY, pays=[(a, 200)], earns=[(b, 200)])
    actions.close_month(network_id=network.pk, month=MARCH, today=LAST_DAY, by=BY, at=at_noon(LAST_DAY))
    waiting = dates_of(network)

    accepted_on = LAST_DAY + timedelta(days=7)
    with network_scope(network.pk):
        actions.accept_due_drafts(network_id=network.pk, today=accepted_on, by=BY, at=at_noon(accepted_on))

    assert waiting == [
        ("invoice_380", "issued", LAST_DAY, LAST_DAY),
        ("self_billed_389", "draft", None, LAST_DAY),
    ]
    assert dates_of(network) == [
        ("invoice_380", "issued", LAST_DAY, LAST_DAY),
        ("self_billed_389", "issued", accepted_on, LAST_DAY),
    ]
    with network_scope(network.pk):
        self_billed = Document.objects.get(kind="self_billed_389")
        xml = bytes(File.objects.get(pk=self_billed.xml_id).content)
        assert [each for each in invariants(network_id=network.pk) if not each.holds] == []
    assert b"<cbc:IssueDate>2026-04-07</cbc:IssueDate>" in xml
    assert b"<cbc:TaxPointDate>2026-03-31</cbc:TaxPointDate>" in xml


def test_provider_who_agrees_months_later_gets_a_document_in_the_period_of_the_invoice() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY, agreed=False)
    hold(network, on=LAST_DAY, pays=[(a, 200)], earns=[(b, 200)])
    actions.close_month(network_id=network.pk, month=MARCH, today=LAST_DAY, by=BY, at=at_noon(LAST_DAY))
    close(network, "2026-03")
    agreed_on = date(2026, 5, 20)
    with network_scope(network.pk):
        text = terms_text(network_id=network.pk, kind="self_billing", language="nl", on=agreed_on)
        network_actions.agree(
            network_id=network.pk,
            party_id=b.pk,
            kind="self_billing",
            version=text.version,
            on=agreed_on,
            by=BY,
            at=at_noon(agreed_on),
        )
    hold(network, on=date(2026, 5, 21), pays=[(a, 100)], earns=[(b, 100)])

    close(network, "2026-05")

    found = [(kind, issued, taxed) for kind, _state, issued, taxed in dates_of(network)]
    assert found == [
        ("invoice_380", LAST_DAY, LAST_DAY),
        ("invoice_380", date(2026, 6, 3), date(2026, 6, 3)),
        ("self_billed_389", date(2026, 6, 10), LAST_DAY),
        ("self_billed_389", date(2026, 6, 10), date(2026, 6, 3)),
    ]
