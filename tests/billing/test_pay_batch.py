"""What the network owes goes out in one file: after set-off, approved by a second person, closed by the bank's file."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from lxml import etree

from kennisruil.billing import actions
from kennisruil.billing.actions.bank import bring_in_bank_file
from kennisruil.billing.actions.bank_booking import undo_line
from kennisruil.billing.actions.pay_batch import (
    AccountsChanged,
    BatchNotOpen,
    NoAccountOfOurs,
    NothingToPay,
    Prepared,
    SamePerson,
    approve_pay_batch,
    drop_order,
    prepare_pay_batch,
    withdraw_pay_batch,
)
from kennisruil.billing.bank.transfers import VERSIONS, NotAPaymentFile, Transfer, schema_of, write_transfers
from kennisruil.billing.models import BankLine, PayBatch, Payment, PayOrder
from kennisruil.billing.queries import invariants
from kennisruil.billing.queries.pay_batches import owed_parties
from kennisruil.billing.rules.paying import Owed, message_for, sorted_out
from kennisruil.network.actions import change_facts, change_setting
from kennisruil.network.queries import operator_of
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, camt, coda
from tests.billing.factories import BY, at_noon, hold
from tests.billing.web_world import World, a_world

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 20)
ONE, OTHER = Actor.member(new_id()), Actor.member(new_id())


def prepare(world: World, *, by: Actor = ONE, **other: object) -> Prepared:
    with network_scope(world.network.pk):
        return prepare_pay_batch(
            network_id=world.network.pk,
            **{"id": new_id(), "pay_on": ON + timedelta(days=3), "by": by, "at": at_noon(ON), "today": ON} | other,  # type: ignore[arg-type]
        )


def approve(world: World, prepared: Prepared, *, by: Actor = OTHER, **other: bool) -> PayBatch:
    with network_scope(world.network.pk):
        return approve_pay_batch(
            network_id=world.network.pk, batch_id=prepared.batch.pk, by=by, at=at_noon(ON), today=ON, **other
        )


def file_of(world: World, batch: PayBatch) -> bytes:
    with network_scope(world.network.pk):
        return bytes(File.objects.get(pk=batch.file_id).content)


def bring_in(world: World, content: bytes) -> None:
    with network_scope(world.network.pk):
        bring_in_bank_file(network_id=world.network.pk, name="b", content=content, by=BY, at=at_noon(ON), today=ON)


def states(world: World) -> list[tuple[str, str]]:
    with network_scope(world.network.pk):
        return list(PayOrder.objects.order_by("name", "batch__prepared_at", "pk").values_list("state", "batch__state"))


def test_batch_holds_what_is_owed_with_the_account_of_the_day() -> None:
    world = a_world()

    prepared = prepare(world)

    assert [(order.party_id, order.cents, order.iban, order.name) for order in prepared.orders] == [
        (world.giving.pk, 2100, "BE71096123456769", "Maaklab Schelde")
    ]
    assert (prepared.batch.state, prepared.batch.debtor_iban) == ("prepared", "BE68539007547034")


def test_what_a_party_owes_is_set_off_first() -> None:
    world = a_world(sessions=2)
    # Who gave two half days in January received one in February: 42 owed to them, 21 owed by them.
    hold(world.network, on=date(2026, 2, 10), pays=[(world.giving, 200)], earns=[(world.receiving, 200)])
    with network_scope(world.network.pk):
        supply = actions.record_opening_balance(
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
    assert supply.coins == -100

    prepared = prepare(world)

    assert [order.cents for order in prepared.orders] == [4200 - 1050]


def test_minimum_and_missing_accounts_leave_parties_out() -> None:
    parties = [
        Owed(party_id=new_id(), name=name, iban=iban, cents=cents)
        for name, iban, cents in (
            ("A", "BE71096123456769", 499),
            ("B", "BE71096123456769", 500),
            ("C", "", 900),
            ("D", "BE71096123456769", 700),
        )
    ]

    paid, left = sorted_out(parties, minimum_cents=500, chosen=frozenset(each.party_id for each in parties[:3]))

    assert [each.name for each in paid] == ["B"]
    assert [(each.owed.name, each.reason) for each in left] == [("A", "minimum"), ("C", "no_iban"), ("D", "not_chosen")]


def test_below_the_minimum_there_is_nothing_to_pay() -> None:
    world = a_world()
    with network_scope(world.network.pk):
        change_setting(
            network_id=world.network.pk, key="paying.minimum_cents", value=5000, holds_from=ON, by=BY, at=at_noon(ON)
        )

    with pytest.raises(NothingToPay):
        prepare(world)

    assert states(world) == []


def test_who_prepared_it_does_not_approve_it() -> None:
    world = a_world()
    prepared = prepare(world)

    with pytest.raises(SamePerson):
        approve(world, prepared, by=ONE)

    assert states(world) == [("waiting", "prepared")]


@pytest.mark.parametrize("claimed_by", [str(ONE), str(OTHER)], ids=["oneself", "another"])
def test_database_refuses_an_approval_by_who_prepared_it(claimed_by: str) -> None:
    world = a_world()
    prepared = prepare(world)
    # Neither as oneself nor under another's name: the action under way says who it is.
    act = action("billing.test", network_id=world.network.pk, by=ONE, at=at_noon(ON))
    with pytest.raises(IntegrityError), transaction.atomic(), network_scope(world.network.pk), act:
        PayBatch.objects.filter(pk=prepared.batch.pk).update(
            state="approved", approved_by=claimed_by, approved_at=at_noon(ON), file_id=new_id()
        )

    assert states(world) == [("waiting", "prepared")]


def test_database_keeps_a_batch_as_prepared() -> None:
    world = a_world()
    prepare(world)

    for table, change in (
        ("billing_payorder", "iban = 'BE43068999999501'"),
        ("billing_payorder", "cents = cents + 1"),
        ("billing_paybatch", "prepared_by = 'member:other'"),
        ("billing_paybatch", "state = 'closed'"),
    ):
        refused = pytest.raises(IntegrityError)
        with network_scope(world.network.pk), connection.cursor() as cursor, refused as caught, transaction.atomic():
            cursor.execute(f"UPDATE {table} SET {change}")
        assert isinstance(caught.value.__cause__, psycopg.errors.RestrictViolation | psycopg.errors.CheckViolation)


def test_account_that_changed_since_is_warned_of_and_the_frozen_one_is_paid() -> None:
    world = a_world()
    prepared = prepare(world)
    with network_scope(world.network.pk):
        change_facts(
            network_id=world.network.pk,
            party_id=world.giving.pk,
            holds_from=ON,
            iban="BE43 0689 9999 9501",
            by=BY,
            at=at_noon(ON),
        )

    with pytest.raises(AccountsChanged) as caught:
        approve(world, prepared)
    batch = approve(world, prepared, knows_of_changes=True)

    assert caught.value.names == ("Maaklab Schelde",)
    assert b"BE71096123456769" in file_of(world, batch) and b"BE43068999999501" not in file_of(world, batch)


def test_less_owed_than_prepared_is_never_approved() -> None:
    world = a_world()
    prepared = prepare(world)
    with network_scope(world.network.pk):
        actions.record_payment(
            network_id=world.network.pk,
            id=new_id(),
            party_id=world.giving.pk,
            cents=-100,
            paid_on=ON,
            by=BY,
            at=at_noon(ON),
            today=ON,
        )

    with pytest.raises(AccountsChanged):
        approve(world, prepared, knows_of_changes=True)


@pytest.mark.parametrize("version", [VERSIONS[1], pytest.param(VERSIONS[0], marks=pytest.mark.slow)])
def test_file_passes_the_schema_and_says_what_was_approved(version: str) -> None:
    world = a_world()
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
        write_transfers(transfers=[transfer], version=VERSIONS[1], **values)  # type: ignore[arg-type]
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
def test_file_that_comes_back_closes_the_batch(write: object) -> None:
    world = a_world()
    prepared = prepare(world)
    approve(world, prepared)
    order = prepared.orders[0]
    told = Told(cents=-order.cents, end_to_end=order.end_to_end, message="x", name=order.name)

    bring_in(world, write([told]))  # type: ignore[operator]

    assert states(world) == [("paid", "closed")]
    with network_scope(world.network.pk):
        assert (Payment.objects.get().cents, BankLine.objects.get().reason) == (-2100, "order")
        assert owed_parties(network_id=world.network.pk, on=ON) == []
        assert [each for each in invariants(network_id=world.network.pk) if not each.holds] == []


@pytest.mark.parametrize(
    ("cents", "approved", "reason"),
    [(-2000, True, "order_differs"), (2100, True, "returned"), (-2100, False, "order_not_open")],
)
def test_line_that_is_not_the_order_waits_for_somebody(cents: int, approved: bool, reason: str) -> None:
    world = a_world()
    prepared = prepare(world)
    if approved:
        approve(world, prepared)

    bring_in(world, coda([Told(cents=cents, end_to_end=prepared.orders[0].end_to_end, message="x")]))

    with network_scope(world.network.pk):
        assert BankLine.objects.values_list("state", "reason").get() == ("left", reason)
        assert not Payment.objects.exists()


def test_undone_line_lets_its_order_and_batch_wait_again() -> None:
    world = a_world()
    prepared = prepare(world)
    approve(world, prepared)
    bring_in(world, coda([Told(cents=-2100, end_to_end=prepared.orders[0].end_to_end, message="x")]))

    with network_scope(world.network.pk):
        line = BankLine.objects.get()
        undo_line(network_id=world.network.pk, line_id=line.pk, by=BY, at=at_noon(ON), today=ON)
        assert [each for each in invariants(network_id=world.network.pk) if not each.holds] == []

    assert states(world) == [("waiting", "approved")]


def test_nobody_is_promised_the_same_twice() -> None:
    world = a_world()
    prepare(world)

    with pytest.raises(NothingToPay):
        prepare(world)


def test_withdrawn_or_dropped_is_owed_again() -> None:
    world = a_world()
    first = prepare(world)
    with network_scope(world.network.pk):
        withdraw_pay_batch(network_id=world.network.pk, batch_id=first.batch.pk, by=BY, at=at_noon(ON))
    second = prepare(world)
    approve(world, second)
    with network_scope(world.network.pk):
        drop_order(network_id=world.network.pk, order_id=second.orders[0].pk, by=BY, at=at_noon(ON))
        with pytest.raises(BatchNotOpen):
            withdraw_pay_batch(network_id=world.network.pk, batch_id=second.batch.pk, by=BY, at=at_noon(ON))

    assert [order.cents for order in prepare(world).orders] == [2100]


def test_what_is_promised_is_not_set_off_meanwhile() -> None:
    world = a_world()
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


def test_coins_that_were_paid_out_are_in_the_next_batch() -> None:
    world = a_world()
    with network_scope(world.network.pk):
        change_setting(
            network_id=world.network.pk, key="settlement.pay_out", value="yes", holds_from=ON, by=BY, at=at_noon(ON)
        )
        actions.pay_out(
            network_id=world.network.pk, id=new_id(), party_id=world.giving.pk, by=BY, at=at_noon(ON), today=ON
        )

    assert [order.cents for order in prepare(world).orders] == [2100 + 10_000]


def test_operator_without_account_pays_nobody() -> None:
    world = a_world()
    with network_scope(world.network.pk):
        operator = operator_of(network_id=world.network.pk)
        change_facts(network_id=world.network.pk, party_id=operator.pk, holds_from=ON, iban="", by=BY, at=at_noon(ON))

    with pytest.raises(NoAccountOfOurs):
        prepare(world)


def test_message_names_as_many_documents_as_fit() -> None:
    text = message_for(network="Hub", numbers=[f"ZF-2026-{number:04d}" for number in range(40)])

    assert text.startswith("Hub ZF-2026-0000 ZF-2026-0001") and len(text) <= 140
