"""Pages of the chart, of the packages, of what is on its way and what was compared: who may, and what they do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.bookkeeping.actions import fill_outbox, reconcile
from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.bookkeeping.queries import chart_on, targets_on
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web.todo import todo_of_bookkeeping
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.factories import BY, at_noon
from tests.billing.web_world import World, a_world
from tests.bookkeeping.factories import FROM, adapter_of, deliver_all, send_to
from tests.factories import a_login, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the files go in these tests."""
    settings.BOOKS_FOLDER = tmp_path / "books"
    return tmp_path / "books"


@pytest.fixture
def world() -> World:
    """A network with a closed January, all of it delivered to a CSV file and compared."""
    found = a_world()
    send_to(found.network, Target.CSV, on=DAY)
    with network_scope(found.network.pk):
        fill_outbox(network_id=found.network.pk, target=Target.CSV, since_on=FROM, by=BY, at=at_noon(DAY))
    deliver_all(found.network, Target.CSV, at=at_noon(DAY))
    compare(found.network)
    return found


def compare(network: Network) -> None:
    adapter = adapter_of(network, Target.CSV)
    at = at_noon(DAY)
    reconcile(network_id=network.pk, target=Target.CSV, since_on=FROM, adapter=adapter, by=BY, at=at)


def pages_of(world: World) -> dict[str, str]:
    with network_scope(world.network.pk):
        entry, row = JournalEntry.objects.order_by("pk")[0], OutboxRow.objects.order_by("pk")[0]
    return {
        "chart": reverse("bookkeeping:chart"),
        "packages": reverse("bookkeeping:packages"),
        "choose": reverse("bookkeeping:choose_packages"),
        "compared": reverse("bookkeeping:compared", args=["csv"]),
        "entry": reverse("bookkeeping:entry", args=[entry.pk]),
        "parcel": reverse("bookkeeping:parcel", args=[row.pk]),
    }


@pytest.mark.parametrize("name", ["chart", "packages", "choose", "compared", "entry", "parcel"])
def test_pages_open_for_who_keeps_the_books_in_each_language(name: str, world: World) -> None:
    url = pages_of(world)[name]
    books, member = sign_in(Client(), world.office), sign_in(Client(), world.receiver)

    answers = [Client().get(url).status_code, member.get(url).status_code]
    for language in ("nl", "fr", "en"):
        books.cookies["django_language"] = language
        answers.append(books.get(url).status_code)

    assert answers == [302, 403, 200, 200, 200]


@pytest.mark.parametrize("name", ["entry", "parcel"])
def test_rows_of_another_network_are_not_there(name: str, world: World) -> None:
    client = sign_in(Client(), an_office_member(a_network()))

    assert client.get(pages_of(world)[name]).status_code == 404


def test_the_chart_changes_from_a_day_on_and_the_office_alone_may_only_look(world: World, client: Client) -> None:
    url = reverse("bookkeeping:chart")
    with network_scope(world.network.pk):
        codes = dict(chart_on(network_id=world.network.pk, on=DAY).codes)
    given = codes | {"bank": "550123", "holds_from": "2026-06-01"}
    desk = a_member(world.network)
    a_login(world.network, desk, is_office=True)

    refused = sign_in(Client(), desk).post(url, given).status_code
    wrong = sign_in(client, world.office).post(url, given | {"bank": "bank"}).context["form"].errors
    done = client.post(url, given)

    with network_scope(world.network.pk):
        now, then = (chart_on(network_id=world.network.pk, on=on).code("bank") for on in (DAY, date(2026, 6, 1)))
    assert (refused, list(wrong), done.status_code, now, then) == (403, ["bank"], 302, "550000", "550123")
    assert client.get(url).context["history"][0]["changed"] == ["Bank: 550000 → 550123"]


def test_packages_are_chosen_with_the_day_they_are_told_from(world: World, client: Client) -> None:
    url = reverse("bookkeeping:choose_packages")
    sign_in(client, world.office)

    without_day = client.post(url, {"tryton": "on", "tryton_since": ""}).context["form"].errors
    done = client.post(url, {"ubl": "on", "ubl_since": "2026-02-01"})

    with network_scope(world.network.pk):
        chosen = targets_on(network_id=world.network.pk, on=date(2030, 1, 1))
    assert (list(without_day), done.status_code, chosen) == (["tryton_since"], 302, {Target.UBL: date(2026, 2, 1)})


def test_the_page_says_how_each_package_stands(world: World, client: Client) -> None:
    sign_in(client, world.office)

    (shown,) = client.get(reverse("bookkeeping:packages")).context["packages"]

    assert (shown["target"], shown["count"].delivered, shown["count"].waiting, shown["apart"]) == ("csv", 2, 0, 0)


def test_what_was_compared_is_nil_and_the_list_narrows_to_what_differs(world: World, client: Client) -> None:
    url = reverse("bookkeeping:compared", args=["csv"])
    sign_in(client, world.office)

    rows, apart = client.get(url).context["rows"], client.get(url, {"show": "apart"}).context["rows"]

    assert ({row[4]["cents"] for row in rows}, len(rows), apart) == ({0}, 7, [])


def test_todo_tells_of_alarms_and_of_months_that_differ(world: World, folder: Path) -> None:
    path = folder / world.network.slug / "csv" / "journal.csv"
    path.write_text(path.read_text().replace("100.00", "100.01"))
    compare(world.network)
    with network_scope(world.network.pk):
        OutboxRow.objects.filter(number="2026-000001").update(state="alarm")

        lines = todo_of_bookkeeping(network_id=world.network.pk, waits_for=OFFICE, today=DAY)
        mine = todo_of_bookkeeping(network_id=world.network.pk, waits_for=world.receiver.pk, today=DAY)

    assert [(line.kind, line.overdue) for line in lines] == [("package_alarm", True), ("package_apart", False)]
    assert mine == []


def test_a_row_in_alarm_is_tried_again_by_who_keeps_the_books(world: World, client: Client) -> None:
    with network_scope(world.network.pk):
        row = OutboxRow.objects.order_by("pk")[0]
        OutboxRow.objects.filter(pk=row.pk).update(state="alarm")
    url = reverse("bookkeeping:try_again", args=[row.pk])

    answers = [
        sign_in(Client(), world.receiver).post(url).status_code,
        sign_in(client, world.office).post(url).status_code,
    ]

    with network_scope(world.network.pk):
        assert (answers, OutboxRow.objects.get(pk=row.pk).state) == ([403, 302], "waiting")
