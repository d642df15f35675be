"""Large bank files are read by a job: kept first, read whole or not at all, and the page says how far it is."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.billing.models import BankFile, BankLine, BankPart
from kennisruil.billing.tasks import read_bank_file
from kennisruil.billing.web.bank import AT_ONCE_BYTES
from kennisruil.shared.progress import stand_of, told
from kennisruil.shared.scope import network_scope
from tests.billing.bank_files import Told, coda
from tests.billing.web_world import a_world
from tests.factories import a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db
LARGE = coda([Told(cents=100 + n, on=date(2026, 2, 10), name=f"Klant {n}") for n in range(200)])


def test_large_file_is_read_by_a_job_that_can_be_watched(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    assert len(LARGE) > AT_ONCE_BYTES

    sent = client.post(reverse("billing:bank_new"), {"file": SimpleUploadedFile("groot.cod", LARGE)})
    before = client.get(sent.url).context["progress"]
    job = ProcrastinateJob.objects.get(task_name="billing.read_bank_file")
    with network_scope(world.network.pk):
        nothing = (BankFile.objects.count(), BankLine.objects.count())
        read_bank_file(network_id=world.network.pk, bank_file_id=job.args["bank_file_id"], by=job.args["by"])
        read_bank_file(network_id=world.network.pk, bank_file_id=job.args["bank_file_id"], by=job.args["by"])
        parts, by = BankPart.objects.count(), BankLine.objects.count()
    after = client.get(sent.url).context["progress"]

    assert (nothing, parts, by) == ((0, 0), 200, 200)
    assert (before["doing"], before["done"], "next_url" in before) == ("Het lezen begint zo meteen.", 0, False)
    assert (after["finished"], client.get(after["next_url"]).status_code) == (True, 200)
    assert job.args["by"] == f"member:{world.office.pk}"


def test_page_says_that_the_reading_stopped(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    sent = client.post(reverse("billing:bank_new"), {"file": SimpleUploadedFile("groot.cod", LARGE)})
    ProcrastinateJob.objects.filter(task_name="billing.read_bank_file").update(status="failed")

    shown = client.get(sent.url, headers={"HX-Request": "true"}).context["progress"]

    assert (shown["failed"] != "", shown["next_url"]) == (True, reverse("billing:bank_new"))


def test_progress_of_another_network_does_not_exist(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    sent = client.post(reverse("billing:bank_new"), {"file": SimpleUploadedFile("groot.cod", LARGE)})
    sign_in(client, an_office_member(a_network()))

    assert client.get(sent.url).status_code == 404


def test_work_in_one_transaction_says_how_far_it_is() -> None:
    about = a_network().pk
    seen = []

    for item in told(range(50), about=about, total=50):
        if item in (0, 45):
            stand = stand_of(task="none", about=about)
            seen.append((stand.done, stand.total, stand.is_under_way))

    assert seen == [(0, 50, False), (40, 50, False)]
    assert stand_of(task="none", about=about).total == 0
