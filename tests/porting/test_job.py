"""Large imports go in by a job: asked on the page, watched there, all of it or nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.network.models import Network, Party
from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch
from kennisruil.porting.tasks import commit_import
from kennisruil.porting.web.pages import AT_ONCE
from kennisruil.shared.scope import network_scope
from tests.factories import BY, a_network, a_party, an_office_member, sign_in
from tests.porting.factories import LATER, a_preview

pytestmark = pytest.mark.django_db
LARGE = ("Naam", *(f"Huis {number}" for number in range(AT_ONCE + 1)))


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def office(client: Client, network: Network) -> Client:
    with network_scope(network.pk):
        member = an_office_member(network)
    return sign_in(client, member)


def _asked(office: Client, network: Network) -> tuple[ImportBatch, str, ProcrastinateJob]:
    with network_scope(network.pk):
        batch = a_preview(network, *LARGE, kind="organisations")
    url = office.post(reverse("porting:commit", args=[batch.pk])).url
    return batch, url, ProcrastinateJob.objects.get(task_name="porting.commit_import")


def _run(network: Network, job: ProcrastinateJob) -> int:
    """Do the job as a worker does, and count the parties there are then."""
    with network_scope(network.pk):
        commit_import(network_id=network.pk, **{key: job.args[key] for key in ("batch_id", "by", "skip_refused")})
        return Party.objects.filter(is_operator=False).count()


def test_large_import_is_put_in_by_a_job_that_can_be_watched(office: Client, network: Network) -> None:
    batch, url, job = _asked(office, network)

    before = office.get(url).context["progress"]
    made = [_run(network, job), _run(network, job)]
    after = office.get(url).context["progress"]

    assert (before["doing"], before["total"]) == ("De import begint zo meteen.", AT_ONCE + 1)
    assert made == [AT_ONCE + 1, AT_ONCE + 1]
    assert (after["finished"], after["next_url"]) == (True, reverse("porting:preview", args=[batch.pk]))
    assert reverse("porting:undo", args=[batch.pk]) in office.get(after["next_url"]).content.decode()


def test_import_of_a_network_that_changed_meanwhile_is_looked_at_again(office: Client, network: Network) -> None:
    batch, url, job = _asked(office, network)
    a_party(network, name="Huis 7")

    made = _run(network, job)
    ProcrastinateJob.objects.all().delete()
    shown = office.get(url).context["progress"]

    assert made == 1
    assert (shown["failed"] != "", shown["next_url"]) == (True, reverse("porting:preview", args=[batch.pk]))
    with network_scope(network.pk):
        batch.refresh_from_db()
    assert (batch.state, batch.counts["new"]) == ("previewed", AT_ONCE)


def test_what_the_preview_refuses_is_not_asked(network: Network) -> None:
    with network_scope(network.pk):
        batch = a_preview(network, "Naam;KBO-nummer", "Fout bv;0403.170.702", kind="organisations")

        with pytest.raises(actions.RowsRefused):
            actions.ask_commit(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
        with pytest.raises(actions.NothingToDo):
            actions.ask_commit(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER, skip_refused=True)

    assert not ProcrastinateJob.objects.filter(task_name="porting.commit_import").exists()
