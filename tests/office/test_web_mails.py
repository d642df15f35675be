"""Mails the office sees: with their file, of its own network only."""

import pytest
from django.urls import reverse

from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from tests.office.factories import NOW, World, a_world
from tests.office.web_world import make_in, office_of, questions_of

pytestmark = pytest.mark.django_db


def _a_mail(world: World, key: str) -> Mail:
    file = keep_file(
        network_id=world.network.pk, id=new_id(at=NOW), name="sessie.ics", media_type="text/calendar",
        content=b"BEGIN:VCALENDAR", at=NOW,
    )  # fmt: skip
    return post_mail(
        network_id=world.network.pk, key=key, to="an@mail.example", subject=f"Dag {key}", text="Tot dan",
        language="nl", at=NOW, attachments=[file.pk],
    )  # fmt: skip


def test_outbox_shows_a_mail_with_its_file(world: World) -> None:
    mail = make_in(world, lambda: _a_mail(world, "een"))
    browser = office_of(world)

    listed = browser.get(reverse("office:mails"), {"text": "Dag een"})
    shown = browser.get(reverse("office:mail", args=[mail.pk]))
    [attached] = shown.context["mail"]["attachments"]
    file = browser.get(attached["url"])

    assert [row[0]["text"] for row in listed.context["rows"]] == ["Dag een"]
    assert (shown.status_code, attached["name"]) == (200, "sessie.ics")
    assert (file.content, file["Content-Disposition"]) == (b"BEGIN:VCALENDAR", 'attachment; filename="sessie.ics"')


def test_mail_of_another_network_does_not_exist(world: World) -> None:
    other = a_world()
    mail = make_in(other, lambda: _a_mail(other, "geheim"))
    own = make_in(world, lambda: _a_mail(world, "eigen"))
    browser = office_of(world)

    answers = [
        browser.get(reverse("office:mail", args=[mail.pk])).status_code,
        browser.get(reverse("office:mail_file", args=[mail.pk, mail.attachments[0]])).status_code,
        browser.get(reverse("office:mail_file", args=[own.pk, mail.attachments[0]])).status_code,
    ]

    assert answers == [404, 404, 404]


def test_mails_list_asks_as_much_for_three_as_for_one(world: World) -> None:
    browser, url = office_of(world), reverse("office:mails")
    make_in(world, lambda: _a_mail(world, "een"))
    questions_of(browser, url)
    one = questions_of(browser, url)
    make_in(world, lambda: [_a_mail(world, key) for key in ("twee", "drie")])

    assert questions_of(browser, url) == one
