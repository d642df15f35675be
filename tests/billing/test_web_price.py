"""The page that lowers a price: what it shows before, what it does, and who may."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Document
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import a_world
from tests.factories import a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


def test_price_is_shown_before_it_is_lowered(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:lower_price", args=[world.invoice.pk])
    line = client.get(url).context["form"].fields["line"].choices[0][0]
    given = {"id": str(new_id()), "line": line, "coins": "0,5", "reason": "korter"}

    seen = client.post(url, given)
    before = len(world.documents("credit_note_381"))
    done = client.post(url, given | {"sure": "1"}, follow=True)

    rows = [(row["coins"], row["cents"]) for row in seen.context["consequence"]["rows"]]
    assert (rows, before) == ([(50, 25_00), (None, 5_25)], 0)
    assert done.context["found"].kind == "credit_note_381"
    assert "Prijsvermindering: korter" in done.content.decode()


def test_price_is_not_lowered_by_a_member_or_another_network_or_on_a_correction(client: Client) -> None:
    world = a_world()
    url = reverse("billing:lower_price", args=[world.invoice.pk])

    sign_in(client, world.receiver)
    member = client.get(url).status_code
    sign_in(client, an_office_member(a_network()))
    other = client.get(url).status_code

    with network_scope(world.network.pk):
        assert Document.objects.filter(kind="credit_note_381").count() == 0
    assert (member, other) == (403, 404)


def test_document_page_offers_a_lower_price_to_who_keeps_the_books(client: Client) -> None:
    world = a_world()
    url = reverse("billing:document", args=[world.invoice.pk])
    link = reverse("billing:lower_price", args=[world.invoice.pk])

    sign_in(client, world.office)
    office = link in client.get(url).content.decode()
    sign_in(client, world.receiver)
    member = link in client.get(url).content.decode()

    assert (office, member) == (True, False)
