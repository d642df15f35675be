"""Links that carry their right: signed, with a purpose and an age, good for one question in one network."""

from typing import Any
from uuid import UUID

from django.core import signing

from kennisruil.shared.refusals import Refusal


class LinkRefused(Refusal):
    """The link is not one of ours for this purpose (``unreadable``) or too old (``expired``)."""

    code = "link_refused"

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def sign(purpose: str, *, network_id: UUID, **ids: UUID | str) -> str:
    """Make the token for ``purpose`` with the network and ids in it."""
    content = {"network_id": str(network_id)} | {name: str(value) for name, value in ids.items()}
    return signing.dumps(content, salt=f"kennisruil.{purpose}", compress=True)


def read(token: str, *, purpose: str, max_age_days: int) -> dict[str, Any]:
    """Read what :func:`sign` put in. :raises LinkRefused: damaged, for another purpose, or too old."""
    try:
        content: dict[str, Any] = signing.loads(token, salt=f"kennisruil.{purpose}", max_age=max_age_days * 86400)
    except signing.SignatureExpired as error:
        raise LinkRefused(reason="expired") from error
    except signing.BadSignature as error:
        raise LinkRefused(reason="unreadable") from error
    return content
