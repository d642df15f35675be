"""Mail: written to the outbox in the transaction of what it tells, delivered afterwards by a job (``delivery``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from kennisruil.shared import jobs
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import Mail


def post_mail(
    *,
    network_id: UUID,
    key: str,
    to: str,
    subject: str,
    text: str,
    language: str,
    at: datetime,
    html: str = "",
    attachments: Sequence[UUID] = (),
    about: tuple[str, UUID | str] = ("", ""),
    unsubscribe_url: str = "",
) -> Mail:
    """Write one mail to the outbox, once per ``key``; a second call gives the first mail back unchanged.

    ``attachments`` are ids of kept files; ``unsubscribe_url`` is where one POST ends mails of this kind. Without a mail
    server it stays on the outbox page, for the office to read.
    """
    mail, new = Mail.objects.get_or_create(
        network_id=network_id,
        key=key,
        defaults={
            "id": derived_id(network_id, "mail", key),
            "to": to,
            "subject": subject[:200],
            "text": text,
            "html": html,
            "language": language,
            "about_kind": about[0],
            "about_id": str(about[1]),
            "posted_at": at,
            "attachments": [str(file_id) for file_id in attachments],
            "unsubscribe_url": unsubscribe_url,
        },
    )
    if new and settings.MAIL_LEAVES_THE_HOUSE:
        jobs.enqueue("shared.deliver_mail", network_id=network_id, mail_id=mail.id)
    return mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to be posted among many: as the arguments of :func:`post_mail`."""

    key: str
    to: str
    subject: str
    text: str
    language: str
    attachments: tuple[UUID, ...] = ()
    about: tuple[str, UUID | str] = ("", "")


def post_mails(*, network_id: UUID, letters: Sequence[Letter], at: datetime) -> int:
    """Write many mails to the outbox at once, each once per ``key``; the answer is how many were new.

    Two who post the same letters at one moment must wait for each other: the caller holds what makes them.
    """
    rows = Mail.objects.filter(network_id=network_id, key__in=[each.key for each in letters])
    known = set(rows.values_list("key", flat=True))
    new = {each.key: each for each in letters if each.key not in known}
    mails = [
        Mail(
            id=derived_id(network_id, "mail", each.key),
            network_id=network_id,
            key=each.key,
            to=each.to,
            subject=each.subject[:200],
            text=each.text,
            language=each.language,
            about_kind=each.about[0],
            about_id=str(each.about[1]),
            posted_at=at,
            attachments=[str(file_id) for file_id in each.attachments],
        )
        for each in new.values()
    ]
    Mail.objects.bulk_create(mails)
    if mails and settings.MAIL_LEAVES_THE_HOUSE:
        jobs.enqueue_many("shared.deliver_mail", network_id=network_id, each=[{"mail_id": mail.id} for mail in mails])
    return len(mails)
