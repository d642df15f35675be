"""Tryton's JSON-RPC: sign in, call a method, values in and out as Tryton writes them.

Spoken to Tryton 8.2 for real: ``POST /DATABASE/rpc/``, the session in an ``Authorization`` header, a context last.
"""

import base64
import gzip
import http.client
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from kennisruil.bookkeeping.adapters.places import TrytonPlace
from kennisruil.bookkeeping.rules.targets import TargetRefused, TargetUnreachable

# Shorter than the lease of a parcel: a call that lasts longer is given up before anybody else may try.
SECONDS = 60
_SIGNED_OUT = 401
_FINE = 200


class Connection:
    """One signed-in user. Signs in at the first call, and again when the session has grown old."""

    def __init__(self, place: TrytonPlace) -> None:
        self._place = place
        self._session = ""
        self.context: dict[str, Any] = {}

    def call(self, method: str, *arguments: Any, **context: Any) -> Any:
        """Call a method with the user's context. :raises TargetRefused: Tryton says no. :raises TargetUnreachable"""
        if not self._session:
            self._sign_in()
        try:
            return self._ask(method, [*arguments, {**self.context, **context}])
        except _SignedOut:
            self._sign_in()
            return self._ask(method, [*arguments, {**self.context, **context}])

    def find(self, model: str, domain: list[Any], fields: Iterable[str], *, limit: int | None = 2) -> list[Any]:
        """Give the rows of a model that fit, the oldest first."""
        rows = self.call(f"model.{model}.search_read", domain, 0, limit, [["id", "ASC"]], list(fields))
        assert isinstance(rows, list)
        return rows

    def _sign_in(self) -> None:
        self._session = ""
        place = self._place
        try:
            signed = self._ask("common.db.login", [place.user, {"password": place.password}])
        except _SignedOut as error:
            raise TargetUnreachable("Tryton does not know this user or password") from error
        user_id, token = signed[0], signed[1]
        self._session = base64.b64encode(f"{place.user}:{user_id}:{token}".encode()).decode()
        self.context = self._ask("model.res.user.get_preferences", [True, {}])

    def _ask(self, method: str, params: list[Any]) -> Any:
        body = json.dumps({"id": 0, "method": method, "params": params}, default=_written)
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        if self._session:
            headers["Authorization"] = f"Session {self._session}"
        status, content = self._post(body, headers)
        if status == _SIGNED_OUT:
            raise _SignedOut
        if status != _FINE:
            raise TargetUnreachable(f"Tryton answered {status} to {method}")
        answer = json.loads(content, object_hook=_read)
        if error := answer.get("error"):
            raise TargetRefused(_in_words(error))
        return answer.get("result")

    def _post(self, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        kind = http.client.HTTPSConnection if self._place.is_secure else http.client.HTTPConnection
        connection = kind(self._place.host, self._place.port, timeout=SECONDS)
        try:
            connection.request("POST", f"/{self._place.database}/rpc/", body.encode(), headers)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise TargetUnreachable(f"Tryton does not answer ({type(error).__name__})") from error
        finally:
            connection.close()
        # Tryton names the encoding also where it did not zip.
        return response.status, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


class _SignedOut(Exception):
    """The session is unknown or too old."""


def euro(cents: int) -> dict[str, str]:
    """Write cents as Tryton takes an amount."""
    sign = "-" if cents < 0 else ""
    return {"__class__": "Decimal", "decimal": f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"}


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}
    raise TypeError(type(value))


def _read(value: dict[str, Any]) -> Any:
    """Read dates and amounts; an amount becomes whole cents."""
    match value.get("__class__"):
        case "Decimal":
            whole, _point, rest = value["decimal"].lstrip("-").partition(".")
            cents = int(whole or 0) * 100 + int((rest + "00")[:2])
            return -cents if value["decimal"].startswith("-") else cents
        case "date":
            return date(value["year"], value["month"], value["day"])
        case _:
            return value


def _in_words(error: Any) -> str:
    parts = error if isinstance(error, list) else [error]
    kind = parts[0] if parts else ""
    said = parts[1] if len(parts) > 1 else ""
    first = said[0] if isinstance(said, list) and said else said
    return f"{kind}: {first}"[:400] if kind in ("UserError", "UserWarning") else str(kind or first)[:400]
