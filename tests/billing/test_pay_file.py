"""The file for the bank, and the bank's file that comes back: what closes an order, what waits for somebody."""

import pytest
from lxml import etree

from kennisruil.billing import actions
from kennisruil.billing.actions.bank_booking import undo_line
from kennisruil.billing.bank.transfers import VERSIONS, NotAPaymentFile, Transfer, schema_of, write_transfers
from kennisruil.billing.models import BankLine, Payment
from kennisruil.billing.queries import invariants
from kennisruil.billing.queries.pay_batches import owed_parties
from kennisruil.billing.rules.paying import message_for
from kennisruil.network.actions import change_setting
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, camt, coda
from tests.billing.factories import BY, at_noon
from tests.billing.pay_world import ON, approve, bring_in, file_of, prepare, states
from tests.billing.web_world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("version", [VERSIONS[1], pytest.param(VERSIONS[0], marks=pytest.mark.slow)])
def test_file_passes_the_schema_and_says_what_was_approved(world: World, version: str) -> None:
    with network_scope(world.network.pk):
        change_setting(
            network_id=world.network.pk, key="paying.version", value=version, holds_from=ON, by=BY, at=at_noon(ON)
        )

    prepared = prepare(world)
    content = file_of(world, approve(world, prepared))

    root = etree.fromstring(content)
    schema_of(version).assertValid(root)
    texts = {name: [node.text for node in root.iter(f"{{*}}{name}")] for name in ("EndToEndId", "InstdAmt", "CtrlSum")}
    assert texts == {
        "EndToEndId": [prepared.orders[0].end_to_end],
        "InstdAmt": ["21.00"],
        "CtrlSum": ["21.00", "21.00"],
    }


def test_same_batch_gives_the_same_bytes() -> None:
    transfer = Transfer(name="Zoë & Zn <b>", iban="BE71096123456769", cents=5, end_to_end="KR1", message="btw é")
    values = {"message_id": "KR1", "made_at": at_noon(ON), "pay_on": ON, "name": "Hub", "iban": "BE68539007547034"}

    first, second = (
        write_transfers(transfers=[transfer], version=VERSIONS[1], **values)  # type: ignore[arg-type]  # values of the test
        for _ in range(2)
    )

    assert first == second
    assert b"0.05" in first


def test_what_does_not_fit_the_schema_is_no_payment_file() -> None:
    transfer = Transfer(name="A", iban="geen rekening", cents=5, end_to_end="KR1", message="x")

    with pytest.raises(NotAPaymentFile):
        write_transfers(
            message_id="KR1",
            made_at=at_noon(ON),
            pay_on=ON,
            name="Hub",
            iban="BE68539007547034",
            transfers=[transfer],
            version=VERSIONS[0],
        )


@pytest.mark.parametrize("write", [camt, pytest.param(coda, marks=pytest.mark.slow)])
def test_file_that_comes_back_closes_the_batch(world: World, write: object) -> None:
    prepared = prepare(world)
    approve(world, prepared)
    order = prepared.orders[0]
    told = Told(cents=-order.cents, end_to_end=order.end_to_end, message="x", name=order.name)

    bring_in(world, write([told]))  # type: ignore[operator]  # a function in the parameters

    assert states(world) == [("paid", "closed")]
    with network_scope(world.network.pk):
        assert (Payment.objects.get().cents, BankLine.objects.get().reason) == (-2100, "order")
        assert owed_parties(network_id=world.network.pk, on=ON) == []
        assert [each for each in invariants(network_id=world.network.pk) if not each.holds] == []


@pytest.mark.parametrize(
    ("cents", "approved", "reason"),
    [(-2000, True, "order_differs"), (2100, True, "returned"), (-2100, False, "order_not_open")],
)
def test_line_that_is_not_the_order_waits_for_somebody(world: World, cents: int, approved: bool, reason: str) -> None:
    prepared = prepare(world)
    if approved:
        approve(world, prepared)

    bring_in(world, coda([Told(cents=cents, end_to_end=prepared.orders[0].end_to_end, message="x")]))

    with network_scope(world.network.pk):
        assert BankLine.objects.values_list("state", "reason").get() == ("left", reason)
        assert not Payment.objects.exists()


def test_undone_line_lets_its_order_and_batch_wait_again(world: World) -> None:
    prepared = prepare(world)
    approve(world, prepared)
    bring_in(world, coda([Told(cents=-2100, end_to_end=prepared.orders[0].end_to_end, message="x")]))

    with network_scope(world.network.pk):
        line = BankLine.objects.get()
        undo_line(network_id=world.network.pk, line_id=line.pk, by=BY, at=at_noon(ON), today=ON)
        assert [each for each in invariants(network_id=world.network.pk) if not each.holds] == []

    assert states(world) == [("waiting", "approved")]


def test_what_is_promised_is_not_set_off_meanwhile(world: World) -> None:
    prepared = prepare(world)
    approve(world, prepared)
    with network_scope(world.network.pk):
        actions.record_opening_balance(
            network_id=world.network.pk,
            id=new_id(),
            party_id=world.giving.pk,
            coins=-100,
            cents=5000,
            vat_cents=1050,
            on=ON,
            by=BY,
            at=at_noon(ON),
            today=ON,
        )
        actions.leave(
            network_id=world.network.pk, id=new_id(), party_id=world.giving.pk, by=BY, at=at_noon(ON), today=ON
        )

    bring_in(world, coda([Told(cents=-2100, end_to_end=prepared.orders[0].end_to_end, message="x")]))

    assert states(world) == [("paid", "closed")]


def test_message_names_as_many_documents_as_fit() -> None:
    text = message_for(network="Hub", numbers=[f"ZF-2026-{number:04d}" for number in range(40)])

    assert text.startswith("Hub ZF-2026-0000 ZF-2026-0001") and len(text) <= 140
