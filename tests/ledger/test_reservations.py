"""Reservations: hold, post in parts, release, expire."""

from datetime import timedelta

import pytest

from kennisruil.ledger import actions, queries
from kennisruil.ledger.rules import refusals as no
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.ledger.world import AT, LATER, ME, World, leg

pytestmark = pytest.mark.django_db
SOON = AT + timedelta(days=1)


def held(world: World, reservation_id: object) -> tuple[int, int, int, str]:
    with network_scope(world.network_id):
        one = queries.reservation(network_id=world.network_id, reservation_id=reservation_id)  # type: ignore[arg-type]  # an id of the test
    return one.amount, one.posted, one.left, one.state


def test_reserve_holds_and_the_floor_counts_it() -> None:
    world = World()
    a = world.account(floor=-100)

    world.reserve(a, 80)
    with pytest.raises(no.FloorReached) as more:
        world.reserve(a, 30)
    with pytest.raises(no.FloorReached):
        world.transfer(a, world.operator, 21)
    world.transfer(a, world.operator, 20)

    assert more.value == no.FloorReached(account_id=a, short_by=10)
    assert world.standing()[a] == (-20, 80)
    assert world.broken() == []


def test_reserve_refused_where_it_cannot_be() -> None:
    world = World()
    a, closed = world.account(), world.account()
    actions.close_account(network_id=world.network_id, account_id=closed, by=ME, at=AT)

    with pytest.raises(no.AccountUnknown):
        world.reserve(new_id(), 1)
    with pytest.raises(no.AccountClosed):
        world.reserve(closed, 1)
    with pytest.raises(no.ExpiryPast):
        world.reserve(a, 1, expires_at=AT)
    with pytest.raises(no.AmountOutOfRange):
        world.reserve(a, 0)
    with pytest.raises(no.AmountNotWhole):
        world.reserve(a, 0.5)

    assert world.standing()[a] == (0, 0)


def test_reserve_retry_gets_the_first_answer() -> None:
    world = World()
    a, request_id = world.account(), new_id()

    first = world.reserve(a, 5, request_id=request_id)
    again = world.reserve(a, 5, request_id=request_id)
    with pytest.raises(no.RequestReused):
        world.reserve(a, 6, request_id=request_id)

    assert again == first
    assert world.standing()[a] == (0, 5)


def test_post_in_parts_through_the_operator_with_other_amounts() -> None:
    world = World()
    a, b = world.account(), world.account()
    reservation_id = world.reserve(a, 300)

    world.post(reservation_id, leg(a, world.operator, 200), leg(world.operator, b, 150), group_id=new_id())
    assert held(world, reservation_id) == (300, 200, 100, "open")
    with pytest.raises(no.OverReserved) as over:
        world.post(reservation_id, leg(a, b, 101))
    world.post(reservation_id, leg(a, b, 100))
    with pytest.raises(no.ReservationEnded) as ended:
        world.post(reservation_id, leg(a, b, 1))

    assert over.value == no.OverReserved(reservation_id=reservation_id, left=100, asked=101)
    assert ended.value == no.ReservationEnded(reservation_id=reservation_id, state="posted")
    assert [world.standing()[one] for one in (a, b, world.operator)] == [(-300, 0), (250, 0), (50, 0)]
    assert world.broken() == []


def test_post_is_never_refused_by_a_limit_or_a_freeze() -> None:
    world = World()
    a, b = world.account(floor=-100), world.account(ceiling=10)
    reservation_id = world.reserve(a, 100)
    world.limits(a, floor=0)
    actions.freeze_account(network_id=world.network_id, account_id=a, by=ME, at=AT)

    world.post(reservation_id, leg(a, b, 100))

    assert (world.standing()[a], world.standing()[b]) == ((-100, 0), (100, 0))
    assert world.broken() == []


def test_post_legs_that_the_reservation_does_not_cover_refused() -> None:
    world = World()
    a, b, c = world.account(), world.account(), world.account()
    reservation_id = world.reserve(a, 100)

    with pytest.raises(no.LegNotCovered) as stranger:
        world.post(reservation_id, leg(a, b, 50), leg(c, b, 50))
    with pytest.raises(no.LegNotCovered) as without:
        world.post(reservation_id, leg(world.operator, b, 50))
    with pytest.raises(no.ReservationUnknown):
        world.post(new_id(), leg(a, b, 1))

    assert (stranger.value.account_id, without.value.account_id) == (c, a)
    assert held(world, reservation_id) == (100, 0, 100, "open")


def test_post_retry_books_nothing_new() -> None:
    world = World()
    a, b, request_id = world.account(), world.account(), new_id()
    reservation_id = world.reserve(a, 100)

    first = world.post(reservation_id, leg(a, b, 100), request_id=request_id)
    again = world.post(reservation_id, leg(a, b, 100), request_id=request_id, booked_at=LATER)

    assert (again.ids, again.repeated) == (first.ids, True)
    assert world.standing()[b] == (100, 0)


def test_release_gives_back_the_rest_once() -> None:
    world = World()
    a, b = world.account(), world.account()
    reservation_id = world.reserve(a, 100)
    world.post(reservation_id, leg(a, b, 30))
    given = {"network_id": world.network_id, "reservation_id": reservation_id, "by": ME, "at": AT}

    assert not actions.release_reservation(**given).repeated
    assert actions.release_reservation(**given).repeated

    assert held(world, reservation_id) == (100, 30, 0, "released")
    assert world.standing()[a] == (-30, 0)
    with pytest.raises(no.ReservationUnknown):
        actions.release_reservation(**{**given, "reservation_id": new_id()})
    assert world.broken() == []


def test_release_of_what_was_posted_refused() -> None:
    world = World()
    a, b = world.account(), world.account()
    reservation_id = world.reserve(a, 100)
    world.post(reservation_id, leg(a, b, 100))

    with pytest.raises(no.ReservationEnded):
        actions.release_reservation(network_id=world.network_id, reservation_id=reservation_id, by=ME, at=AT)


def test_expiry_by_the_job() -> None:
    world = World()
    a = world.account()
    due, lasting = world.reserve(a, 10, expires_at=SOON), world.reserve(a, 20)

    before = actions.expire_reservations(network_id=world.network_id, at=SOON - timedelta(seconds=1))
    at_the_moment = actions.expire_reservations(network_id=world.network_id, at=SOON)

    assert (before.ids, at_the_moment.ids) == ((), (due,))
    assert held(world, due) == (10, 0, 0, "expired")
    assert held(world, lasting) == (20, 0, 20, "open")
    assert world.standing()[a] == (0, 20)
    assert world.broken() == []


def test_expiry_by_the_next_command_on_the_account() -> None:
    world = World()
    a, b = world.account(floor=-100), world.account()
    due = world.reserve(a, 100, expires_at=SOON)

    with pytest.raises(no.ReservationEnded):
        world.post(due, leg(a, b, 1), booked_at=SOON)
    world.transfer(a, b, 60, booked_at=SOON)
    world.reserve(a, 40, at=SOON)

    assert world.standing()[a] == (-60, 40)
    assert world.broken() == []
