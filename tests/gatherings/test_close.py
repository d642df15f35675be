"""A month with gatherings in it: what keeps it open, and which documents its close makes."""

from datetime import date

import pytest

from kennisruil.billing import actions as billing
from kennisruil.billing import queries as euro
from kennisruil.billing.actions.close import HasObjections
from kennisruil.billing.models import Document
from kennisruil.gatherings import actions
from kennisruil.network.models import Network
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.factories import at_noon
from tests.factories import AT, BY, a_network
from tests.gatherings.factories import AFTER, DAY, a_card, a_gathering, an_offer, enrol, hold, people

pytestmark = pytest.mark.django_db
JANUARY = Month(2026, 1)
CLOSED_ON = date(2026, 2, 3)


def _close(network: Network) -> billing.CloseResult:
    return billing.close_month(network_id=network.pk, month=JANUARY, today=CLOSED_ON, by=BY, at=at_noon(CLOSED_ON))


def test_close_documents_every_kind_of_gathering_and_an_article() -> None:
    network = a_network()
    with network_scope(network.pk):
        a_card(network)
        giver, first, second = people(network)
        office = a_gathering(network)
        member = a_gathering(network, item_code="workshop", giver=giver)
        panel = a_gathering(network, item_code="feedback_panel")
        hold(office, enrol(office, first))
        hold(member, enrol(member, first), enrol(member, second))
        hold(panel, enrol(panel, second))
        offered = an_offer(second)
        actions.accept_contribution(
            network_id=network.pk, contribution_id=offered.pk, performed_on=DAY, by=BY, at=AFTER
        )

    _close(network)

    with network_scope(network.pk):
        rows = Document.objects.order_by("party__number", "kind", "pk")
        found = [(row.party_id, row.kind, row.state, row.base_cents, row.vat_cents) for row in rows]
        broken = [law.name for law in euro.invariants(network_id=network.pk) if not law.holds]
    assert found == [
        (giver.party.pk, "self_billed_389", "draft", 200_00, 42_00),
        (first.party.pk, "invoice_380", "issued", 75_00, 15_75),
        (second.party.pk, "invoice_380", "issued", 25_00, 5_25),
        (second.party.pk, "letter", "issued", 50_00, 0),
        (second.party.pk, "self_billed_389", "draft", 100_00, 21_00),
    ]
    assert broken == []


def test_a_month_waits_for_the_list_of_who_came() -> None:
    network = a_network()
    with network_scope(network.pk):
        a_card(network)
        [person] = people(network, 1)
        gathering = a_gathering(network)
        enrol(gathering, person)

    with pytest.raises(HasObjections) as refused:
        _close(network)

    assert [(one.kind, one.id, one.since_on) for one in refused.value.objections] == [("gathering", gathering.pk, DAY)]
    with network_scope(network.pk):
        assert Document.objects.count() == 0
        actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AT)
    assert not _close(network).was_closed
