"""Transfers and groups: what they move, what they refuse, and that a refusal changes nothing."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from kennisruil.ledger import actions, queries
from kennisruil.ledger.models import Entry, Seal, Transfer
from kennisruil.ledger.rules import Coin
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.ledger.world import AT, LATER, ME, SESSION, World, leg

pytestmark = pytest.mark.django_db


def test_transfer_moves_coins_and_leaves_two_entries() -> None:
    world = World()
    a, b = world.account(), world.account()

    booked = world.transfer(a, b, 200, reference=SESSION)

    with network_scope(world.network_id):
        entries = list(
            Entry.objects.order_by("amount").values_list(
                "account_id", "version", "transfer_id", "amount", "balance_after"
            )
        )
        row = Transfer.objects.get(id=booked.id)
    assert entries == [(a, 1, booked.id, -200, -200), (b, 1, booked.id, 200, 200)]
    assert (row.kind, row.ref_kind, row.ref_id, row.by) == ("session", SESSION.kind, SESSION.id, "command:test")
    assert (row.occurred_at, row.booked_at) == (AT, AT)
    assert world.broken() == []


def test_transfer_first_one_of_a_newcomer_passes() -> None:
    world = World()
    newcomer, other = world.account(floor=-400), world.account()

    world.transfer(newcomer, other, 400)

    assert world.standing()[newcomer] == (-400, 0)


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [
        (0, no.AmountOutOfRange(amount=0)),
        (-5, no.AmountOutOfRange(amount=-5)),
        (10**30, no.AmountOutOfRange(amount=10**30)),
        (1.0, no.AmountNotWhole(amount="1.0")),
        (Decimal("1.00"), no.AmountNotWhole(amount="1.00")),
        ("1", no.AmountNotWhole(amount="1")),
    ],
)
def test_transfer_amount_refused(amount: object, refusal: no.LedgerRefusal) -> None:
    world = World()
    a, b = world.account(), world.account()

    with pytest.raises(no.LedgerRefusal) as caught:
        world.transfer(a, b, amount)

    assert caught.value == refusal
    assert set(world.standing().values()) == {(0, 0)}


def test_transfer_wrong_accounts_refused() -> None:
    world, other = World(), World()
    a, b, stranger = world.account(), world.account(), new_id()
    second_book = new_id()
    coin = Coin(name="SIF", sign="SIF")
    actions.open_book(network_id=world.network_id, id=second_book, name="Trial", coin=coin, by=ME, at=AT)
    elsewhere = new_id()
    actions.open_account(network_id=world.network_id, id=elsewhere, book_id=second_book, by=ME, at=AT)
    cases: list[tuple[UUID, UUID, no.LedgerRefusal]] = [
        (a, a, no.SameAccount(account_id=a)),
        (a, stranger, no.AccountUnknown(account_id=stranger)),
        (stranger, a, no.AccountUnknown(account_id=stranger)),
        (a, other.operator, no.AccountUnknown(account_id=other.operator)),
        (a, elsewhere, no.OtherBook(account_id=elsewhere)),
    ]

    for from_id, to_id, refusal in cases:
        with pytest.raises(no.LedgerRefusal) as caught:
            world.transfer(from_id, to_id, 1)
        assert caught.value == refusal
        with pytest.raises(no.LedgerRefusal) as caught:
            world.group(leg(b, a, 1), leg(from_id, to_id, 1))
        assert caught.value == refusal

    assert set(world.standing().values()) == {(0, 0)}


def test_transfer_states_refused() -> None:
    world = World()
    frozen, closed, b = world.account(), world.account(), world.account()
    actions.freeze_account(network_id=world.network_id, account_id=frozen, by=ME, at=AT)
    actions.close_account(network_id=world.network_id, account_id=closed, by=ME, at=AT)

    with pytest.raises(no.AccountFrozen):
        world.transfer(frozen, b, 1)
    with pytest.raises(no.AccountClosed):
        world.transfer(b, closed, 1)
    with pytest.raises(no.AccountClosed):
        world.group(leg(b, closed, 1))
    world.transfer(b, frozen, 1)

    assert world.standing()[frozen] == (1, 0)


def test_transfer_limits_refused_by_how_much() -> None:
    world = World()
    a, b = world.account(floor=-100), world.account(ceiling=50)

    with pytest.raises(no.FloorReached) as short:
        world.transfer(a, world.operator, 130)
    with pytest.raises(no.CeilingReached) as over:
        world.transfer(a, b, 70)

    assert short.value == no.FloorReached(account_id=a, short_by=30)
    assert over.value == no.CeilingReached(account_id=b, over_by=20)
    assert set(world.standing().values()) == {(0, 0)}


def test_transfer_beyond_limits_with_a_reason_then_only_back() -> None:
    world = World()
    a, b = world.account(floor=-100), world.account(ceiling=50)

    with pytest.raises(no.ReasonMissing):
        world.transfer(a, b, 300, allow_beyond_limits=True, reason=" ")
    world.transfer(a, b, 300, allow_beyond_limits=True, reason="agreed at the table")
    with pytest.raises(no.FloorReached):
        world.transfer(a, world.operator, 1)
    with pytest.raises(no.CeilingReached):
        world.transfer(world.operator, b, 1)
    world.transfer(b, a, 100)

    assert (world.standing()[a], world.standing()[b]) == ((-200, 0), (200, 0))
    assert world.broken() == []


def test_transfer_retry_gets_the_first_answer() -> None:
    world = World()
    a, b, request_id = world.account(), world.account(), new_id()
    first = world.transfer(a, b, 200, request_id=request_id)
    actions.freeze_account(network_id=world.network_id, account_id=a, by=ME, at=AT)

    again = world.transfer(a, b, 200, request_id=request_id, booked_at=LATER)
    with pytest.raises(no.RequestReused):
        world.transfer(a, b, 201, request_id=request_id)
    with pytest.raises(no.RequestReused):
        world.reserve(b, 200, request_id=request_id)

    assert (again.id, again.repeated, first.repeated) == (first.id, True, False)
    assert world.standing()[b] == (200, 0)


def test_transfer_refusal_is_not_remembered() -> None:
    world = World()
    a, b, request_id = world.account(floor=-100), world.account(), new_id()
    with pytest.raises(no.FloorReached):
        world.transfer(a, b, 200, request_id=request_id)
    world.limits(a, floor=-200)

    booked = world.transfer(a, b, 200, request_id=request_id)

    assert booked.repeated is False


def test_transfer_in_a_closed_month_refused_but_occurred_at_is_free() -> None:
    world = World()
    a, b = world.account(), world.account()
    world.close()

    with pytest.raises(no.PeriodClosed):
        world.transfer(a, b, 1)
    with pytest.raises(no.PeriodClosed):
        world.transfer(a, b, 1, booked_at=AT - timedelta(days=200))
    world.transfer(a, b, 1, occurred_at=AT - timedelta(days=900), booked_at=LATER)

    assert world.standing()[b] == (1, 0)


def test_transfer_falls_in_the_month_of_the_zone() -> None:
    world = World()
    a, b = world.account(), world.account()
    half_past_midnight_in_brussels = AT.replace(month=1, day=31, hour=23, minute=30)
    world.transfer(a, b, 1, booked_at=half_past_midnight_in_brussels)

    world.close()

    with network_scope(world.network_id):
        assert set(Seal.objects.values_list("period_on", "entries")) == {(date(2026, 1, 1), 0)}
    world.transfer(a, b, 1, booked_at=half_past_midnight_in_brussels)
    with pytest.raises(no.PeriodClosed) as refused:
        world.transfer(a, b, 1, booked_at=half_past_midnight_in_brussels - timedelta(hours=1))
    assert refused.value.period_on == date(2026, 1, 1)
    assert world.broken() == []


def test_transfer_of_another_network_refused() -> None:
    ours, theirs = World(), World()
    a, b = theirs.account(), theirs.account()

    with network_scope(ours.network_id), pytest.raises(no.OtherNetwork):
        theirs.transfer(a, b, 1)

    assert theirs.standing()[a] == (0, 0)


def test_transfer_malformed_kind_is_a_mistake_of_ours() -> None:
    world = World()
    a, b = world.account(), world.account()

    with pytest.raises(AssertionError):
        world.transfer(a, b, 1, kind="Not a word")

    assert world.standing()[a] == (0, 0)


def test_negative_since_is_kept_while_below_zero() -> None:
    world = World()
    a, b = world.account(), world.account()
    world.transfer(a, b, 100)
    world.transfer(a, b, 100, occurred_at=LATER, booked_at=LATER)

    with network_scope(world.network_id):
        assert queries.balance(network_id=world.network_id, account_id=a).negative_since == AT
    world.transfer(b, a, 200)
    with network_scope(world.network_id):
        assert queries.balance(network_id=world.network_id, account_id=a).negative_since is None
