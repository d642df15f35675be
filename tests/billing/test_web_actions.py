"""What the buttons of the billing pages do: payments, balances, reversals, the month close."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.billing import actions, tasks
from kennisruil.billing.models import CloseRun, Movement, Payment
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope
from kennisruil.shared.web.sentences import has_sentence
from tests.billing.factories import hold
from tests.billing.web_world import a_world
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def test_payment_shows_first_and_books_with_the_second_button(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url, id = reverse("billing:pay", args=[world.receiving.pk]), str(new_id())
    given = {"id": id, "direction": "in", "euro": "60,50", "paid_on": "2026-02-10", "document": ""}

    seen = client.post(url, given)
    with network_scope(world.network.pk):
        before = Payment.objects.count()
    client.post(url, given | {"sure": "1"})
    client.post(url, given | {"sure": "1"})

    with network_scope(world.network.pk):
        booked = list(Payment.objects.values_list("cents", "vat_cents", "base_cents", "coins"))
    amounts = [row["cents"] for row in seen.context["consequence"]["rows"]]
    # The example of the design: EUR 60.50 on 121 pays VAT 21, base 39.50, which is 0.79 coin.
    assert (before, amounts, booked) == (0, [2100, 3950, 6050], [(6050, 2100, 3950, 79)])


def test_payment_of_more_than_is_owed_changes_nothing(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:pay", args=[world.receiving.pk])

    answer = client.post(url, {"direction": "out", "euro": "5", "paid_on": "2026-02-10", "sure": "1"})

    with network_scope(world.network.pk):
        assert (answer.status_code, answer.context["form"].is_valid(), Payment.objects.count()) == (200, False, 0)


def test_base_that_was_given_back_already_is_not_asked_in_euro(client: Client) -> None:
    world = a_world()
    hold(world.network, on=date(2026, 2, 10), pays=[(world.giving, 200)], earns=[(world.receiving, 200)])
    sign_in(client, world.receiver)

    page = client.get(reverse("billing:document", args=[world.invoice.pk])).context
    in_euro = client.get(reverse("billing:in_euro", args=[world.invoice.pk]))

    parts = [(part["is_base"], part["is_given_back"], part["in_euro_url"]) for part in page["opened"]]
    assert (parts, in_euro.status_code) == ([(False, False, ""), (True, True, "")], 404)


def test_payment_that_is_no_amount_stays_on_the_form(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:pay", args=[world.receiving.pk])

    answer = client.post(url, {"direction": "in", "euro": "veel", "paid_on": "morgen"})

    assert sorted(answer.context["form"].errors) == ["euro", "paid_on"]


def test_write_off_shows_first_and_settles_with_the_second_button(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:write_off", args=[world.receiving.pk])
    given = {"id": str(new_id()), "coins": "1,5", "reason": "Gestopt met het concept"}

    seen = client.post(url, given)
    client.post(url, given | {"sure": "1"})

    with network_scope(world.network.pk):
        movement = Movement.objects.get(kind="write_off")
    assert seen.context["consequence"]["rows"][0]["coins"] == 150
    assert (movement.coins, movement.cents) == (150, 7500)


def test_write_off_of_more_than_is_left_changes_nothing(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:write_off", args=[world.receiving.pk])

    answer = client.post(url, {"coins": "9", "reason": "Te veel", "sure": "1"})

    with network_scope(world.network.pk):
        assert not Movement.objects.filter(kind="write_off").exists()
    assert answer.context["form"].non_field_errors()


def test_opening_balance_is_brought_in(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    url = reverse("billing:opening", args=[world.giving.pk])
    given = {
        "side": "to_give",
        "coins": "3",
        "euro": "150,00",
        "on": "2026-01-05",
        "vat": "31,50",
        "old_number": "K-17",
    }

    seen = client.post(url, given)
    client.post(url, given | {"id": str(new_id()), "sure": "1"})

    with network_scope(world.network.pk):
        movement = Movement.objects.get(kind="opening")
    assert [row["cents"] for row in seen.context["consequence"]["rows"]] == [3150, 15000]
    assert (movement.coins, movement.cents, movement.text) == (-300, 15000, "K-17")


def test_taking_back_shows_the_corrections_first(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:reverse", args=[world.supply.pk])
    given = {"id": str(new_id()), "coins": "1", "reason": "Half zo lang"}

    seen = client.post(url, given)
    before = len(world.documents())
    client.post(url, given | {"sure": "1"})

    made = {document.kind: document.base_cents for document in world.documents() if document.corrects_id}
    assert [row["cents"] for row in seen.context["consequence"]["rows"]][1:] == [6050, 6050]
    assert (before, made) == (2, {"credit_note_381": 5000, "self_billed_credit_261": 5000})


def test_close_starts_a_job_and_shows_how_far_it_is(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    url = reverse("billing:close_month", args=["2026-01"])

    answers = [client.post(url), client.post(url)]
    job = ProcrastinateJob.objects.get(task_name="billing.close_month")
    part = client.get(answers[0]["Location"], headers={"HX-Request": "true"})

    assert [answer.status_code for answer in answers] == [302, 302]
    assert job.args == {
        "network_id": str(world.network.pk),
        "month": "2026-01",
        "member_id": str(world.office.pk),
    }
    assert (part.context["progress"]["done"], part.context["progress"]["total"]) == (0, 1)


def test_close_leaves_documents_statements_and_an_archive(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    tasks.close_month(network_id=str(world.network.pk), month="2026-01", member_id=str(world.office.pk))

    progress = client.get(reverse("billing:close_progress", args=["2026-01"])).context["progress"]
    result = client.get(reverse("billing:close_result", args=["2026-01"])).context
    archive = client.get(reverse("billing:month_archive", args=["2026-01"]))
    again = client.post(reverse("billing:close_month", args=["2026-01"]))

    names = zipfile.ZipFile(io.BytesIO(archive.content)).namelist()
    assert (progress["finished"], result["state"].statements, len(result["mail_rows"])) == (True, 2, 4)
    assert sorted(name.split("/")[0] for name in names) == ["pdf"] * len(world.documents("invoice_380")) + ["xml"]
    assert again["Location"] == reverse("billing:close_result", args=["2026-01"])


def test_month_that_waits_for_an_earlier_one_does_not_close(client: Client) -> None:
    world = a_world(closed=False)
    hold(world.network, on=date(2026, 2, 10), pays=[(world.receiving, 100)], earns=[(world.giving, 100)])
    sign_in(client, world.office)
    url = reverse("billing:close_month", args=["2026-02"])

    seen = client.get(url).context
    client.post(url)

    assert (seen["may_close"], seen["earlier"]["url"]) == (False, reverse("billing:close_month", args=["2026-01"]))
    with network_scope(world.network.pk):
        assert not CloseRun.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="billing.close_month").exists()


def test_every_refusal_has_its_sentence() -> None:
    refusals = [each for each in vars(actions).values() if isinstance(each, type) and issubclass(each, Refusal)]

    assert [each.__name__ for each in refusals if not has_sentence(each)] == []
