"""Pages of the gatherings room: who sees what, what a click moves, and how many questions a list asks the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.network.models import Member, Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.factories import a_member, a_network, an_office_member, sign_in
from tests.gatherings.factories import AFTER, DAY, STARTS, Person, a_card, a_gathering, an_offer, enrol, hold, people

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """A network with a card, an office, two members, and the clock that its pages read."""

    network: Network
    office: Member
    first: Person
    second: Person
    clock: Callable[[datetime], None]

    def make(self, work: Callable[[], Any]) -> Any:
        """Do something inside the network's scope."""
        with network_scope(self.network.pk):
            return work()

    def as_office(self) -> Client:
        """Give a browser of the office."""
        return self.reading(self.office)

    def as_member(self, person: Person | None = None) -> Client:
        """Give a browser of a member."""
        return self.reading((person or self.first).member)

    def reading(self, member: Member, *, language: str = "en") -> Client:
        """Give a browser of a member who reads in a language."""
        browser = sign_in(Client(), member)
        browser.cookies["django_language"] = language
        return browser


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Two days before the workshop."""

    def at(instant: datetime) -> None:
        monkeypatch.setattr("kennisruil.shared.clock.now", lambda: instant)

    at(BEFORE)
    network = a_network()
    office = an_office_member(network)
    with network_scope(network.pk):
        a_card(network)
        first, second = people(network, 2)
    return World(network=network, office=office, first=first, second=second, clock=at)


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


# The office's work.


@pytest.mark.parametrize("name", ["plan", "contributions"])
def test_pages_of_the_office_are_not_for_members(world: World, name: str) -> None:
    url = reverse(f"gatherings:{name}")

    assert (world.as_member().get(url).status_code, world.as_office().get(url).status_code) == (403, 200)


def test_the_office_plans(world: World) -> None:
    answer = world.as_office().post(
        reverse("gatherings:plan"),
        {
            "kind": "workshop",
            "title": "Sterk schrijven",
            "day": "2026-01-22",
            "hour": "14:30",
            "capacity": "12",
            "item_code": "workshop",
            "provider": str(world.second.party.pk),
        },
    )

    row = world.make(lambda: Gathering.objects.select_related("item").get())
    assert answer["Location"] == reverse("gatherings:gathering", args=[row.pk])
    assert (row.title, row.starts_at, row.planned_on, row.capacity) == ("Sterk schrijven", STARTS, DAY, 12)
    assert (row.item.code, row.provider_id) == ("workshop", world.second.party.pk)


def test_a_plan_without_a_day_is_sent_back_with_what_misses(world: World) -> None:
    answer = world.as_office().post(reverse("gatherings:plan"), {"kind": "workshop", "title": "Sterk"})

    assert answer.status_code == 200
    assert sorted(answer.context["form"].errors) == ["day", "hour", "item_code"]
    assert world.make(lambda: Gathering.objects.count()) == 0


def test_the_office_notes_who_came(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network, item_code="workshop", giver=world.second))
    place = world.make(lambda: enrol(gathering, world.first))
    world.clock(AFTER)
    url = reverse("gatherings:hold", args=[gathering.pk])
    came = {"attended": [str(place.pk), str(new_id())]}

    assert world.as_member().post(url, came).status_code == 403
    assert world.as_office().post(url, came).status_code == 302

    assert world.make(lambda: (world.first.balance, world.second.balance)) == (-50, 400)
    assert world.make(lambda: Gathering.objects.get().state) == "held"


def test_the_office_adds_who_came_without_a_place(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    partyless = a_member(world.network)
    world.clock(AFTER)
    browser, url = world.as_office(), reverse("gatherings:add", args=[gathering.pk])

    refused = browser.post(url, {"name": partyless.name}, follow=True)
    added = browser.post(url, {"name": world.first.member.name}, follow=True)

    assert "Nothing was booked." in refused.content.decode()
    assert [place.member for place in added.context["places"]] == [world.first.member]
    assert world.make(lambda: world.first.reserved) == 100
    assert "Write more of the name" in browser.post(url, {"name": "An"}, follow=True).content.decode()
    assert "Nobody has this name." in browser.post(url, {"name": ""}, follow=True).content.decode()
    assert world.as_member().post(url, {"name": world.first.member.name}).status_code == 403


def test_too_early_is_said_and_nothing_moves(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    place = world.make(lambda: enrol(gathering, world.first))

    answer = world.as_office().post(
        reverse("gatherings:hold", args=[gathering.pk]),
        {"attended": [str(place.pk)]},
        follow=True,
    )

    assert "You can note who came from Thursday 22 January 2026 on." in answer.content.decode()
    assert world.make(lambda: (Gathering.objects.get().state, world.first.balance)) == ("planned", 0)


def test_the_office_cancels(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    world.make(lambda: enrol(gathering, world.first))
    url = reverse("gatherings:cancel", args=[gathering.pk])

    assert (world.as_member().post(url).status_code, world.as_office().post(url).status_code) == (403, 302)
    assert world.make(lambda: (Gathering.objects.get().state, world.first.reserved)) == ("cancelled", 0)


# Contributions.


def test_a_member_offers_an_article(world: World) -> None:
    browser = world.as_member()
    page = browser.get(reverse("gatherings:offer"))
    sent = {"item_code": "article", "title": "Wat ik leerde", "text": "Vijf bladzijden", "party": world.first.party.pk}

    answer = browser.post(reverse("gatherings:offer"), sent)

    row = world.make(lambda: Contribution.objects.get())
    assert (page.status_code, answer.status_code) == (200, 302)
    assert [code for code, _name in page.context["form"].fields["item_code"].choices] == ["article", "case"]
    assert (row.title, row.party_id, row.state) == ("Wat ik leerde", world.first.party.pk, "offered")


def test_who_acts_for_nobody_reads_what_to_do_first(world: World) -> None:
    browser = sign_in(Client(), a_member(world.network))

    answer = browser.get(reverse("gatherings:offer"))

    assert (answer.status_code, answer.context["has_party"]) == (200, False)


@pytest.mark.parametrize(("says", "state", "balance"), [("yes", "accepted", 200), ("no", "declined", 0)])
def test_the_office_answers(world: World, says: str, state: str, balance: int) -> None:
    offered = world.make(lambda: an_offer(world.first))
    url = reverse("gatherings:contribution", args=[offered.pk])
    sent = {"accept": says, "performed_on": "2026-01-19", "answer": "Dank je"}

    assert world.as_member().get(url).status_code == 403
    assert world.as_office().get(url).status_code == 200
    assert world.as_office().post(url, sent).status_code == 302

    row = world.make(lambda: Contribution.objects.get())
    assert (row.state, row.answer, world.make(lambda: world.first.balance)) == (state, "Dank je", balance)


def test_contributions_ask_as_much_for_three_as_for_one(world: World) -> None:
    browser = world.as_office()

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("gatherings:contributions")).status_code == 200
        return len(found)

    world.make(lambda: an_offer(world.first))
    questions()
    one = questions()
    world.make(lambda: [an_offer(world.second), an_offer(world.first)])

    assert questions() == one


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
