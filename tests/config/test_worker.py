"""The worker as a process: killed in the middle of a job, its job is done by the next one, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from procrastinate.exceptions import AlreadyEnqueued

from kennisruil.shared import jobs, tasks
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.database import OwnDatabase
from tests.factories import a_network

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Admin = psycopg.Connection[tuple[object, ...]]


def a_worker(own: OwnDatabase) -> "subprocess.Popen[bytes]":
    # The mail goes nowhere: what counts is that the job marks it sent, and does so once.
    env = {**own.env, "KENNISRUIL_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return subprocess.Popen([sys.executable, "-c", "from kennisruil.config.worker import main; main()"], env=env)


def until(condition: Callable[[], bool], *, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def statuses(admin: Admin) -> list[str]:
    found = admin.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'shared.deliver_mail'")
    return [str(status) for (status,) in found]


@pytest.mark.usefixtures("own_database")
def test_job_of_a_killed_worker_is_done_by_the_next(own_database: OwnDatabase, admin: Admin) -> None:
    network = a_network()
    with network_scope(network.pk):
        mail = post_mail(
            network_id=network.pk, key="k", to="ann@example.org", subject="s", text="t", language="nl", at=AT
        )
        jobs.enqueue("shared.deliver_mail", network_id=network.pk, mail_id=mail.pk)
    with admin.transaction():
        # The row is held, so the job waits in the middle of its work.
        admin.execute("SELECT 1 FROM shared_mail WHERE id = %s FOR UPDATE", [mail.pk])
        first = a_worker(own_database)
        with psycopg.connect(own_database.admin_url, autocommit=True) as looking:
            assert until(lambda: statuses(looking) == ["doing"])
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
            assert statuses(looking) == ["doing"]
            # As if it had been silent for long: nobody waits a minute for this.
            looking.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'")
    # The worker that was killed may have asked for the round of its own even minute already.
    with suppress(AlreadyEnqueued):
        tasks.retry_stalled.defer(timestamp=0)

    second = a_worker(own_database)
    done = until(lambda: statuses(admin) == [])  # a job that went well leaves the queue
    second.send_signal(signal.SIGTERM)
    second.wait(timeout=30)

    assert done
    with network_scope(network.pk):
        assert Mail.objects.values_list("state", "attempts").get(pk=mail.pk) == ("sent", 1)
