"""A batch answers and leaves behind exactly what one by one in order would; a history is imported in such batches."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisruil.ledger import actions
from kennisruil.ledger.models import Transfer
from kennisruil.ledger.rules import MOST_IN_BATCH, Booked, GroupOrder, Leg, Order, Reference, TransferOrder
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.ledger.orders import Drawn, Twin, drawn_orders, one_by_one, order, together
from tests.ledger.world import AT, LATER, ME, World

pytestmark = pytest.mark.django_db


def same_as_one_by_one(drawn: Drawn, *, months_closed: bool) -> None:
    left, right = Twin(months_closed=months_closed), Twin(months_closed=months_closed)

    found = together(left.world, left.orders(drawn))
    expected = one_by_one(right.world, right.orders(drawn))

    assert [left.seen(one) for one in found] == [right.seen(one) for one in expected]
    assert left.standing() == right.standing()
    assert left.world.broken() == []


_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@given(drawn_orders, st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET)
def test_batch_is_as_one_by_one_in_order(drawn: Drawn, months_closed: bool) -> None:
    same_as_one_by_one(drawn, months_closed=months_closed)


@pytest.mark.slow
@given(drawn_orders, st.booleans())
@settings(max_examples=1500, deadline=None, suppress_health_check=_QUIET)
def test_many_batches_are_as_one_by_one_in_order(drawn: Drawn, months_closed: bool) -> None:
    same_as_one_by_one(drawn, months_closed=months_closed)


def test_long_batch_takes_up_sets_again_after_each_refusal() -> None:
    chance = random.Random(7)
    drawn: Drawn = [([(0, 1 + n % 4, 1)], False, None, 0) for n in range(40)]
    drawn += [
        ([(chance.choice([1, 2, 3]), chance.choice([1, 2, 3]), chance.choice([1, 2, 25]))], False, None, 0)
        for _ in range(300)
    ]
    drawn += [([(0, 3, 1)], False, 1 if n % 50 == 0 else None, 0) for n in range(200)]

    same_as_one_by_one(drawn, months_closed=False)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_long_batch_of_every_kind_of_refusal_is_as_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    oddly = 30 if seed == 3 else 6
    drawn: Drawn = [
        (
            [(chance.choice([0, 1, 2, 3, 3, 4]), chance.choice([0, 1, 2, 3, 3, 4]), chance.randint(1, 12))],
            False,
            chance.randint(0, 9) if chance.randint(0, oddly) == 0 else None,
            chance.choice([2, -40]) if chance.randint(0, 2 * oddly) == 0 else 0,
        )
        for _ in range(260)
    ]
    drawn += [([(5, 1, 3)], False, None, 0), ([(2, 3, 0)], False, None, 0), ([(3, 2, 2.5)], False, None, 0)]
    drawn += [([(0, 3, 1)], False, 4, 0), ([(2, 0, 1)], False, None, 2), ([(0, 2, 1)], False, None, 0)]

    same_as_one_by_one(drawn, months_closed=seed == 2)


def test_batch_repeated_as_a_whole_books_nothing_new() -> None:
    world = World()
    a, b = world.account(), world.account()
    orders = [order(a, b, amount) for amount in (1, 2, 3)]

    first = together(world, orders)
    again = together(world, orders)

    assert first == [Booked(ids=(one.id,), repeated=False) for one in orders]
    assert again == [Booked(ids=(one.id,), repeated=True) for one in orders]
    assert world.standing()[b] == (6, 0)
    assert world.broken() == []


def test_empty_batch_answers_nothing() -> None:
    assert together(World(), []) == []


def test_batch_beyond_limits_needs_a_reason_and_keeps_it() -> None:
    world = World()
    a, b = world.account(floor=0), world.account()

    with pytest.raises(no.ReasonMissing):
        together(world, [order(a, b, 5)], allow_beyond_limits=True)
    (booked,) = together(world, [order(a, b, 5)], allow_beyond_limits=True, reason="opening")

    assert isinstance(booked, Booked)
    with network_scope(world.network_id):
        assert Transfer.objects.get(id=booked.id).reason == "opening"
    assert world.standing()[a] == (-5, 0)
    assert world.broken() == []


def test_batch_is_refused_whole_when_too_large_or_elsewhere() -> None:
    world, other = World(), World()
    a, b = world.account(), world.account()

    with pytest.raises(no.BatchOutOfRange) as too_large:
        together(world, [order(a, b)] * (MOST_IN_BATCH + 1))
    with network_scope(other.network_id), pytest.raises(no.OtherNetwork):
        together(world, [order(a, b)])

    assert too_large.value.count == MOST_IN_BATCH + 1
    assert world.standing()[b] == (0, 0)


def bad_orders(world: World) -> list[tuple[TransferOrder, no.LedgerRefusal]]:
    """Every input that is not a transfer here and now, with the refusal it must get."""
    a, b = world.account(), world.account()
    frozen, closed, nobody, elsewhere = world.account(), world.account(), new_id(), World().account()
    actions.freeze_account(network_id=world.network_id, account_id=frozen, by=ME, at=AT)
    actions.close_account(network_id=world.network_id, account_id=closed, by=ME, at=AT)
    reused = order(a, b, 1)
    together(world, [reused])
    world.close()
    good = {"booked_at": LATER, "occurred_at": AT - timedelta(days=900)}
    return [
        (order(a, b, 0, **good), no.AmountOutOfRange(amount=0)),
        (order(a, b, -1, **good), no.AmountOutOfRange(amount=-1)),
        (order(a, b, 10**12 + 1, **good), no.AmountOutOfRange(amount=10**12 + 1)),
        (order(a, b, 2**70, **good), no.AmountOutOfRange(amount=2**70)),
        (order(a, b, 1.0, **good), no.AmountNotWhole(amount="1.0")),
        (order(a, b, True, **good), no.AmountNotWhole(amount="True")),
        (order(a, b, "1", **good), no.AmountNotWhole(amount="1")),
        (order(a, b, Decimal("1.005"), **good), no.AmountNotWhole(amount="1.005")),
        (order(a, a, 1, **good), no.SameAccount(account_id=a)),
        (order(a, nobody, 1, **good), no.AccountUnknown(account_id=nobody)),
        (order(nobody, b, 1, **good), no.AccountUnknown(account_id=nobody)),
        (order(a, elsewhere, 1, **good), no.AccountUnknown(account_id=elsewhere)),
        (order(frozen, b, 1, **good), no.AccountFrozen(account_id=frozen)),
        (order(a, closed, 1, **good), no.AccountClosed(account_id=closed)),
        (order(closed, b, 1, **good), no.AccountClosed(account_id=closed)),
        (order(a, b, 1), no.PeriodClosed(period_on=AT.date().replace(day=1))),
        (order(a, b, 1001, **good), no.FloorReached(account_id=a, short_by=2)),
        (order(world.operator, b, 5000, **good), no.CeilingReached(account_id=b, over_by=1)),
        (order(a, b, 2, request_id=reused.request_id, **good), no.RequestReused(request_id=reused.request_id)),
    ]


def test_bad_input_is_refused_alone_and_nothing_is_booked() -> None:
    world = World()
    bad = bad_orders(world)
    before = world.standing()

    found = one_by_one(world, [wrong for wrong, _ in bad])

    assert found == [refusal for _, refusal in bad]
    assert world.standing() == before
    assert world.broken() == []


def test_bad_input_is_refused_in_a_batch_and_the_rest_is_booked() -> None:
    world = World()
    bad = bad_orders(world)
    c, d = world.account(), world.account()
    good = [order(c, d, 1, booked_at=LATER) for _ in range(len(bad) + 1)]
    before = world.standing()
    mixed: list[Order] = [one for pair in zip(good, [wrong for wrong, _ in bad], strict=False) for one in pair]

    found = together(world, [*mixed, good[-1]])

    assert found[1::2] == [refusal for _, refusal in bad]
    assert found[0::2] == [Booked(ids=(one.id,), repeated=False) for one in good]
    assert world.standing() == before | {c: (-len(good), 0), d: (len(good), 0)}
    assert world.broken() == []


def test_bad_group_books_none_of_its_legs() -> None:
    world = World()
    a, b = world.account(), world.account()

    def legs(*amounts: Any) -> tuple[Leg, ...]:
        return tuple(Leg(id=new_id(), from_id=a, to_id=b, amount=one, kind="session") for one in amounts)

    def group(*amounts: Any) -> GroupOrder:
        return GroupOrder(group_id=new_id(), legs=legs(*amounts), occurred_at=AT, booked_at=AT, request_id=new_id())

    found = together(world, [group(1, 1.5), group(), group(*[1] * 501), group(900, 900), group(2, 3)])

    assert [type(one) for one in found] == [
        no.AmountNotWhole, no.LegsOutOfRange, no.LegsOutOfRange, no.FloorReached, Booked,
    ]  # fmt: skip
    assert world.standing()[b] == (5, 0)
    assert world.broken() == []


def test_history_is_imported_in_order_and_again_without_doubles() -> None:
    world = World()
    a, b = world.account(floor=-30), world.account(floor=0)
    history = [order(a, b, 1, reference=Reference("old", new_id())) for _ in range(40)] + [order(b, a, 35)]
    done: list[int] = []

    def run() -> Any:
        return actions.import_history(
            network_id=world.network_id, book_id=world.book_id, orders=iter(history), by=ME, batch=7,
            on_progress=done.append,
        )  # fmt: skip

    first, again = run(), run()

    refused = [(place, no.FloorReached(account_id=a, short_by=1)) for place in range(30, 40)]
    refused.append((40, no.FloorReached(account_id=b, short_by=5)))
    assert (first.booked, first.repeated, first.refused_count, list(first.refused)) == (30, 0, 11, refused)
    assert (again.booked, again.repeated, again.refused_count) == (0, 30, 11)
    assert done == [7, 14, 21, 28, 35, 41] * 2
    assert world.standing()[b] == (30, 0)
    assert world.broken() == []


def test_database_counts_its_tables_anew_after_a_long_history() -> None:
    world = World()
    a, b = world.account(floor=None), world.account(ceiling=None)

    with connection.cursor() as cursor:
        counted = []
        for count in (10, 5_000):
            actions.import_history(
                network_id=world.network_id, book_id=world.book_id, by=ME, orders=(order(a, b) for _ in range(count))
            )
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'ledger_transfer'")
            counted += cursor.fetchone()

    assert counted[0] < 5_000 <= counted[1]
