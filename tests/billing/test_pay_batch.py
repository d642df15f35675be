"""What the network owes goes out in one file: after set-off, approved by a second person, closed by the bank's file."""

from datetime import date

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from kennisruil.billing import actions
from kennisruil.billing.actions.pay_batch import (
    AccountsChanged,
    BatchNotOpen,
    NoAccountOfOurs,
    NothingToPay,
    SamePerson,
    drop_order,
    withdraw_pay_batch,
)
from kennisruil.billing.models import PayBatch
from kennisruil.billing.rules.paying import Owed, sorted_out
from kennisruil.network.actions import change_facts, change_setting
from kennisruil.network.queries import operator_of
from kennisruil.shared.audit import action
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, hold
from tests.billing.pay_world import ON, ONE, OTHER, approve, file_of, prepare, states
from tests.billing.web_world import World, a_world

pytestmark = pytest.mark.django_db


def test_batch_holds_what_is_owed_with_the_account_of_the_day(world: World) -> None:
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


def test_below_the_minimum_there_is_nothing_to_pay(world: World) -> None:
    with network_scope(world.network.pk):
        change_setting(
            network_id=world.network.pk, key="paying.minimum_cents", value=5000, holds_from=ON, by=BY, at=at_noon(ON)
        )

    with pytest.raises(NothingToPay):
        prepare(world)

    assert states(world) == []


def test_who_prepared_it_does_not_approve_it(world: World) -> None:
    prepared = prepare(world)

    with pytest.raises(SamePerson):
        approve(world, prepared, by=ONE)

    assert states(world) == [("waiting", "prepared")]


@pytest.mark.parametrize("claimed_by", [str(ONE), str(OTHER)], ids=["oneself", "another"])
def test_database_refuses_an_approval_by_who_prepared_it(world: World, claimed_by: str) -> None:
    prepared = prepare(world)
    # Neither as oneself nor under another's name: the action under way says who it is.
    act = action("billing.test", network_id=world.network.pk, by=ONE, at=at_noon(ON))
    with pytest.raises(IntegrityError), transaction.atomic(), network_scope(world.network.pk), act:
        PayBatch.objects.filter(pk=prepared.batch.pk).update(
            state="approved", approved_by=claimed_by, approved_at=at_noon(ON), file_id=new_id()
        )

    assert states(world) == [("waiting", "prepared")]


def test_database_keeps_a_batch_as_prepared(world: World) -> None:
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


def test_account_that_changed_since_is_warned_of_and_the_frozen_one_is_paid(world: World) -> None:
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


def test_less_owed_than_prepared_is_never_approved(world: World) -> None:
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


def test_nobody_is_promised_the_same_twice(world: World) -> None:
    prepare(world)

    with pytest.raises(NothingToPay):
        prepare(world)


def test_withdrawn_or_dropped_is_owed_again(world: World) -> None:
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


def test_coins_that_were_paid_out_are_in_the_next_batch(world: World) -> None:
    with network_scope(world.network.pk):
        change_setting(
            network_id=world.network.pk, key="settlement.pay_out", value="yes", holds_from=ON, by=BY, at=at_noon(ON)
        )
        actions.pay_out(
            network_id=world.network.pk, id=new_id(), party_id=world.giving.pk, by=BY, at=at_noon(ON), today=ON
        )

    assert [order.cents for order in prepare(world).orders] == [2100 + 10_000]


def test_operator_without_account_pays_nobody(world: World) -> None:
    with network_scope(world.network.pk):
        operator = operator_of(network_id=world.network.pk)
        change_facts(network_id=world.network.pk, party_id=operator.pk, holds_from=ON, iban="", by=BY, at=at_noon(ON))

    with pytest.raises(NoAccountOfOurs):
        prepare(world)
