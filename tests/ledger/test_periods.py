"""Closing months: locks, seals, and reads that start from them."""

from datetime import timedelta

import pytest

from kennisruil.ledger import queries
from kennisruil.ledger.models import Seal
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.ledger.world import AT, JANUARY, LATER, SESSION, World, leg

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = Month(2026, 2), Month(2026, 3)
MUCH_LATER = LATER + timedelta(days=60)


def test_close_period_once_in_order_and_only_when_over() -> None:
    world = World()
    a, b = world.account(), world.account()
    world.transfer(a, b, 1)

    with pytest.raises(no.PeriodNotOver):
        world.close(at=AT)
    with pytest.raises(no.EarlierPeriodOpen) as earlier:
        world.close(FEBRUARY, at=MUCH_LATER)
    first = world.close()
    again = world.close()
    world.close(MARCH, at=MUCH_LATER)
    with pytest.raises(no.PeriodClosed):
        world.close(FEBRUARY, at=MUCH_LATER)

    assert str(earlier.value.period_on) == "2026-01-01"
    assert (again.ids, again.repeated) == (first.ids, True)
    assert world.broken() == []


def test_seals_chain_and_keep_the_closing_balance() -> None:
    world = World()
    a, b = world.account(), world.account()
    world.transfer(a, b, 10)
    world.close()
    world.transfer(a, b, 5, booked_at=LATER)
    world.close(FEBRUARY, at=MUCH_LATER)

    with network_scope(world.network_id):
        january, february = Seal.objects.filter(account_id=a).order_by("period_on")
    assert (january.entries, january.closing_balance, january.previous) == (1, -10, None)
    assert (february.entries, february.closing_balance, bytes(february.previous)) == (1, -15, bytes(january.digest))
    assert world.broken() == []


def test_statement_adds_up_when_months_interleave() -> None:
    world = World()
    a, b = world.account(), world.account()
    world.transfer(a, b, 10)
    world.transfer(a, b, 5, booked_at=LATER)
    # Booked after February's, but still in January.
    world.transfer(b, a, 2)

    def months() -> list[tuple[int, list[int], int]]:
        with network_scope(world.network_id):
            found = [
                queries.statement_for(network_id=world.network_id, account_id=a, month=month)
                for month in (JANUARY, FEBRUARY, MARCH)
            ]
        return [(one.opening, [line.balance for line in one.lines], one.closing) for one in found]

    expected = [(0, [-10, -8], -8), (-8, [-13], -13), (-13, [], -13)]
    assert months() == expected
    world.close()
    assert months() == expected
    world.close(FEBRUARY, at=MUCH_LATER)
    assert months() == expected
    assert world.broken() == []


def test_balance_at_every_moment_with_and_without_seals() -> None:
    world = World()
    a, b = world.account(), world.account()
    moments = [AT + timedelta(days=days) for days in (0, 5, 25, 40, 70)]
    for amount, moment in enumerate(moments, start=1):
        world.transfer(a, b, amount, booked_at=moment)

    def seen() -> list[int]:
        with network_scope(world.network_id):
            at = [moment + timedelta(seconds=off) for moment in moments for off in (0, 1)]
            one_by_one = [queries.balance_at(network_id=world.network_id, account_id=a, at=one) for one in at]
            together = [
                queries.balances_at(network_id=world.network_id, book_id=world.book_id, at=one)[a] for one in at
            ]
        assert one_by_one == together
        return one_by_one

    expected = [0, -1, -1, -3, -3, -6, -6, -10, -10, -15]
    assert seen() == expected
    world.close()
    assert seen() == expected
    world.close(FEBRUARY, at=MUCH_LATER)
    assert seen() == expected


def test_history_pages_newest_first() -> None:
    world = World()
    a, b = world.account(), world.account()
    booked = [world.transfer(a, b, amount, reference=SESSION).id for amount in (1, 2, 3)]

    with network_scope(world.network_id):
        first = queries.account_history(network_id=world.network_id, account_id=a, limit=2)
        rest = queries.account_history(network_id=world.network_id, account_id=a, before_version=first[-1].version)
        about = queries.transfers_about(network_id=world.network_id, reference=SESSION)

    assert [(line.transfer_id, line.amount, line.balance, line.other_id) for line in first] == [
        (booked[2], -3, -6, b),
        (booked[1], -2, -3, b),
    ]
    assert [line.transfer_id for line in rest] == [booked[0]]
    assert {movement.transfer_id for movement in about} == set(booked)


def test_an_account_opened_after_a_close_starts_its_own_chain() -> None:
    world = World()
    a = world.account()
    world.close()
    late = world.account()
    world.group(leg(a, late, 10), booked_at=LATER)
    world.close(FEBRUARY, at=MUCH_LATER)

    assert world.broken() == []
