"""Mails the office sees: with their file, of its own network only."""

import pytest
from django.urls import reverse

from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from tests.office.factories import NOW, World, a_world
from tests.office.web_world import browser_of, make_in, office_of, questions_of

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


def test_a_mail_in_doubt_waits_for_the_office_which_says_that_it_arrived(world: World) -> None:
    def in_doubt() -> Mail:
        mail = _a_mail(world, "een")
        Mail.objects.filter(pk=mail.pk).update(state="doubtful", begun_at=NOW)
        return mail

    mail = make_in(world, in_doubt)
    url, browser = reverse("office:mail_doubt", args=[mail.pk]), office_of(world)
    [line] = [line for line in browser.get(reverse("office:todo")).context["lines"] if line.kind == "mail_in_doubt"]
    shown = browser.get(line.url)

    answers = [
        browser_of(world.exchange.asker).post(url, {"answer": "arrived"}).status_code,
        office_of(a_world()).post(url, {"answer": "arrived"}).status_code,
        browser.post(url, {"answer": "arrived"}).status_code,
    ]
    twice = browser.post(url, {"answer": "again"}, follow=True)

    assert (line.key, shown.context["doubtful"].pk, line.overdue) == (str(mail.pk), mail.pk, False)
    assert answers == [403, 404, 302]
    assert [str(message) for message in twice.context["messages"]] == [
        "Noted: it arrived.",
        "Somebody settled this mail before you. Nothing has changed.",
    ]
    assert make_in(world, lambda: Mail.objects.values_list("state", "sent_at").get(pk=mail.pk)) == ("sent", NOW)
    assert twice.context["doubtful"] is None


def test_mails_list_asks_as_much_for_three_as_for_one(world: World) -> None:
    browser, url = office_of(world), reverse("office:mails")
    make_in(world, lambda: _a_mail(world, "een"))
    questions_of(browser, url)
    one = questions_of(browser, url)
    make_in(world, lambda: [_a_mail(world, key) for key in ("twee", "drie")])

    assert questions_of(browser, url) == one
