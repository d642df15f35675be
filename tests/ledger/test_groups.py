"""Linked groups: all or none, and limits that see the whole."""

import pytest

from kennisruil.ledger import rules
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from tests.ledger.world import World, leg

pytestmark = pytest.mark.django_db


def test_group_is_all_or_none_and_limits_see_the_whole() -> None:
    world = World()
    a, b, c = world.account(floor=-100), world.account(floor=0), world.account()

    with pytest.raises(no.FloorReached) as caught:
        world.group(leg(a, b, 100), leg(b, c, 101))
    assert caught.value == no.FloorReached(account_id=b, short_by=1)
    assert set(world.standing().values()) == {(0, 0)}
    # b pays before it receives: only what the group does to it counts.
    booked = world.group(leg(b, c, 100), leg(a, b, 100), leg(c, world.operator, 25))

    assert len(booked.ids) == 3
    assert [world.standing()[one] for one in (a, b, c, world.operator)] == [(-100, 0), (0, 0), (75, 0), (25, 0)]
    assert world.broken() == []


def test_group_retry_gets_the_first_answer() -> None:
    world = World()
    a, b, request_id = world.account(), world.account(), new_id()
    first = world.group(leg(a, b, 10), leg(b, world.operator, 5), request_id=request_id)

    again = world.group(leg(a, b, 10), leg(b, world.operator, 5), request_id=request_id)
    with pytest.raises(no.RequestReused):
        world.group(leg(a, b, 10), request_id=request_id)

    assert (again.ids, again.repeated) == (first.ids, True)


@pytest.mark.parametrize("count", [0, rules.MOST_LEGS + 1])
def test_group_too_few_or_too_many_legs_refused(count: int) -> None:
    world = World()
    a, b = world.account(), world.account()

    with pytest.raises(no.LegsOutOfRange) as caught:
        world.group(*[leg(a, b, 1) for _ in range(count)])

    assert caught.value == no.LegsOutOfRange(count=count)
