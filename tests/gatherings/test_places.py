"""Places taken and given back: coins held, refusals and what they leave unchanged."""

from datetime import timedelta

import pytest

from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Place
from kennisruil.gatherings.rules import DayHasPassed, GatheringClosed, GatheringFull
from kennisruil.ledger.rules.refusals import FloorReached
from kennisruil.network.models import Network
from kennisruil.shared.models import Mail
from tests.factories import AT, BY
from tests.gatherings.factories import AFTER, a_gathering, enrol, hold, people
from tests.gatherings.reading import broken_laws, event_of

pytestmark = pytest.mark.django_db


def test_enrol_holds_the_price(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    place = enrol(gathering, person)

    gathering.refresh_from_db()
    assert (place.state, gathering.taken, person.balance, person.reserved) == ("enrolled", 1, 0, 100)


def test_who_takes_a_place_gets_it_for_their_calendar(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    enrol(gathering, person)

    event = event_of(Mail.objects.get(about_kind="gathering", to=person.member.email))
    assert (event["summary"], event["status"]) == (gathering.title, "CONFIRMED")
    assert event.decoded("dtstart") == gathering.starts_at
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=3)
    assert "attendee" not in event


def test_enrol_twice_gives_the_same_place(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    first, second = enrol(gathering, person), enrol(gathering, person, at=AT + timedelta(hours=1))

    gathering.refresh_from_db()
    assert (first.pk, gathering.taken, person.reserved) == (second.pk, 1, 100)


def test_enrol_when_full_leaves_everything_as_it_was(network: Network) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network, capacity=1)
    enrol(gathering, first)

    with pytest.raises(GatheringFull) as refused:
        enrol(gathering, second)

    gathering.refresh_from_db()
    assert refused.value.capacity == 1
    assert (gathering.taken, second.reserved, Place.objects.count()) == (1, 0, 1)


def test_enrol_beyond_the_floor_takes_no_place(network: Network) -> None:
    [person] = people(network, 1)
    for _number in range(3):
        enrol(a_gathering(network, item_code="bootcamp"), person)
    gathering = a_gathering(network)

    with pytest.raises(FloorReached):
        enrol(gathering, person)

    gathering.refresh_from_db()
    assert (gathering.taken, person.reserved) == (0, 600)
    assert not Place.objects.filter(gathering=gathering).exists()


def test_withdraw_lets_the_coins_go_and_who_withdrew_may_come_back(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network, capacity=1)
    place = enrol(gathering, person)

    for hours in (1, 2):  # the second time changes nothing
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT + timedelta(hours=hours))
    freed = person.reserved
    back = enrol(gathering, person, at=AT + timedelta(hours=3))

    gathering.refresh_from_db()
    assert (freed, back.pk, back.state, gathering.taken, person.reserved) == (0, place.pk, "enrolled", 1, 100)
    assert broken_laws(network) == []


def test_places_stay_as_they_are_after_the_day_except_for_the_office(network: Network) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network)
    place = enrol(gathering, first)

    with pytest.raises(DayHasPassed):
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AFTER)
    with pytest.raises(DayHasPassed):
        enrol(gathering, second, at=AFTER)
    enrol(gathering, second, at=AFTER, by_office=True)

    assert (first.reserved, second.reserved) == (100, 100)


@pytest.mark.parametrize("ending", ["held", "cancelled"])
def test_places_of_what_is_over_do_not_change(network: Network, ending: str) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network)
    place = enrol(gathering, first)
    if ending == "held":
        hold(gathering, place)
    else:
        actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AT)

    with pytest.raises(GatheringClosed) as refused:
        enrol(gathering, second)
    with pytest.raises(GatheringClosed):
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT)

    assert (refused.value.state, Place.objects.count()) == (ending, 1)
