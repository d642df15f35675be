"""Mails are written once per key; files are kept as they are."""

import hashlib

import pytest
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from pytest_django import Settings

from kennisruil.shared.delivery import deliver_mail
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from tests.factories import AT, in_a_network

pytestmark = pytest.mark.django_db


def test_mail_is_posted_once_per_key() -> None:
    with in_a_network() as network:
        letters = [
            post_mail(network_id=network.pk, key="k", to=to, subject="s", text="t", language="nl", at=AT)
            for to in ("a@mail.example", "b@mail.example")
        ]

        assert letters[0] == letters[1]
        assert [mail.to for mail in Mail.objects.all()] == ["a@mail.example"]


def test_mail_without_server_stays_in_the_outbox() -> None:
    with in_a_network() as network:
        mail = post_mail(
            network_id=network.pk, key="k", to="a@mail.example", subject="s", text="t", language="nl", at=AT
        )

        assert mail.state == Mail.State.WAITING


def test_long_subject_is_cut() -> None:
    with in_a_network() as network:
        mail = post_mail(
            network_id=network.pk, key="k", to="a@mail.example", subject="s" * 300, text="t", language="nl", at=AT
        )

        assert len(mail.subject) == 200


def test_file_is_kept_with_its_digest_and_once() -> None:
    with in_a_network() as network:
        file_id, content = new_id(), b"%PDF"
        kept = [
            keep_file(
                network_id=network.pk, id=file_id, name="a.pdf", media_type="application/pdf", content=given, at=AT
            )
            for given in (content, b"other")
        ]

        assert kept[0] == kept[1]
        kept[1].refresh_from_db()
        assert (bytes(kept[1].content), kept[1].sha256) == (content, hashlib.sha256(content).hexdigest())


def test_mail_that_cannot_be_brought_waits_and_its_job_is_tried_for_hours(settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 9  # nobody listens there
    with in_a_network() as network:
        mail = post_mail(
            network_id=network.pk, key="k", to="an@example.org", subject="s", text="t", language="nl", at=AT
        )

        with pytest.raises(OSError, match="refused"):
            deliver_mail(network_id=network.pk, mail_id=mail.pk, at=AT)

        assert Mail.objects.values_list("state", "sent_at").get(pk=mail.pk) == ("waiting", None)
    again = app.tasks["shared.deliver_mail"].retry_strategy
    assert isinstance(again, RetryStrategy)
    assert (again.max_attempts, again.exponential_wait) == (7, 5)
