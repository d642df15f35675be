"""Past sessions back out."""

from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.porting.actions.take_back import Blocker, Undoing


def session_blockers(undoing: Undoing) -> list[Blocker]:
    """History can always be taken back: nothing is built on it."""
    del undoing
    return []


def take_back_sessions(undoing: Undoing) -> None:
    """Take the noted sessions out again."""
    ids = [UUID(row.target) for row in undoing.of("new")]
    brokerage.forget_past_sessions(network_id=undoing.network_id, ids=ids, by=undoing.by, at=undoing.at)
