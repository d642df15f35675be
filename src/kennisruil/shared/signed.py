"""Links that carry their right: signed, with a purpose and an age, good for one question in one network.

A mail carries them in plain sight, so they are short: ids are written as their bytes. Links of mails sent before that,
as JSON, are still read.
"""

import json
from typing import Any
from uuid import UUID

from django.core import signing

from kennisruil.shared.refusals import Refusal

_JSON_STARTS = b"{"


class LinkRefused(Refusal):
    """The link is not one of ours for this purpose (``unreadable``) or too old (``expired``)."""

    code = "link_refused"

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Packed:
    """Write a small dict of texts for ``django.core.signing``: each name and value behind its length, ids as 16 bytes.

    Names and texts have at most 254 bytes; 255 for a length says that an id follows.
    """

    _ID = 255

    def dumps(self, content: dict[str, str]) -> bytes:
        """Give the bytes. :raises ValueError: a name or a text is too long."""
        return b"".join(_behind_its_length(name) + self._value(value) for name, value in content.items())

    def loads(self, data: bytes) -> dict[str, str]:
        """Read what :meth:`dumps` or, in older links, JSON wrote."""
        if data.startswith(_JSON_STARTS):
            found: dict[str, str] = json.loads(data)
            return found
        parts, rest = [], data
        while rest:
            length, rest = rest[0], rest[1:]
            taken = 16 if length == self._ID else length
            parts.append(str(UUID(bytes=rest[:16])) if length == self._ID else rest[:taken].decode())
            rest = rest[taken:]
        return dict(zip(parts[::2], parts[1::2], strict=True))

    def _value(self, value: str) -> bytes:
        try:
            id = UUID(value)
        except ValueError:
            return _behind_its_length(value)
        return bytes([self._ID]) + id.bytes if str(id) == value else _behind_its_length(value)


def _behind_its_length(text: str) -> bytes:
    data = text.encode()
    if len(data) > 254:
        raise ValueError(f"too long for a link: {len(data)} bytes")
    return bytes([len(data)]) + data


def sign(purpose: str, *, network_id: UUID, **ids: UUID | str) -> str:
    """Make the token for ``purpose`` with the network and ids in it."""
    content = {"network_id": str(network_id)} | {name: str(value) for name, value in ids.items()}
    return signing.dumps(content, salt=f"kennisruil.{purpose}", serializer=Packed)


def read(token: str, *, purpose: str, max_age_days: int) -> dict[str, Any]:
    """Read what :func:`sign` put in. :raises LinkRefused: damaged, for another purpose, or too old."""
    try:
        return _read(token, purpose=purpose, max_age=max_age_days * 86400)
    except signing.SignatureExpired as error:
        raise LinkRefused(reason="expired") from error
    except signing.BadSignature as error:
        raise LinkRefused(reason="unreadable") from error


def network_of(token: str, *, purpose: str) -> UUID | None:
    """Give the network that a link of ours names, however old it is; none for what is not one of ours."""
    try:
        return UUID(_read(token, purpose=purpose, max_age=None)["network_id"])
    except signing.BadSignature:
        return None


def _read(token: str, *, purpose: str, max_age: int | None) -> dict[str, Any]:
    content: dict[str, Any] = signing.loads(token, salt=f"kennisruil.{purpose}", serializer=Packed, max_age=max_age)
    return content
