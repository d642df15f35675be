"""What the database itself refuses, whoever asks: changed documents, lots closed twice, rows outside an action."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, InternalError, transaction

from kennisruil.billing import actions
from kennisruil.billing.models import Claim, Document, Lot, LotClosing, Movement, Supply
from kennisruil.network.models import Network, Party
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import a_network, a_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(db: None) -> tuple[Network, Party, Party]:
    network = a_network()
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")
    return network, a, b


def test_issued_document_cannot_be_changed(closed: tuple[Network, Party, Party]) -> None:
    with network_scope(closed[0].pk), pytest.raises((Error, InternalError)), transaction.atomic():
        Document.objects.filter(state="issued").update(base_cents=1)


def test_claim_cannot_be_settled_beyond_itself(closed: tuple[Network, Party, Party]) -> None:
    with network_scope(closed[0].pk), pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(part="vat").update(settled_cents=99_999)


def test_lot_cannot_be_closed_further_than_it_goes(closed: tuple[Network, Party, Party]) -> None:
    network, a, _ = closed
    with action("test.damage", network_id=network.pk, by=BY, at=at_noon(date(2026, 2, 20))):
        lot, movement = Lot.objects.get(party=a), Movement.objects.get(party=a)
        with pytest.raises(IntegrityError), transaction.atomic():
            LotClosing.objects.create(
                id=new_id(),
                network_id=network.pk,
                lot=lot,
                movement=movement,
                party=a,
                coins=201,
                lot_cents=0,
                movement_cents=0,
            )


def test_movement_outside_an_action_is_refused(closed: tuple[Network, Party, Party]) -> None:
    network = closed[0]
    with network_scope(network.pk), pytest.raises(IntegrityError), transaction.atomic():
        Supply.objects.create(
            id=new_id(),
            network_id=network.pk,
            ref_kind="session",
            ref_id=new_id(),
            kind="session",
            performed_on=date(2026, 2, 1),
            text="x",
            recorded_at=at_noon(date(2026, 2, 1)),
        )


def test_every_row_names_the_action_it_was_written_in(closed: tuple[Network, Party, Party]) -> None:
    with network_scope(closed[0].pk):
        names = set(Action.objects.filter(pk__in=Document.objects.values("action_id")).values_list("name", flat=True))

    assert names == {"billing.draw_documents"}


def test_supply_recorded_twice_is_one_supply(closed: tuple[Network, Party, Party]) -> None:
    network, a, _ = closed
    arguments = {
        "network_id": network.pk,
        "id": derived_id("twice"),
        "ref": ("session", derived_id("session")),
        "kind": "office_workshop",
        "performed_on": date(2026, 2, 10),
        "text": "Workshop",
        "sides": [actions.Side(side="recipient", party_id=a.pk, coins=50, base_cents=25_00)],
        "by": BY,
        "at": at_noon(date(2026, 2, 10)),
    }

    first, again = actions.record_supply(**arguments), actions.record_supply(**arguments)

    with network_scope(network.pk):
        assert first == again
        assert Movement.objects.filter(supply=first).count() == 1


def test_documents_of_another_network_stay_out_of_sight(closed: tuple[Network, Party, Party]) -> None:
    other = a_network()

    with network_scope(other.pk):
        assert not Document.objects.exists()
        assert not Lot.objects.exists()
