"""Reversals: whole, in parts, once, and within the transfer."""

from datetime import timedelta

import pytest

from kennisruil.ledger.models import Transfer
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.ledger.world import LATER, World

pytestmark = pytest.mark.django_db


def test_reversal_whole_and_in_parts() -> None:
    world = World()
    a, b = world.account(), world.account()
    booked = world.transfer(a, b, 100)

    part = world.reverse(booked.id, 40)
    with pytest.raises(no.OverReversed) as over:
        world.reverse(booked.id, 61)
    rest = world.reverse(booked.id)
    with pytest.raises(no.OverReversed):
        world.reverse(booked.id)
    with pytest.raises(no.ReversalOfReversal):
        world.reverse(part.id)

    assert over.value == no.OverReversed(transfer_id=booked.id, left=60, asked=61)
    with network_scope(world.network_id):
        rows = (
            Transfer.objects.filter(reverses_id=booked.id)
            .order_by("pk")
            .values_list("id", "from_id", "to_id", "amount")
        )
        assert list(rows) == [(part.id, b, a, 40), (rest.id, b, a, 60)]
    assert set(world.standing().values()) == {(0, 0)}
    assert world.broken() == []


def test_reversal_retry_gets_the_first_answer() -> None:
    world = World()
    a, b, request_id = world.account(), world.account(), new_id()
    booked = world.transfer(a, b, 100)

    first = world.reverse(booked.id, request_id=request_id)
    again = world.reverse(booked.id, request_id=request_id)

    assert (again.ids, again.repeated) == (first.ids, True)


def test_reversal_refused_by_the_floor_unless_the_office_lets_it() -> None:
    world = World()
    a, b = world.account(), world.account(floor=0)
    booked = world.transfer(a, b, 100)
    world.transfer(b, a, 100)

    with pytest.raises(no.FloorReached):
        world.reverse(booked.id)
    with pytest.raises(no.ReasonMissing):
        world.reverse(booked.id, reason="")
    world.reverse(booked.id, allow_beyond_limits=True)

    assert world.standing()[b] == (-100, 0)
    assert world.broken() == []


def test_reversal_of_an_unknown_transfer_refused() -> None:
    world = World()

    with pytest.raises(no.TransferUnknown):
        world.reverse(new_id())


def test_reversal_of_a_closed_month_lands_in_an_open_one() -> None:
    world = World()
    a, b = world.account(), world.account()
    booked = world.transfer(a, b, 100)
    world.close()

    with pytest.raises(no.PeriodClosed):
        world.reverse(booked.id)
    world.reverse(booked.id, booked_at=LATER)

    assert world.standing()[a] == (0, 0)
    with pytest.raises(no.EarlierPeriodOpen):
        world.close(Month(2026, 3), at=LATER + timedelta(days=90))
    assert world.broken() == []
