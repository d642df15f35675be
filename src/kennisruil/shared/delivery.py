"""Handing a mail to the mail server, once: the row says so before it happens, and what nobody knows is asked.

No protocol tells after a crash whether a mail server took a mail. So a mail that was begun and never answered is in
doubt, and the network decides what follows: it is brought again, or the office says whether it arrived.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.asks import Ask
from kennisruil.shared.audit import action
from kennisruil.shared.models import File, Mail
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope

ASK, RESEND = AFTER_DOUBT = ("ask", "resend")
# Two of these ask for the same money twice; two of another kind (a date, a question) do no harm, a late one does.
OF_MONEY = ("party", "document", "statement")
# With these the server said no itself, or nothing was sent: there is no doubt.
_PLAIN_NO = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)
State = Mail.State


class DoubtAnswer(Protocol):
    """Says what a network decided for mails in doubt: ``ask`` the office, or ``resend``."""

    def __call__(self, *, network_id: UUID, on: date) -> str: ...


doubt_answers: Ask[DoubtAnswer] = Ask("mail_after_doubt")


class DoubtSettled(Refusal):
    """Nobody wonders about this mail any more: it was settled before. ``mail_id``."""

    code = "mail_doubt_settled"

    def __init__(self, *, mail_id: UUID) -> None:
        self.mail_id = mail_id
        super().__init__(str(mail_id))


def deliver_mail(*, network_id: UUID, mail_id: UUID, at: datetime) -> None:
    """Hand the mail to the mail server, unless it went before or is in doubt. Opens its own transactions.

    That it begins is written first, in a transaction of its own. The row is held while it is handed over, so a begun
    mail whose row is free was left by somebody who died or heard no answer: a mail of money then waits for the office
    where the network decided so; any other goes again under the same message id.
    :raises OSError, smtplib.SMTPException: nobody took it, or nobody knows; the job is tried again.
    """
    with _server() as server:
        if not _begins(network_id=network_id, mail_id=mail_id, at=at):
            return
        with network_scope(network_id):
            mail = _locked(network_id, mail_id)
            if mail.state != State.WAITING:
                return
            message = _message(mail, server)
            refusal = _hand_over(message)
            if refusal is None:
                mail.state, mail.sent_at = State.SENT, at
            else:
                # The server said no: there is no doubt, the next try may begin.
                mail.begun_at = None
            mail.save(update_fields=["state", "sent_at", "begun_at"])
    if refusal is not None:
        raise refusal


@contextmanager
def _server() -> Iterator[Any]:
    """Connect before anything is written: who cannot be reached took nothing."""
    server = get_connection()
    server.open()
    try:
        yield server
    finally:
        server.close()


def _begins(*, network_id: UUID, mail_id: UUID, at: datetime) -> bool:
    """Write that a mail is handed over now; False when it is not to be: it went, or it is in doubt."""
    with network_scope(network_id):
        mail = _locked(network_id, mail_id)
        if mail.state == State.WAITING and mail.begun_at is not None and _asks(mail, on=at.date()):
            mail.state = State.DOUBTFUL
        elif mail.state == State.WAITING:
            mail.begun_at, mail.attempts = at, mail.attempts + 1
        mail.save(update_fields=["state", "begun_at", "attempts"])
        return bool(mail.state == State.WAITING)


def _asks(mail: Mail, *, on: date) -> bool:
    decided = {answer(network_id=mail.network_id, on=on) for answer in doubt_answers}
    return mail.about_kind in OF_MONEY and ASK in decided


def _hand_over(message: EmailMultiAlternatives) -> smtplib.SMTPException | None:
    """Give the server's plain no; what ends without its answer (a line that breaks, a silence) is raised."""
    try:
        message.send()
    except _PLAIN_NO as no:
        return no
    return None


def _locked(network_id: UUID, mail_id: UUID) -> Mail:
    return Mail.objects.select_for_update().get(network_id=network_id, pk=mail_id)


def settle_doubt(*, network_id: UUID, mail_id: UUID, has_arrived: bool, by: Actor, at: datetime) -> Mail:
    """Keep what the office found out of a mail in doubt: it arrived, or it goes again under the same message id.

    :raises DoubtSettled: it is not in doubt (any more); nothing changes.
    """
    data = {"has_arrived": has_arrived}
    with action("shared.settle_doubt", network_id=network_id, by=by, at=at, about=("mail", mail_id), data=data):
        mail = _locked(network_id, mail_id)
        if mail.state != State.DOUBTFUL:
            raise DoubtSettled(mail_id=mail_id)
        if has_arrived:
            mail.state, mail.sent_at = State.SENT, mail.begun_at
        else:
            mail.state, mail.begun_at = State.WAITING, None
            jobs.enqueue("shared.deliver_mail", network_id=network_id, mail_id=mail_id)
        mail.save(update_fields=["state", "sent_at", "begun_at"])
    return mail


def doubtful_mails(*, network_id: UUID) -> list[Mail]:
    """List the mails of which nobody knows whether they arrived, the oldest first; without their text."""
    rows = Mail.objects.filter(network_id=network_id, state=State.DOUBTFUL).defer("text", "html", "attachments")
    return list(rows.order_by("begun_at", "pk")[:500])


def _message(mail: Mail, server: Any) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=_headers(mail), connection=server)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in File.objects.filter(network_id=mail.network_id, pk__in=mail.attachments).order_by("pk"):
        message.attach(file.name, bytes(file.content), file.media_type)
    return message


def _headers(mail: Mail) -> dict[str, str]:
    """Give the message id of the row and, where there is a way out, the button of RFC 8058: one POST, no questions."""
    headers = {"Message-ID": f"<{mail.id}@{settings.MAIL_DOMAIN}>"}
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
