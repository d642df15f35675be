"""A stand-in for the access point's REST API: a process of its own that speaks the shapes its documentation gives.

What it does with the next documents is told over ``/_next``: ``ok``, ``reject`` (400), ``undeliverable`` (422),
``lose`` (done, and no answer), ``drop`` (not done, and no answer), ``slow`` (done, answered too late), ``later`` (no
answer, done a moment after), ``error`` (500), ``garbage`` (200 with a page). ``/_sent`` tells what really left. It
speaks to nobody.
"""

import base64
import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET, COMPANY = "key_test", "secret_test", "c_test"
SENDER = "0208:0403019261"
STATE: dict[str, Any] = {
    "next": [],
    "sent": [],
    "incoming": [],
    "read": [],
    "unregistered": [],
    "asked": [],
    "heard": [],
}
LOCK = threading.Lock()


class AccessPoint(BaseHTTPRequestHandler):
    """Answers as the documented API does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/_sent":
            return self._answer(
                200, {"sent": STATE["sent"], "read": STATE["read"], "asked": STATE["asked"], "heard": STATE["heard"]}
            )
        if not self._is_known():
            return self._answer(401, {"success": False, "errors": {"root": ["Unauthorized"]}})
        if parts.path == "/api/v1/documents":
            STATE["heard"].append(["look", query.get("search", "")])
            return self._answer(
                200, {"success": True, "documents": _found(query), "pagination": {"total": 1, "page": 1}}
            )
        if parts.path == "/api/v1/inbox":
            rows = [
                {k: v for k, v in row.items() if k != "xml"}
                for row in STATE["incoming"]
                if row["id"] not in STATE["read"]
            ]
            # The same document may stand there twice.
            return self._answer(200, {"success": True, "documents": rows + rows[:1]})
        if found := re.fullmatch(r"/api/v1/documents/([^/]+)", parts.path):
            rows = [row for row in STATE["sent"] + STATE["incoming"] if row["id"] == found[1]]
            return self._answer(200 if rows else 404, {"success": bool(rows), "document": rows[0] if rows else None})
        return self._answer(404, {"success": False})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        given = json.loads(body or b"{}")
        if self.path == "/_next":
            STATE.update(given)
            return self._answer(200, {})
        if not self._is_known():
            return self._answer(401, {"success": False, "errors": {"root": ["Unauthorized"]}})
        if self.path == "/api/v1/verify-document-support":
            STATE["asked"].append([given["peppolAddress"], given["documentType"]])
            known = [given["peppolAddress"], given["documentType"]] not in STATE["unregistered"]
            return self._answer(200, {"success": True, "isValid": known})
        if found := re.fullmatch(r"/api/v1/documents/([^/]+)/mark-as-read", self.path):
            STATE["read"].append(found[1])
            return self._answer(200, {"success": True})
        if self.path == f"/api/v1/{COMPANY}/send":
            return self._send(given)
        return self._answer(404, {"success": False})

    def _send(self, given: dict[str, Any]) -> None:
        with LOCK:
            how = STATE["next"].pop(0) if STATE["next"] else "ok"
            STATE["heard"].append(["send", ""])
        if how == "reject":
            return self._answer(
                400, {"success": False, "errors": {"BR-01": ["BR-01: an invoice shall have a customization"]}}
            )
        if how == "undeliverable":
            return self._answer(
                422, {"success": False, "errors": {"root": ["Failed to send document over Peppol network."]}}
            )
        if how == "error":
            return self._answer(500, {"success": False})
        if how == "drop":
            return self._hang_up()
        if how == "later":
            threading.Timer(0.5, _transmit, [given]).start()
            return self._hang_up()
        row = _transmit(given)
        if how == "lose":
            return self._hang_up()
        if how == "slow":
            time.sleep(2)
        if how == "garbage":
            return self._answer(200, None)
        return self._answer(200, {"success": True, **{k: v for k, v in row.items() if k not in ("xml", "parsed")}})

    def _is_known(self) -> bool:
        wanted = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {wanted}"

    def _hang_up(self) -> None:
        self.close_connection = True

    def _answer(self, status: int, told: dict[str, Any] | None) -> None:
        content = json.dumps(told).encode() if told is not None else b"<html>busy</html>"
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True


def _transmit(given: dict[str, Any]) -> dict[str, Any]:
    xml = given["document"]
    number = re.search(r"<cbc:ID>([^<]+)</cbc:ID>", xml)
    credit, own = "<CreditNote" in xml, "selfbilling" in given["doctypeId"]
    kind = ("selfBilling" if own else "") + ("CreditNote" if credit else "Invoice")
    row = {
        "id": f"doc_{len(STATE['sent']) + 1}",
        "companyId": COMPANY,
        "direction": "outgoing",
        "senderId": SENDER,
        "receiverId": given["recipient"],
        "docTypeId": given["doctypeId"],
        "processId": given["processId"],
        "type": kind[0].lower() + kind[1:],
        "xml": xml,
        "parsed": {"creditNoteNumber" if credit else "invoiceNumber": number[1] if number else ""},
        "sentOverPeppol": True,
    }
    with LOCK:
        STATE["sent"].append(row)
    return row


def _found(query: dict[str, str]) -> list[dict[str, Any]]:
    rows = [
        {k: v for k, v in row.items() if k != "xml"}
        for row in STATE["sent"]
        if query.get("search", "") in json.dumps(row["parsed"]) and query.get("type", row["type"]) == row["type"]
    ]
    return rows if query.get("companyId") == COMPANY else []


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), AccessPoint)
    print(server.server_address[1], flush=True)
    sys.stdout.close()
    server.serve_forever()
