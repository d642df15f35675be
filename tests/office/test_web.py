"""Pages of the office: for whom they open, what stands on them, and how many questions a list asks the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage import actions as brokerage
from kennisruil.network.models import Member
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_session
from tests.factories import BY, a_member, a_party, sign_in
from tests.office.factories import NOW, World, a_world, says

pytestmark = pytest.mark.django_db
OFFICE_PAGES = ["people", "still_to_give", "mails", "more"]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: NOW)


@pytest.fixture
def world() -> World:
    """A network with one session held."""
    return a_world()


def _browser(member: Member, language: str = "en") -> Client:
    browser = sign_in(Client(), member)
    browser.cookies["django_language"] = language
    return browser


def _office(world: World, language: str = "en") -> Client:
    return _browser(world.office, language)


def _make(world: World, work: Callable[[], Any]) -> Any:
    with network_scope(world.network.pk):
        return work()


def _questions(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_pages_are_for_the_office_only(world: World, name: str) -> None:
    url = reverse(f"office:{name}")

    answers = [browser.get(url).status_code for browser in (Client(), _browser(world.exchange.asker), _office(world))]

    assert answers == [302, 403, 200]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_open_in_each_language(world: World, language: str) -> None:
    browser = _office(world, language)
    urls = [reverse(f"office:{name}") for name in ("todo", *OFFICE_PAGES)]
    urls.append(reverse("office:person", args=[world.exchange.asker.pk]))

    answers = [browser.get(url) for url in urls]

    assert [answer.status_code for answer in answers] == [200] * len(urls)
    assert {answer["Content-Language"] for answer in answers} == {language}


def test_todo_of_the_office_is_oldest_first(world: World) -> None:
    answer = _office(world).get(reverse("office:todo"))

    days = [line.since_on for line in answer.context["lines"]]
    assert days
    assert days == sorted(days)


def test_next_step_of_who_still_has_to_give(world: World) -> None:
    answer = _browser(world.exchange.asker).get(reverse("office:todo"))

    assert (answer.context["balance"], answer.context["to_give"]) == (-200, 200)
    assert [need.text for need, _fit in answer.context["fits"]] == ["Wie leert ons boekhouden?"]
    assert "lines" not in answer.context


def test_next_step_shows_sessions_that_come(world: World) -> None:
    later = NOW.replace(month=7)
    session = _make(world, lambda: a_session(world.exchange, at=NOW, starts_at=later, state="agreed"))

    answer = _browser(world.exchange.helper).get(reverse("office:todo"))

    assert [row.pk for row in answer.context["coming"]] == [session.pk]


def test_people_are_found_by_a_skill(world: World) -> None:
    answer = _office(world).get(reverse("office:people"), {"text": "boekhouden"})

    assert [row[0]["text"] for row in answer.context["rows"]] == [world.exchange.asker.name]
    assert answer.context["rows"][0][0]["url"] == reverse("office:person", args=[world.exchange.asker.pk])


def test_people_who_are_not_found_are_said_so(world: World) -> None:
    answer = _office(world).get(reverse("office:people"), {"text": "kwantumfysica"})

    assert answer.context["rows"] == []
    assert "Nobody fits these words." in answer.content.decode()


def test_people_list_asks_as_much_for_three_more(world: World) -> None:
    browser, url = _office(world), reverse("office:people")
    _questions(browser, url)
    before = _questions(browser, url)
    _make(world, lambda: [a_member(world.network) for _time in range(3)])

    assert _questions(browser, url) == before


def test_person_page_for_members_is_closed(world: World) -> None:
    url = reverse("office:person", args=[world.exchange.helper.pk])

    assert _browser(world.exchange.asker).get(url).status_code == 403


def test_person_of_another_network_does_not_exist(world: World) -> None:
    stranger = a_world().exchange.asker

    assert _office(world).get(reverse("office:person", args=[stranger.pk])).status_code == 404


def test_person_page_asks_as_much_for_three_sessions_as_for_one(world: World) -> None:
    browser, url = _office(world), reverse("office:person", args=[world.exchange.asker.pk])
    _questions(browser, url)
    one = _questions(browser, url)
    _make(world, lambda: [a_session(world.exchange, state="held") for _time in range(2)])

    assert _questions(browser, url) == one


def test_still_to_give_page_and_its_numbers(world: World) -> None:
    browser, url = _office(world), reverse("office:still_to_give")

    page, numbers = browser.get(url), browser.get(url, {"csv": "1"})

    assert [(row.party.pk, [need.text for need, _fit in fits]) for row, fits in page.context["rows"]] == [
        (world.exchange.asker_party.pk, ["Wie leert ons boekhouden?"])
    ]
    assert numbers["Content-Type"].startswith("text/csv")
    assert numbers.content.decode().splitlines()[2] == "3 to 6 months;2.00;1 party"


def test_still_to_give_asks_as_much_for_three_as_for_one(world: World) -> None:
    browser, url = _office(world), reverse("office:still_to_give")

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

    _questions(browser, url)
    one = _questions(browser, url)
    _make(world, lambda: [another() for _time in range(2)])

    assert len(browser.get(url).context["rows"]) == 3
    assert _questions(browser, url) == one


def _a_mail(world: World, key: str) -> Mail:
    file = keep_file(
        network_id=world.network.pk, id=new_id(at=NOW), name="sessie.ics", media_type="text/calendar",
        content=b"BEGIN:VCALENDAR", at=NOW,
    )  # fmt: skip
    return post_mail(
        network_id=world.network.pk, key=key, to="an@mail.example", subject=f"Dag {key}", text="Tot dan",
        language="nl", at=NOW, attachments=[file.pk],
    )  # fmt: skip


def test_outbox_shows_a_mail_with_its_file(world: World) -> None:
    mail = _make(world, lambda: _a_mail(world, "een"))
    browser = _office(world)

    listed = browser.get(reverse("office:mails"), {"text": "Dag een"})
    shown = browser.get(reverse("office:mail", args=[mail.pk]))
    [attached] = shown.context["mail"]["attachments"]
    file = browser.get(attached["url"])

    assert [row[0]["text"] for row in listed.context["rows"]] == ["Dag een"]
    assert (shown.status_code, attached["name"]) == (200, "sessie.ics")
    assert (file.content, file["Content-Disposition"]) == (b"BEGIN:VCALENDAR", 'attachment; filename="sessie.ics"')


def test_mail_of_another_network_does_not_exist(world: World) -> None:
    other = a_world()
    mail = _make(other, lambda: _a_mail(other, "geheim"))
    own = _make(world, lambda: _a_mail(world, "eigen"))
    browser = _office(world)

    answers = [
        browser.get(reverse("office:mail", args=[mail.pk])).status_code,
        browser.get(reverse("office:mail_file", args=[mail.pk, mail.attachments[0]])).status_code,
        browser.get(reverse("office:mail_file", args=[own.pk, mail.attachments[0]])).status_code,
    ]

    assert answers == [404, 404, 404]


def test_mails_list_asks_as_much_for_three_as_for_one(world: World) -> None:
    browser, url = _office(world), reverse("office:mails")
    _make(world, lambda: _a_mail(world, "een"))
    _questions(browser, url)
    one = _questions(browser, url)
    _make(world, lambda: [_a_mail(world, key) for key in ("twee", "drie")])

    assert _questions(browser, url) == one


def test_person_page_shows_sessions_of_before(world: World) -> None:
    exchange = world.exchange
    past: dict[str, Any] = {
        "held_on": date(2023, 5, 4),
        "provider_party_id": exchange.helper_party.pk,
        "recipient_party_id": exchange.asker_party.pk,
        "text": "Kostprijs van een buurtrestaurant",
    }
    _make(
        world,
        lambda: brokerage.note_past_session(network_id=world.network.pk, id=new_id(at=NOW), by=BY, at=NOW, **past),
    )

    shown = _office(world).get(reverse("office:person", args=[exchange.helper.pk]))

    assert [row.text for row in shown.context["found"].past_sessions] == ["Kostprijs van een buurtrestaurant"]
    assert "Kostprijs van een buurtrestaurant" in shown.content.decode()
