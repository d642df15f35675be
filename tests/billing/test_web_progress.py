"""How far a close is, as the page says it: its step and counts, the time it still takes, what to do when it stopped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.billing.models import CloseRun
from kennisruil.shared import jobs
from kennisruil.shared.audit import action
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY
from tests.billing.web_world import World, a_world
from tests.factories import sign_in

pytestmark = pytest.mark.django_db
URL = "billing:close_progress"


@pytest.fixture
def world(client: Client) -> World:
    """A January of which a worker is writing the statements."""
    found = a_world(closed=False)
    at = datetime.now(UTC)
    with action("test.run", network_id=found.network.pk, by=BY, at=at):
        CloseRun.objects.create(
            id=new_id(),
            network_id=found.network.pk,
            month_on=date(2026, 1, 1),
            run="final",
            issued_on=date(2026, 2, 3),
            cutoff_at=at,
            step="statements",
            step_done=50,
            step_total=200,
        )
    with network_scope(found.network.pk):
        ids = {"month": "2026-01", "member_id": found.office.pk}
        jobs.enqueue("billing.close_month", network_id=found.network.pk, **ids)
    ProcrastinateJob.objects.filter(task_name="billing.close_month").update(status="doing")
    sign_in(client, found.office)
    return found


def test_step_and_counts_are_those_of_the_run(client: Client, world: World) -> None:
    shown = client.get(reverse(URL, args=["2026-01"])).context["progress"]

    assert (shown["doing"], shown["done"], shown["total"]) == (
        "De overzichten van januari 2026 schrijven",
        50,
        200,
    )
    assert shown["left"] == ""


def test_time_left_follows_from_what_was_made_since_the_first_look(client: Client, world: World) -> None:
    a_minute_ago = int((datetime.now(UTC) - timedelta(seconds=60)).timestamp())

    seen = {"step": "statements", "since": a_minute_ago, "from": 20}
    shown = client.get(reverse(URL, args=["2026-01"]), seen).context["progress"]
    other_step = client.get(reverse(URL, args=["2026-01"]), seen | {"step": "documents"}).context["progress"]
    nonsense = client.get(reverse(URL, args=["2026-01"]), seen | {"since": "gisteren"}).context["progress"]

    # Thirty in a minute: a hundred and fifty more take five.
    assert shown["left"] == "nog ongeveer 5 minuten"
    assert (other_step["left"], nonsense["left"]) == ("", "")


def test_run_whose_job_is_gone_says_that_it_goes_on_where_it_was(client: Client, world: World) -> None:
    ProcrastinateJob.objects.filter(task_name="billing.close_month").update(status="failed")

    shown = client.get(reverse(URL, args=["2026-01"])).context["progress"]
    month = client.get(reverse("billing:close_month", args=["2026-01"])).content.decode()

    assert shown["failed"]
    assert shown["next_url"] == reverse("billing:close_month", args=["2026-01"])
    assert "onderbroken" in month
