"""Books, accounts, limits and states."""

import pytest

from kennisruil.ledger import actions, queries
from kennisruil.ledger.models import Account, LimitChange
from kennisruil.ledger.rules import Coin
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.audit import action
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.ledger.world import AT, LATER, ME, World

pytestmark = pytest.mark.django_db


def test_open_book_twice_is_once_and_otherwise_refused() -> None:
    world = World()
    same = {"network_id": world.network_id, "id": world.book_id, "by": ME, "at": LATER}
    sif = Coin(name="SIF", sign="SIF")

    assert actions.open_book(**same, name="Coins", coin=sif).repeated
    with pytest.raises(no.ExistsOtherwise) as book:
        actions.open_book(**same, name="Other", coin=sif)
    with pytest.raises(no.ExistsOtherwise) as coin:
        actions.open_book(**same, name="Coins", coin=Coin(name="SIF", sign="SIF", scale=3))

    assert (book.value.kind, coin.value.kind) == ("book", "coin")


def test_open_account_twice_is_once_and_otherwise_refused() -> None:
    world = World()
    given = {"network_id": world.network_id, "id": new_id(), "book_id": world.book_id, "by": ME, "at": AT}
    actions.open_account(**given, floor=-100)
    world.limits(given["id"], floor=-700)

    assert actions.open_account(**given, floor=-100).repeated
    with pytest.raises(no.ExistsOtherwise):
        actions.open_account(**given, floor=-200)
    with pytest.raises(no.BookUnknown):
        actions.open_account(**{**given, "book_id": new_id()})


@pytest.mark.parametrize(
    ("kind", "floor", "ceiling"), [("member", 10, 5), ("operator", -5, None), ("operator", None, 5)]
)
def test_open_account_crossed_limits_refused(kind: str, floor: int | None, ceiling: int | None) -> None:
    world = World()

    with pytest.raises(no.LimitsCrossed):
        actions.open_account(
            network_id=world.network_id,
            id=new_id(),
            book_id=world.book_id,
            kind=kind,
            floor=floor,
            ceiling=ceiling,
            by=ME,
            at=AT,
        )


def test_set_limits_keeps_the_history_and_binds_only_what_makes_it_worse() -> None:
    world = World()
    a = world.account(floor=-1000, ceiling=None)
    world.transfer(a, world.operator, 800)

    change = world.limits(a, floor=-500)
    with pytest.raises(no.FloorReached) as caught:
        world.transfer(a, world.operator, 1)
    world.transfer(world.operator, a, 100)

    assert caught.value == no.FloorReached(account_id=a, short_by=301)
    with network_scope(world.network_id):
        history = LimitChange.objects.filter(account_id=a).order_by("pk").values_list("floor", "reason", "by")
        assert set(history) == {(-1000, "opened", "command:test"), (-500, "the office decided", "command:test")}
        assert Account.objects.get(id=a).floor_in_force == -700
    assert not change.repeated
    assert world.broken() == []


def test_set_limits_same_id_is_once() -> None:
    world = World()
    a, change = world.account(), new_id()

    assert not world.limits(a, floor=-5, id=change).repeated
    assert world.limits(a, floor=-5, id=change).repeated
    with pytest.raises(no.ExistsOtherwise):
        world.limits(a, floor=-6, id=change)
    with pytest.raises(no.ReasonMissing):
        world.limits(a, floor=-6, reason="")
    with pytest.raises(no.LimitsCrossed):
        world.limits(a, floor=6, ceiling=5)
    with pytest.raises(no.AccountUnknown):
        world.limits(new_id(), floor=-6)


def test_close_account_demands_zero_and_is_for_good() -> None:
    world = World()
    a, b = world.account(), world.account()
    given = {"network_id": world.network_id, "account_id": a, "by": ME, "at": AT}
    world.transfer(a, b, 5)

    with pytest.raises(no.AccountNotEmpty) as full:
        actions.close_account(**given)
    world.transfer(b, a, 5)
    held = world.reserve(a, 7)
    with pytest.raises(no.AccountNotEmpty) as holding:
        actions.close_account(**given)
    actions.release_reservation(network_id=world.network_id, reservation_id=held, by=ME, at=AT)
    actions.close_account(**given)

    assert actions.close_account(**given).repeated
    with pytest.raises(no.AccountClosed):
        actions.unfreeze_account(**given)
    with pytest.raises(no.AccountClosed):
        world.limits(a, floor=0)
    assert full.value == no.AccountNotEmpty(account_id=a, balance=-5, reserved=0)
    assert holding.value == no.AccountNotEmpty(account_id=a, balance=0, reserved=7)


def test_freeze_and_unfreeze() -> None:
    world = World()
    a = world.account()
    given = {"network_id": world.network_id, "account_id": a, "by": ME, "at": AT}

    actions.freeze_account(**given)
    with pytest.raises(no.AccountFrozen):
        world.reserve(a, 1)
    actions.unfreeze_account(**given)
    world.reserve(a, 1)

    with pytest.raises(no.AccountUnknown):
        actions.freeze_account(**{**given, "account_id": new_id()})


def test_rows_keep_the_action_under_way() -> None:
    world = World()
    a, b = world.account(), world.account()

    with action("test.move", network_id=world.network_id, by=ME, at=AT) as act:
        inside = world.transfer(a, b, 1)
    outside = world.transfer(a, b, 1)

    with network_scope(world.network_id):
        from kennisruil.ledger.models import Transfer

        found = dict(Transfer.objects.values_list("id", "action_id"))
    assert found == {inside.id: act.id, outside.id: None}


def test_balance_says_room_and_alarm() -> None:
    world = World()
    a = world.account(floor=-100, ceiling=None)
    world.transfer(a, world.operator, 60)
    world.reserve(a, 30)
    operator = new_id()
    actions.open_account(
        network_id=world.network_id, id=operator, book_id=world.book_id, kind="operator", alarm_level=-50, by=ME, at=AT
    )
    world.transfer(operator, a, 50)

    with network_scope(world.network_id):
        one = queries.balance(network_id=world.network_id, account_id=a)
        other = queries.balance(network_id=world.network_id, account_id=operator)
    assert (one.available, one.room, one.is_past_alarm) == (-40, 60, False)
    assert (other.available, other.room, other.is_past_alarm) == (-50, None, True)


def test_all_balances_are_those_of_the_accounts_of_the_book() -> None:
    world, other = World(), World()
    a, b = world.account(), world.account()
    world.transfer(a, b, 40)
    world.reserve(b, 10)
    other.transfer(other.account(), other.operator, 5)

    with network_scope(world.network_id):
        found = queries.balances_now(network_id=world.network_id, book_id=world.book_id)
        elsewhere = queries.balances_now(network_id=other.network_id, book_id=other.book_id)

    assert found == {a: -40, b: 40, world.operator: 0}
    assert elsewhere == {}
