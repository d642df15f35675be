"""Pages of the books: for the office and the bookkeeper, never for other members or other networks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.billing.web_world import a_world
from tests.factories import a_login, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db

PAGES = ["journal", "outbox"]


@pytest.mark.parametrize("page", PAGES)
def test_books_open_for_the_office_only(page: str, client: Client) -> None:
    world = a_world()
    office = sign_in(Client(), world.office)
    sign_in(client, world.receiver)
    url = reverse(f"bookkeeping:{page}")

    answers = Client().get(url).status_code, client.get(url).status_code, office.get(url).status_code

    assert answers == (302, 403, 200)


def test_books_of_another_network_are_empty(client: Client) -> None:
    a_world()
    sign_in(client, an_office_member(a_network()))

    journal = client.get(reverse("bookkeeping:journal"), {"account": "customers"}).context
    outbox = client.get(reverse("bookkeeping:outbox"), {"state": "waiting"}).context

    assert (journal["entries"], journal["balance_rows"], outbox["rows"]) == ([], [], [])


def test_journal_balances_by_account(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    rows = client.get(reverse("bookkeeping:journal"), {"month": "2026-02"}).context["balance_rows"]

    shown = {row[0]["text"]: (row[2] or row[3])["cents"] for row in rows}
    assert shown == {
        "400000": 12100,
        "411000": 2100,
        "440000": 2100,
        "451000": 2100,
        "489000": 10000,
        "600000": 10000,
        "700000": 10000,
    }


@pytest.mark.parametrize(("month", "account"), [("2026-02", "sales"), ("2026-02", "nothing"), ("soon", "")])
def test_journal_is_narrowed_by_what_it_knows(month: str, account: str, client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    found = client.get(reverse("bookkeeping:journal"), {"month": month, "account": account}).context["entries"]

    assert len(found) == (1 if account == "sales" else 2)


@pytest.mark.parametrize(("format", "start"), [("beancount", "option"), ("hledger", "; "), ("csv", "number,date")])
def test_bookkeeper_takes_the_journal_along(format: str, start: str, client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    answer = client.get(reverse("bookkeeping:journal_export", args=[format]), {"month": "2026-02"})

    assert (answer.status_code, answer.content.decode().startswith(start)) == (200, True)


def test_journal_leaves_the_house_with_the_bookkeeper_only(client: Client) -> None:
    world = a_world()
    desk = a_member(world.network)
    a_login(world.network, desk, is_office=True)
    sign_in(client, desk)

    answers = [client.get(reverse("bookkeeping:journal_export", args=["csv"])).status_code]
    sign_in(client, world.office)
    answers.append(client.get(reverse("bookkeeping:journal_export", args=["doc"])).status_code)

    assert answers == [403, 404]


@pytest.mark.parametrize("page", PAGES)
def test_lists_ask_as_much_for_three_rows_as_for_one(page: str, client: Client) -> None:
    counts = []
    for sessions in (1, 3):
        world = a_world(sessions=sessions)
        sign_in(client, world.office)
        client.get(reverse(f"bookkeeping:{page}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"bookkeeping:{page}"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_books_open_in_each_language(page: str, language: str, client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    client.cookies["django_language"] = language

    assert client.get(reverse(f"bookkeeping:{page}")).status_code == 200
