"""Pages of gatherings for members: who sees what, what a click moves, how many questions a list asks the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.gatherings.models import Gathering, Place
from kennisruil.shared.scope import network_scope
from tests.factories import a_network
from tests.gatherings.factories import AFTER, STARTS, a_card, a_gathering, an_offer, enrol, hold, people
from tests.gatherings.web_world import World

pytestmark = pytest.mark.django_db


# The list.


def test_list_shows_what_is_coming_and_whether_i_have_a_place(world: World) -> None:
    mine, other = world.make(lambda: (a_gathering(world.network, title="Pitchen"), a_gathering(world.network)))
    world.make(lambda: enrol(mine, world.first))

    answer = world.as_member().get(reverse("gatherings:gatherings"))

    rows = [(row.pk, place) for row, place, _word in answer.context["coming"]]
    assert sorted(rows) == sorted([(mine.pk, True), (other.pk, False)])
    assert (answer.status_code, answer.context["past"]) == (200, [])


def test_list_of_a_visitor_asks_to_sign_in(client: Client) -> None:
    assert client.get(reverse("gatherings:gatherings")).status_code == 302


@pytest.mark.parametrize("by_office", [True, False])
def test_list_asks_as_much_for_three_as_for_one(world: World, by_office: bool) -> None:
    browser = world.as_office() if by_office else world.as_member()

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("gatherings:gatherings")).status_code == 200
        return len(found)

    def two_more() -> None:
        for days in (1, -12):
            for _time in range(2):
                row = a_gathering(world.network, starts_at=STARTS + timedelta(days=days))
                enrol(row, world.first, by_office=True)

    world.make(lambda: (a_gathering(world.network), a_gathering(world.network, starts_at=STARTS - timedelta(days=12))))
    questions()
    one = questions()
    world.make(two_more)

    assert questions() == one


# One gathering.


def test_page_says_what_attending_means(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))

    answer = world.as_member().get(reverse("gatherings:gathering", args=[gathering.pk]))

    rows = [(row["coins"], row["cents"]) for row in answer.context["consequence"]["rows"]]
    assert rows == [(100, 50_00), (None, 10_50), (None, 60_50)]
    assert list(answer.context["places"]) == []


def test_page_asks_as_much_for_three_places_as_for_one(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    browser = world.as_office()

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("gatherings:gathering", args=[gathering.pk])).status_code == 200
        return len(found)

    world.make(lambda: enrol(gathering, world.first))
    questions()
    one = questions()
    world.make(lambda: [enrol(gathering, person) for person in (world.second, *people(world.network, 1))])

    assert questions() == one


def test_a_member_takes_a_place_and_gives_it_back(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    browser = world.as_member()

    taken = browser.post(
        reverse("gatherings:enrol", args=[gathering.pk]), {"party": str(world.first.party.pk)}, follow=True
    )
    place = world.make(lambda: Place.objects.get())
    held = world.make(lambda: world.first.reserved)
    browser.post(reverse("gatherings:withdraw", args=[place.pk]))

    assert (taken.status_code, taken.context["mine"].pk, held) == (200, place.pk, 100)
    assert world.make(lambda: (Place.objects.get().state, world.first.reserved)) == ("withdrawn", 0)


def test_a_party_of_somebody_else_takes_no_place(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))

    answer = world.as_member().post(
        reverse("gatherings:enrol", args=[gathering.pk]), {"party": str(world.second.party.pk)}
    )

    assert answer.status_code == 302
    assert world.make(lambda: (Place.objects.count(), world.second.reserved)) == (0, 0)


def test_full_is_said_and_nothing_is_held(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network, capacity=1))
    world.make(lambda: enrol(gathering, world.second))

    answer = world.as_member().post(
        reverse("gatherings:enrol", args=[gathering.pk]),
        {"party": str(world.first.party.pk)},
        follow=True,
    )

    assert "The only place is taken. Nothing was booked for you." in answer.content.decode()
    assert world.make(lambda: world.first.reserved) == 0


def test_a_place_of_somebody_else_is_not_mine_to_give_back(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    place = world.make(lambda: enrol(gathering, world.second))
    url = reverse("gatherings:withdraw", args=[place.pk])

    assert world.as_member().post(url).status_code == 404
    assert world.make(lambda: Place.objects.get().state) == "enrolled"
    assert world.as_office().post(url).status_code == 302
    assert world.make(lambda: Place.objects.get().state) == "withdrawn"


def test_after_the_day_a_member_keeps_the_place(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    place = world.make(lambda: enrol(gathering, world.first))
    world.clock(AFTER)
    browser = world.as_member()

    page = browser.get(reverse("gatherings:gathering", args=[gathering.pk]))
    browser.post(reverse("gatherings:withdraw", args=[place.pk]))

    assert reverse("gatherings:withdraw", args=[place.pk]) not in page.content.decode()
    assert world.make(lambda: Place.objects.get().state) == "enrolled"


# Another network.


def test_rows_of_another_network_do_not_exist(world: World) -> None:
    theirs = a_network()
    with network_scope(theirs.pk):
        a_card(theirs)
        [stranger] = people(theirs, 1)
        gathering = a_gathering(theirs)
        place, offered = enrol(gathering, stranger), an_offer(stranger)
    browser = world.as_office()

    answers = [
        browser.get(reverse("gatherings:gathering", args=[gathering.pk])).status_code,
        browser.get(reverse("gatherings:contribution", args=[offered.pk])).status_code,
        *(
            browser.post(
                reverse(f"gatherings:{name}", args=[gathering.pk]), {"party": world.first.party.pk}
            ).status_code
            for name in ("enrol", "hold", "cancel")
        ),
        browser.post(reverse("gatherings:withdraw", args=[place.pk])).status_code,
    ]

    assert answers == [404] * 6
    with network_scope(theirs.pk):
        assert (Gathering.objects.get().state, Place.objects.get().state) == ("planned", "enrolled")


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_open_in_each_language(world: World, language: str) -> None:
    gathering = world.make(lambda: a_gathering(world.network, item_code="workshop", giver=world.second))
    world.make(lambda: (enrol(gathering, world.first), an_offer(world.first)))
    done = world.make(lambda: a_gathering(world.network, starts_at=STARTS - timedelta(days=10)))
    world.make(lambda: hold(done))
    browser = world.reading(world.office, language=language)
    urls = [
        reverse("gatherings:gatherings"),
        reverse("gatherings:gathering", args=[gathering.pk]),
        reverse("gatherings:gathering", args=[done.pk]),
        reverse("gatherings:plan"),
        reverse("gatherings:contributions"),
        reverse("gatherings:offer"),
    ]

    answers = [browser.get(url) for url in urls]

    assert [answer.status_code for answer in answers] == [200] * len(urls)
    assert {answer["Content-Language"] for answer in answers} == {language}
