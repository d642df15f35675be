"""The pages of what is to be paid: prepared by one, approved by another, withdrawn, dropped."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import PayBatch, PayOrder
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.billing.web_bank_world import office
from tests.billing.web_world import World
from tests.factories import an_office_member, sign_in

pytestmark = pytest.mark.django_db


def test_batch_is_prepared_by_one_and_approved_by_another(client: Client) -> None:
    world = office(client)
    other = an_office_member(world.network)
    given = {"id": str(new_id()), "pay_on": "2026-03-02"}

    seen = client.post(reverse("billing:pay_prepare"), given).context["consequence"]
    made = client.post(reverse("billing:pay_prepare"), given | {"sure": "1"})
    with network_scope(world.network.pk):
        batch = PayBatch.objects.get()
    client.post(reverse("billing:pay_approve", args=[batch.pk]))
    still = the_state(world)
    no_file = client.get(reverse("billing:pay_batch_file", args=[batch.pk])).status_code
    sign_in(client, other)
    page = client.get(made["Location"])
    client.post(reverse("billing:pay_approve", args=[batch.pk]))
    file = client.get(reverse("billing:pay_batch_file", args=[batch.pk]))

    assert [row["cents"] for row in seen["rows"]] == [2100, 2100]
    assert (still, no_file, page.context["is_mine"], the_state(world)) == ("prepared", 404, False, "approved")
    assert b"<EndToEndId>" in file.content


def the_state(world: World) -> str:
    with network_scope(world.network.pk):
        return PayBatch.objects.get().state


def test_batch_that_waits_for_a_second_person_stands_on_the_to_do_page(client: Client) -> None:
    world = office(client)
    client.post(reverse("billing:pay_prepare"), {"id": str(new_id()), "pay_on": "2026-03-02", "sure": "1"})

    with network_scope(world.network.pk):
        every = todo_lines(network_id=world.network.pk, waits_for=OFFICE, today=date(2026, 2, 20))

    assert [line.kind for line in every if line.kind == "pay_batch"] == ["pay_batch"]


def test_batch_is_withdrawn_and_an_order_dropped(client: Client) -> None:
    world = office(client)
    other = an_office_member(world.network)
    for _ in range(2):
        client.post(reverse("billing:pay_prepare"), {"id": str(new_id()), "pay_on": "2026-03-02", "sure": "1"})
        with network_scope(world.network.pk):
            batch = PayBatch.objects.exclude(state="withdrawn").get()
        if _ == 0:
            client.post(reverse("billing:pay_withdraw", args=[batch.pk]))
    sign_in(client, other)
    client.post(reverse("billing:pay_approve", args=[batch.pk]))
    with network_scope(world.network.pk):
        order = PayOrder.objects.get(batch=batch)
    client.post(reverse("billing:pay_order_drop", args=[order.pk]))

    with network_scope(world.network.pk):
        assert sorted(PayBatch.objects.values_list("state", flat=True)) == ["closed", "withdrawn"]
    assert len(client.get(reverse("billing:paying")).context["rows"]) == 2
