"""The page of e-invoices, and how a document's own page tells its journey."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.channel import parcel_of
from kennisruil.billing.models import InboxDocument, Submission
from kennisruil.billing.rules.frozen import draft_from_dict
from kennisruil.network.queries import facts_on, setting
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.billing.channel_world import ON, AccessPoint, on_the_network, with_access_point, work
from tests.billing.web_world import World, a_world
from tests.factories import a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


def office(client: Client, world: World) -> World:
    sign_in(client, world.office)
    return world


def lines(world: World) -> list[tuple[str, str]]:
    with network_scope(world.network.pk):
        every = todo_lines(network_id=world.network.pk, waits_for=OFFICE, today=ON)
    return [(line.kind, line.url) for line in every if line.kind in ("e_invoice", "channel")]


def test_channel_is_decided_from_a_day_on(client: Client) -> None:
    world = office(client, a_world(closed=False))
    url = reverse("billing:channel")
    given = {"adapter": "recommand", "company": "c_7", "holds_from": "2026-03-01"}

    refused = client.post(url, given | {"company": ""})
    client.post(url, given)

    with network_scope(world.network.pk):
        values = [setting(network_id=world.network.pk, key="channel.adapter", on=on) for on in (ON, date(2026, 3, 1))]
    assert (list(refused.context["form"].errors), values) == (["company"], ["folder", "recommand"])


def test_page_says_what_is_missing_and_what_was_never_tried(client: Client) -> None:
    office(client, with_access_point())

    page = client.get(reverse("billing:channel"))

    assert page.context["state"].missing == "secrets"
    assert page.context["state"].documentation.address in page.content.decode()
    assert page.context["secrets"][0] in page.content.decode()


def test_refused_document_shows_its_journey_and_is_tried_again(client: Client, access_point: AccessPoint) -> None:
    world = office(client, with_access_point())
    access_point.will(next=["reject", "reject"])
    work(world)
    url = reverse("billing:document", args=[world.invoice.pk])
    with network_scope(world.network.pk):
        submission = Submission.objects.get(document=world.invoice)

    before = client.get(url).context["travel"]
    waits = lines(world)
    client.post(reverse("billing:channel_again", args=[submission.pk]))
    after = client.get(url).context["travel"]
    client.post(reverse("billing:channel_by_hand", args=[submission.pk]))

    assert ("BR-01" in before["text"], before["waits"], len(before["events"])) == (True, True, 2)
    assert sorted(url for _kind, url in waits)[:1] and ("e_invoice", url) in waits
    assert (after["waits"], after["row"].state) == (False, "waiting")


def test_who_is_not_registered_stands_on_the_to_do_page(client: Client, access_point: AccessPoint) -> None:
    world = office(client, with_access_point())
    access_point.will(unregistered=[[row["receiver"], row["type"]] for row in _types(world)])

    work(world)

    assert [kind for kind, _url in lines(world)] == ["e_invoice", "e_invoice"]


def _types(world: World) -> list[dict[str, str]]:
    parcels = [parcel_of(draft_from_dict(each.content), key="", xml=b"") for each in world.documents() if each.xml_id]
    return [{"receiver": each.receiver, "type": each.document_type_id} for each in parcels]


def test_company_that_gets_a_pdf_is_looked_up_and_noted(client: Client, access_point: AccessPoint) -> None:
    world = a_world()
    office(client, world)
    url = reverse("billing:channel_look_up", args=[world.receiving.pk])
    # The clock of the page is today's: what was issued in February is long ago, so the line is asked for its own day.
    waits = lines(world)
    client.post(url)
    client.post(reverse("billing:channel"), {"adapter": "recommand", "company": "c_test", "holds_from": "2026-01-01"})
    with network_scope(world.network.pk):
        before = facts_on(network_id=world.network.pk, party_id=world.receiving.pk, on=date(2030, 1, 1))
    client.post(url)

    with network_scope(world.network.pk):
        after = facts_on(network_id=world.network.pk, party_id=world.receiving.pk, on=date(2030, 1, 1))
    assert waits == [("channel", reverse("billing:channel"))]
    assert before is not None and after is not None
    assert (before.peppol_registered, after.peppol_registered) == (False, True)


def test_inbox_is_listed_taken_away_and_ticked_off(client: Client, access_point: AccessPoint) -> None:
    world = office(client, with_access_point())
    access_point.will(incoming=[{"id": "doc_9", "senderId": "0208:1", "type": "invoice", "xml": "<Invoice/>"}])
    work(world)
    with network_scope(world.network.pk):
        row = InboxDocument.objects.get()

    file = client.get(reverse("billing:inbox_file", args=[row.pk]))
    client.post(reverse("billing:inbox_seen", args=[row.pk]))

    with network_scope(world.network.pk):
        seen = InboxDocument.objects.get().seen_at
    assert (file.content, seen is not None, len(client.get(reverse("billing:channel")).context["inbox"])) == (
        b"<Invoice/>",
        True,
        1,
    )


def test_page_is_for_who_keeps_the_books_of_this_network(client: Client) -> None:
    world = on_the_network()
    work_none = reverse("billing:channel")
    sign_in(client, world.receiver)
    refused = client.get(work_none).status_code
    sign_in(client, an_office_member(a_network()))

    answers = [
        client.post(reverse("billing:channel_look_up", args=[world.receiving.pk])).status_code,
        client.get(work_none).status_code,
    ]

    assert (refused, answers) == (403, [404, 200])
