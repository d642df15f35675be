"""Pages of the billing room: each opens for who may, not for others, and never for another network's rows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.billing.web_world import World, a_world
from tests.factories import a_login, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db

MEMBER_PAGES = ["account", "my_documents"]
BOOKS_PAGES = ["documents", "waiting", "payments", "months"]
MONEY_PAGES = ["choose_payer"]


def of_the_receiver(world: World) -> dict[str, str]:
    """Give the addresses of what the receiver owns."""
    return {
        "document": reverse("billing:document", args=[world.invoice.pk]),
        "document_pdf": reverse("billing:document_pdf", args=[world.invoice.pk]),
        "document_xml": reverse("billing:document_xml", args=[world.invoice.pk]),
        "in_euro": reverse("billing:in_euro", args=[world.invoice.pk]),
        "statement": reverse("billing:statement", args=[world.statement_of(world.receiving).pk]),
        "statement_pdf": reverse("billing:statement_pdf", args=[world.statement_of(world.receiving).pk]),
        "account_csv": reverse("billing:account_csv", args=[world.receiving.pk]),
    }


def of_the_office(world: World) -> dict[str, str]:
    """Give the addresses of pages about one row that the office and the bookkeeper open."""
    party = [world.receiving.pk]
    return {
        "party_account": reverse("billing:party_account", args=party),
        "pay": reverse("billing:pay", args=party),
        "write_off": reverse("billing:write_off", args=party),
        "opening": reverse("billing:opening", args=party),
        "leaving": reverse("billing:leaving", args=party),
        "reverse": reverse("billing:reverse", args=[world.supply.pk]),
        "close_month": reverse("billing:close_month", args=["2026-02"]),
        "close_progress": reverse("billing:close_progress", args=["2026-01"]),
        "close_result": reverse("billing:close_result", args=["2026-01"]),
        "month_archive": reverse("billing:month_archive", args=["2026-01"]),
    }


@pytest.mark.parametrize("page", MEMBER_PAGES)
def test_member_page_opens(page: str, client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)

    assert client.get(reverse(f"billing:{page}")).status_code == 200


@pytest.mark.parametrize("page", [*MEMBER_PAGES, *BOOKS_PAGES, *MONEY_PAGES])
def test_page_asks_a_visitor_to_sign_in(page: str, client: Client) -> None:
    answer = client.get(reverse(f"billing:{page}"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("page", [*BOOKS_PAGES, *MONEY_PAGES])
def test_office_page_opens_for_the_office_only(page: str, client: Client) -> None:
    world = a_world()
    other = sign_in(Client(), world.office)
    sign_in(client, world.receiver)

    answers = client.get(reverse(f"billing:{page}")).status_code, other.get(reverse(f"billing:{page}")).status_code

    assert answers == (403, 200)


def test_own_rows_open_for_their_owner_and_the_office_only() -> None:
    world = a_world()
    urls = of_the_receiver(world)
    owner, office = sign_in(Client(), world.receiver), sign_in(Client(), world.office)
    other, stranger = sign_in(Client(), world.giver), sign_in(Client(), an_office_member(a_network()))

    answers = {
        name: tuple(browser.get(url).status_code for browser in (owner, office, other, stranger))
        for name, url in urls.items()
    }

    assert answers == dict.fromkeys(urls, (200, 200, 404, 404))


def test_office_rows_open_for_the_office_only() -> None:
    world = a_world()
    urls = of_the_office(world)
    office, member = sign_in(Client(), world.office), sign_in(Client(), world.receiver)
    stranger = sign_in(Client(), an_office_member(a_network()))
    # A month without a network's rows is an empty one, of the stranger's own network; no run was started there.
    of_a_month = {"close_month": 200, "close_progress": 302}

    answers = {
        name: tuple(browser.get(url).status_code for browser in (office, member, stranger))
        for name, url in urls.items()
    }

    assert answers == {name: (200, 403, of_a_month.get(name, 404)) for name in urls}


def test_money_waits_for_who_keeps_the_books(client: Client) -> None:
    world = a_world()
    desk = a_member(world.network)
    a_login(world.network, desk, is_office=True)
    sign_in(client, desk)
    urls = of_the_office(world)

    answers = {name: client.get(url).status_code for name, url in urls.items()}

    money = {"pay", "write_off", "opening", "leaving", "reverse"}
    assert answers == {name: 403 if name in money else 200 for name in urls}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_open_in_each_language(language: str, client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.office)
    client.cookies["django_language"] = language
    urls = [reverse(f"billing:{page}") for page in (*MEMBER_PAGES, *BOOKS_PAGES)]
    urls += [*of_the_receiver(world).values(), *of_the_office(world).values()]

    assert {client.get(url).status_code for url in urls} == {200}


def test_account_of_a_party_one_does_not_act_for_is_not_found(client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)

    answer = client.get(reverse("billing:account"), {"party": str(world.giving.pk)})

    assert answer.status_code == 404


def test_account_without_a_party_says_what_to_do(client: Client) -> None:
    network = a_network()
    sign_in(client, a_member(network))

    answer = client.get(reverse("billing:account"))

    assert (answer.status_code, reverse("network:own_party") in answer.content.decode()) == (200, True)


def test_documents_filters_ignore_what_they_do_not_know(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    answer = client.get(reverse("billing:documents"), {"month": "soon", "kind": "x", "state": "y", "page": "z"})

    assert len(answer.context["documents"]) == len(world.documents())


@pytest.mark.parametrize(
    ("state", "count"), [("draft", 1), ("open", 1), ("overdue", 1), ("settled", 0), ("refused", 0), ("failed", 0)]
)
def test_documents_by_state(state: str, count: int, client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.office)

    answer = client.get(reverse("billing:documents"), {"state": state})

    assert len(answer.context["documents"]) == count


def test_month_that_is_none_is_not_found(client: Client) -> None:
    sign_in(client, an_office_member(a_network()))

    assert client.get(reverse("billing:close_month", args=["next"])).status_code == 404


LISTS: list[tuple[str, Callable[[World], str]]] = [
    ("my_documents", lambda world: reverse("billing:my_documents")),
    ("documents", lambda world: reverse("billing:documents")),
    ("waiting", lambda world: reverse("billing:waiting")),
    ("payments", lambda world: reverse("billing:payments")),
    ("account", lambda world: reverse("billing:party_account", args=[world.receiving.pk])),
    ("months", lambda world: reverse("billing:months")),
    ("result", lambda world: reverse("billing:close_result", args=["2026-01"])),
]


@pytest.mark.parametrize(("name", "url"), LISTS)
def test_lists_ask_as_much_for_three_rows_as_for_one(name: str, url: Callable[[World], str], client: Client) -> None:
    counts = []
    for sessions in (1, 3):
        world = a_world(sessions=sessions, accept=False)
        sign_in(client, world.office)
        client.get(url(world))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(world))
        counts.append(len(queries))

    assert counts[0] == counts[1], name
