"""Pages of the office: for whom they open, what stands on them, and how many questions a list asks the database."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage import actions as brokerage
from kennisruil.shared.ids import new_id
from tests.brokerage.factories import Exchange, a_session
from tests.factories import BY, a_member, a_party
from tests.office.factories import NOW, World, a_world, says
from tests.office.web_world import browser_of, make_in, office_of, questions_of

pytestmark = pytest.mark.django_db
OFFICE_PAGES = ["people", "still_to_give", "mails", "more"]


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_pages_are_for_the_office_only(world: World, name: str) -> None:
    url = reverse(f"office:{name}")

    answers = [
        browser.get(url).status_code for browser in (Client(), browser_of(world.exchange.asker), office_of(world))
    ]

    assert answers == [302, 403, 200]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_open_in_each_language(world: World, language: str) -> None:
    browser = office_of(world, language)
    urls = [reverse(f"office:{name}") for name in ("todo", *OFFICE_PAGES)]
    urls.append(reverse("office:person", args=[world.exchange.asker.pk]))

    answers = [browser.get(url) for url in urls]

    assert [answer.status_code for answer in answers] == [200] * len(urls)
    assert {answer["Content-Language"] for answer in answers} == {language}


def test_todo_of_the_office_is_oldest_first(world: World) -> None:
    answer = office_of(world).get(reverse("office:todo"))

    days = [line.since_on for line in answer.context["lines"]]
    assert days
    assert days == sorted(days)


def test_next_step_of_who_still_has_to_give(world: World) -> None:
    answer = browser_of(world.exchange.asker).get(reverse("office:todo"))

    assert (answer.context["balance"], answer.context["to_give"]) == (-200, 200)
    assert [need.text for need, _fit in answer.context["fits"]] == ["Wie leert ons boekhouden?"]
    assert [line.kind for line in answer.context["own"]] == ["reach"]
    assert "groups" not in answer.context


def test_next_step_shows_sessions_that_come(world: World) -> None:
    later = NOW.replace(month=7)
    session = make_in(world, lambda: a_session(world.exchange, at=NOW, starts_at=later, state="agreed"))

    answer = browser_of(world.exchange.helper).get(reverse("office:todo"))

    assert [row.pk for row in answer.context["coming"]] == [session.pk]


def test_people_are_found_by_a_skill(world: World) -> None:
    answer = office_of(world).get(reverse("office:people"), {"text": "boekhouden"})

    assert [row[0]["text"] for row in answer.context["rows"]] == [world.exchange.asker.name]
    assert answer.context["rows"][0][0]["url"] == reverse("office:person", args=[world.exchange.asker.pk])


def test_people_who_are_not_found_are_said_so(world: World) -> None:
    answer = office_of(world).get(reverse("office:people"), {"text": "kwantumfysica"})

    assert answer.context["rows"] == []
    assert "Nobody fits these words." in answer.content.decode()


def test_people_list_asks_as_much_for_three_more(world: World) -> None:
    browser, url = office_of(world), reverse("office:people")
    questions_of(browser, url)
    before = questions_of(browser, url)
    make_in(world, lambda: [a_member(world.network) for _time in range(3)])

    assert questions_of(browser, url) == before


def test_person_page_for_members_is_closed(world: World) -> None:
    url = reverse("office:person", args=[world.exchange.helper.pk])

    assert browser_of(world.exchange.asker).get(url).status_code == 403


def test_person_of_another_network_does_not_exist(world: World) -> None:
    stranger = a_world().exchange.asker

    assert office_of(world).get(reverse("office:person", args=[stranger.pk])).status_code == 404


def test_person_page_asks_as_much_for_three_sessions_as_for_one(world: World) -> None:
    browser, url = office_of(world), reverse("office:person", args=[world.exchange.asker.pk])
    questions_of(browser, url)
    one = questions_of(browser, url)
    make_in(world, lambda: [a_session(world.exchange, state="held") for _time in range(2)])

    assert questions_of(browser, url) == one


def test_still_to_give_page_and_its_numbers(world: World) -> None:
    browser, url = office_of(world), reverse("office:still_to_give")

    page, numbers = browser.get(url), browser.get(url, {"csv": "1"})

    shown = [(one["row"].party.pk, [need.text for need, _fit in one["fits"]]) for one in page.context["rows"]]
    assert shown == [(world.exchange.asker_party.pk, ["Wie leert ons boekhouden?"])]
    assert numbers["Content-Type"].startswith("text/csv")
    assert numbers.content.decode().splitlines()[2] == "3 to 6 months;2.00;1 party"


def test_still_to_give_looks_once_for_what_fits(world: World) -> None:
    browser, url = office_of(world), reverse("office:still_to_give")

    with CaptureQueriesContext(connection) as asked:
        browser.get(url)

    needs = [one["sql"] for one in asked if 'FROM "brokerage_need"' in one["sql"]]
    assert len(needs) == 1


def test_still_to_give_asks_as_much_for_three_as_for_one(world: World) -> None:
    browser, url = office_of(world), reverse("office:still_to_give")

    def another() -> None:
        member = a_member(world.network)
        says(member, "Boekhouden voor beginners")
        party = a_party(world.network, member=member)
        exchange = Exchange(
            network=world.network,
            asker=member,
            helper=world.exchange.helper,
            asker_party=party,
            helper_party=world.exchange.helper_party,
        )
        a_session(exchange, state="held")

    questions_of(browser, url)
    one = questions_of(browser, url)
    make_in(world, lambda: [another() for _time in range(2)])

    assert len(browser.get(url).context["rows"]) == 3
    assert questions_of(browser, url) == one


def test_person_page_shows_sessions_of_before(world: World) -> None:
    exchange = world.exchange
    past: dict[str, Any] = {
        "held_on": date(2023, 5, 4),
        "provider_party_id": exchange.helper_party.pk,
        "recipient_party_id": exchange.asker_party.pk,
        "text": "Kostprijs van een buurtrestaurant",
    }
    make_in(
        world,
        lambda: brokerage.note_past_session(network_id=world.network.pk, id=new_id(at=NOW), by=BY, at=NOW, **past),
    )

    shown = office_of(world).get(reverse("office:person", args=[exchange.helper.pk]))

    assert [row.text for row in shown.context["found"].past_sessions] == ["Kostprijs van een buurtrestaurant"]
    assert "Kostprijs van een buurtrestaurant" in shown.content.decode()
