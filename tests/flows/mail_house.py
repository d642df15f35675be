"""A mail server on this machine: takes every mail, keeps it, and may kill who brings it at the worst moment."""

import email
import os
import signal
import socket
from collections import Counter
from email.message import Message
from types import TracebackType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailHouse:
    """Listens while it is entered. ``arrived`` keeps every mail in order, also what came twice."""

    def __init__(self) -> None:
        self.arrived: list[Message] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())
        self._victim: int | None = None
        self._left = 0

    def __enter__(self) -> "MailHouse":
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    @property
    def address(self) -> str:
        """As KENNISRUIL_SMTP wants it."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    @property
    def copies(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(each["Message-ID"]) for each in self.arrived)

    def kill_at(self, pid: int, *, mail: int) -> None:
        """Kill ``pid`` when its ``mail``-th mail has been taken, and before it hears so."""
        self._victim, self._left = pid, mail

    def spare(self) -> None:
        """Kill nobody any more."""
        self._victim = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail."""
        del server, session
        assert isinstance(envelope.content, bytes)
        self.arrived.append(email.message_from_bytes(envelope.content))
        self._left -= 1
        if self._victim is not None and self._left == 0:
            os.kill(self._victim, signal.SIGKILL)
            self._victim = None
        return "250 taken"


def said_by(mail: Message) -> tuple[object, ...]:
    """Give what a mail says and carries; its Date and the marks between its parts are of the moment it was brought."""
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return (mail["To"], mail["Subject"], *parts)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
