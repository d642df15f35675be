"""Where needs and sessions stand in the chain from need to books."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils import timezone

from kennisruil.brokerage.queries.chain import needs_of_sessions, sessions_of_needs
from kennisruil.shared.chain import ChainRow, Key
from kennisruil.shared.speaking import shortened

_LONGEST = 60


def chain_of_brokerage(*, network_id: UUID, rows: Mapping[str, frozenset[str]]) -> Iterator[tuple[Key, ChainRow]]:
    """Give the sessions of needs and the needs of sessions; the confidential part of a need never."""
    for session in sessions_of_needs(network_id=network_id, ids=rows.get("need", ())):
        row = ChainRow(kind="session", id=str(session.pk), text=_short(session.text), on=session.held_on)
        yield ("need", str(session.need_id)), row
    for session in needs_of_sessions(network_id=network_id, ids=rows.get("session", ())):
        assert session.need is not None
        asked_on = timezone.localtime(session.need.asked_at).date()
        row = ChainRow(kind="need", id=str(session.need_id), text=_short(session.need.text), on=asked_on)
        yield ("session", str(session.pk)), row


def _short(text: str) -> str:
    """Give the first words."""
    return shortened(text, most=_LONGEST)
