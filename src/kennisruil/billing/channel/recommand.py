"""The access point Recommand (Belgium), over its REST API.

Written from its public documentation, https://docs.recommand.eu/reference (Send Document, Verify Document Support, List
Documents, Get Document, Inbox, Mark Document as Read) and https://docs.recommand.eu/docs/receiving-documents, and its
published source, read on 2026-11-21. It was never spoken to for real: no account was at hand, so every test is against
a stand-in of ours that speaks the documented shapes.

The API knows no key of the caller's: number, type and receiver of a document are looked for before anything is sent.
"""

import base64
import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from kennisruil.billing.channel.adapter import Known, Silent
from kennisruil.billing.channel.incoming import read_incoming
from kennisruil.billing.channel.parcels import Incoming, Outcome, Parcel

DOCUMENTATION = "https://docs.recommand.eu/reference"
READ_ON = "2026-11-21"
ADDRESS = "https://app.recommand.eu/api/v1"
_LOCAL = ("127.0.0.1", "localhost", "::1")
_MOST_BYTES = 30 * 1024 * 1024
_PER_PAGE = 100
_REJECTED, _NOT_DELIVERED = 400, 422
# Where the status of an answer is kept beside what it tells.
_STATUS = "http status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Key and secret of the API; from the environment, never kept."""

    key: str
    secret: str


class RecommandAdapter:
    """One company at the access point."""

    def __init__(
        self, *, company: str, secrets: Secrets, address: str = ADDRESS, timeout_seconds: float = 20.0
    ) -> None:
        parts = urlsplit(address)
        assert parts.scheme == "https" or parts.hostname in _LOCAL, "secrets travel over TLS only"
        self.company, self.secrets, self.parts, self.timeout_seconds = company, secrets, parts, timeout_seconds

    def lookup(self, *, receiver: str, document_type_id: str) -> Known:
        """Ask whether the receiver is registered for this type (Verify Document Support)."""
        asked = {"peppolAddress": receiver, "documentType": document_type_id}
        answer = self._ask("POST", "/verify-document-support", asked)
        return Known.YES if answer.get("isValid") is True else Known.NO

    def find(self, parcel: Parcel) -> Outcome | None:
        """Look among what was sent for this number, type and receiver (List Documents)."""
        wanted = {"companyId": self.company, "direction": "outgoing", "search": parcel.number, "limit": str(_PER_PAGE)}
        answer = self._ask("GET", f"/documents?{urlencode(wanted | {'type': parcel.document_type})}")
        for row in answer.get("documents", []):
            parsed = row.get("parsed") or {}
            number = parsed.get("invoiceNumber") or parsed.get("creditNoteNumber")
            if (number, row.get("receiverId")) == (parcel.number, parcel.receiver):
                return _outcome_of(row)
        return None

    def submit(self, parcel: Parcel) -> Outcome:
        """Hand the XML over (Send Document); a refusal is an answer, not a silence."""
        given = {
            "recipient": parcel.receiver,
            "documentType": "xml",
            "document": parcel.xml.decode(),
            "doctypeId": parcel.document_type_id,
            "processId": parcel.process_id,
        }
        answer = self._ask("POST", f"/{quote(self.company, safe='')}/send", given, refusals=(_REJECTED, _NOT_DELIVERED))
        if answer.get("success") is True:
            return _outcome_of(answer)
        # The document is not right (400), or the receiver's side did not take it now (422): only that may pass.
        passing = answer.get(_STATUS) == _NOT_DELIVERED
        return Outcome(state="not_delivered" if passing else "rejected", text=_errors(answer))

    def status(self, *, external_id: str) -> Outcome:
        """Ask what became of a document (Get Document)."""
        answer = self._ask("GET", f"/documents/{quote(external_id, safe='')}")
        return _outcome_of(answer.get("document") or {})

    def inbox(self) -> Sequence[Incoming]:
        """Give what is unread (Inbox), each with its XML (Get Document)."""
        answer = self._ask("GET", f"/inbox?{urlencode({'companyId': self.company})}")
        return [self._incoming(str(row["id"])) for row in answer.get("documents", []) if row.get("id")]

    def confirm(self, *, external_id: str) -> None:
        """Mark a document as read."""
        self._ask("POST", f"/documents/{quote(external_id, safe='')}/mark-as-read", {"read": True})

    def _incoming(self, id: str) -> Incoming:
        row = self._ask("GET", f"/documents/{quote(id, safe='')}").get("document") or {}
        return read_incoming(
            xml=str(row.get("xml") or "").encode(),
            external_id=id,
            sender=str(row.get("senderId") or ""),
            kind=str(row.get("type") or ""),
            received_at=_instant(str(row.get("createdAt") or "")),
        )

    def _ask(
        self, method: str, path: str, given: Mapping[str, Any] | None = None, *, refusals: Sequence[int] = ()
    ) -> dict[str, Any]:
        """Ask once. :raises Silent: no answer, not in time, or one that is no answer."""
        token = base64.b64encode(f"{self.secrets.key}:{self.secrets.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json", "Accept": "application/json"}
        body = json.dumps(given).encode() if given is not None else None
        connection = self._connection()
        try:
            connection.request(method, f"{self.parts.path}{path}", body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read(_MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise Silent(f"no answer: {type(error).__name__}") from error
        finally:
            connection.close()
        if answer.status not in (200, *refusals):
            raise Silent(f"answer {answer.status}")
        try:
            told = json.loads(content)
        except ValueError as error:
            raise Silent("an answer that cannot be read") from error
        return {**told, _STATUS: answer.status} if isinstance(told, dict) else {}

    def _connection(self) -> http.client.HTTPConnection:
        make = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        assert self.parts.hostname
        return make(self.parts.hostname, self.parts.port, timeout=self.timeout_seconds)


def _outcome_of(row: Mapping[str, Any]) -> Outcome:
    """Read a sent document: over Peppol it lies at the receiver's access point, which signed for it."""
    return Outcome(state="delivered" if row.get("sentOverPeppol") else "sent", external_id=str(row.get("id") or ""))


def _errors(answer: Mapping[str, Any]) -> str:
    errors = answer.get("errors") or {}
    if isinstance(errors, dict):
        errors = [text for texts in errors.values() for text in (texts if isinstance(texts, list) else [texts])]
    return "; ".join(str(text) for text in errors)[:500] or "refused without a reason"


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return datetime.now(UTC)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
