"""A mail is handed over once: begun and never answered it is in doubt, and nobody sends it twice without knowing."""

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from pytest_django import Settings

from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network
from kennisruil.shared.delivery import DoubtSettled, deliver_mail, doubtful_mails, settle_doubt
from kennisruil.shared.ids import new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import Mail
from tests.factories import AT, BY, ON, in_a_network
from tests.flows.mail_house import MailHouse

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


class Rude(MailHouse):
    """A mail server that takes nothing: it says no, or breaks off before it says anything."""

    def __init__(self, *, answer: str) -> None:
        super().__init__()
        self._answer = answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        del session, envelope
        if not self._answer:
            server.transport.close()
        return self._answer or "250 nobody hears this"


@pytest.fixture
def network() -> Iterator[Network]:
    with in_a_network() as found:
        yield found


@pytest.mark.parametrize(
    ("about", "decided", "state"),
    [("statement", "ask", "doubtful"), ("session", "ask", "sent"), ("statement", "resend", "sent")],
)
def test_a_mail_begun_by_who_died_is_asked_about_when_it_is_of_money_and_the_network_asks(
    network: Network, mailoutbox: list[Any], about: str, decided: str, state: str
) -> None:
    change_setting(
        network_id=network.pk, key="mail.after_doubt", value=decided, holds_from=ON - timedelta(1), by=BY, at=AT
    )
    mail = _a_mail(network, about=about, begun=True)

    for _try in range(2):
        deliver_mail(network_id=network.pk, mail_id=mail.pk, at=LATER)

    mail.refresh_from_db()
    assert mail.state == state
    assert [sent.extra_headers["Message-ID"] for sent in mailoutbox] == [
        f"<{mail.pk}@kennisruil.invalid>" for _one in range(state == "sent")
    ]
    assert [each.pk for each in doubtful_mails(network_id=network.pk)] == [mail.pk] * (state == "doubtful")


@pytest.mark.parametrize("has_arrived", [True, False])
def test_what_the_office_says_of_a_doubt_holds_once(network: Network, mailoutbox: list[Any], has_arrived: bool) -> None:
    mail = _a_mail(network, begun=True)
    common: dict[str, Any] = {"network_id": network.pk, "mail_id": mail.pk}
    deliver_mail(**common, at=LATER)

    settle_doubt(**common, has_arrived=has_arrived, by=BY, at=LATER)
    deliver_mail(**common, at=LATER)

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == ("sent", AT if has_arrived else LATER)
    assert len(mailoutbox) == (0 if has_arrived else 1)
    with pytest.raises(DoubtSettled):
        settle_doubt(**common, has_arrived=not has_arrived, by=BY, at=LATER)


def test_a_plain_no_leaves_no_doubt_and_a_broken_line_does(network: Network, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    refused, broken = _a_mail(network), _a_mail(network)

    with Rude(answer="554 not today") as house, pytest.raises(SMTPDataError):
        _deliver_to(house, refused, settings)
    with Rude(answer="") as house, pytest.raises(SMTPServerDisconnected):
        _deliver_to(house, broken, settings)
    with MailHouse() as house:
        for mail in (refused, broken):
            _deliver_to(house, mail, settings)

    states = dict(Mail.objects.values_list("pk", "state"))
    assert (states[refused.pk], states[broken.pk]) == ("sent", "doubtful")
    assert set(house.copies) == {f"<{refused.pk}@kennisruil.invalid>"}


def _deliver_to(house: MailHouse, mail: Mail, settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = house.address.removeprefix("smtp://").split(":")
    deliver_mail(network_id=mail.network_id, mail_id=mail.pk, at=LATER)


def _a_mail(network: Network, *, about: str = "statement", begun: bool = False) -> Mail:
    mail = post_mail(
        network_id=network.pk,
        key=str(new_id()),
        to="an@mail.example",
        subject="Overzicht",
        text="t",
        language="nl",
        about=(about, new_id()),
        at=AT,
    )
    if begun:
        Mail.objects.filter(pk=mail.pk).update(begun_at=AT, attempts=1)
    return mail
