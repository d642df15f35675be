"""Pages of reminders: what goes out, held back and let go; the office's and the bookkeeper's."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.billing import actions
from kennisruil.billing.models import ReminderHold
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.billing.web_world import SESSION_ON, World, a_world
from tests.factories import a_party, sign_in

pytestmark = pytest.mark.django_db

# January's VAT is due on 5 March; the first reminder goes out a week later.
EVE = date(2026, 3, 11)


def test_what_goes_out_tomorrow_is_shown_and_can_be_held_back(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = _on(a_world(), EVE, tmp_path, monkeypatch)
    sign_in(client, world.office)
    url = reverse("billing:hold_reminders", args=[world.receiving.pk]) + f"?document={world.invoice.pk}"

    before = client.get(reverse("billing:reminders"))
    given = {"id": str(new_id()), "reason": "Ze bellen ons", "until_on": ""}
    client.post(url, given)
    client.post(url, given)
    after = client.get(reverse("billing:reminders"))
    with network_scope(world.network.pk):
        (held,) = ReminderHold.objects.all()
    client.post(reverse("billing:release_reminders", args=[held.pk]))
    released = client.get(reverse("billing:reminders"))

    shown = [
        ([(row["party"], row["cents"]) for row in page.context["next"]], list(page.context["holds"]))
        for page in (before, after, released)
    ]
    assert shown == [([(world.receiving, 2100)], []), ([], [held]), ([(world.receiving, 2100)], [])]


def test_reminder_stands_on_the_page_of_its_document(client: Client) -> None:
    world = a_world()
    on = date(2026, 3, 12)
    actions.send_payment_reminders(network_id=world.network.pk, today=on, by=BY, at=at_noon(on))
    sign_in(client, world.receiver)

    page = client.get(reverse("billing:document", args=[world.invoice.pk]))

    assert [event["on"] for event in page.context["reminders"]] == [on]


def test_document_of_somebody_else_is_not_held_back_here(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    url = reverse("billing:hold_reminders", args=[world.giving.pk])

    assert client.get(f"{url}?document={world.invoice.pk}").status_code == 404


def test_reminders_are_for_the_office_of_their_own_network(client: Client) -> None:
    world, elsewhere = a_world(closed=False), a_world(closed=False)
    sign_in(client, world.receiver)
    forbidden = client.get(reverse("billing:reminders"))
    sign_in(client, world.office)

    unknown = client.get(reverse("billing:hold_reminders", args=[elsewhere.receiving.pk]))
    nothing = client.post(reverse("billing:release_reminders", args=[new_id()]))

    assert (forbidden.status_code, unknown.status_code, nothing.status_code) == (403, 404, 302)


def test_page_asks_the_database_as_often_for_three_as_for_one(client: Client) -> None:
    counts = []
    for others in (0, 2):
        world = a_world(closed=False)
        for _ in range(others):
            hold(world.network, on=SESSION_ON, pays=[(a_party(world.network), 100)], kind="office_workshop")
        close(world.network, "2026-01")
        on = date(2026, 3, 12)
        actions.send_payment_reminders(network_id=world.network.pk, today=on, by=BY, at=at_noon(on))
        sign_in(client, world.office)
        client.get(reverse("billing:reminders"))
        with CaptureQueriesContext(connection) as found:
            page = client.get(reverse("billing:reminders"))
        counts.append((len(page.context["next"]), len(page.context["sent"]), len(found)))

    assert counts == [(1, 1, counts[0][2]), (3, 3, counts[0][2])]


def _on(world: World, day: date, folder: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Let the pages think it is ``day``."""
    clock = folder / "now"
    clock.write_text(datetime(day.year, day.month, day.day, 10, tzinfo=UTC).isoformat())
    monkeypatch.setenv("KENNISRUIL_NOW", f"@{clock}")
    return world
