"""Statements back out: withdrawn, for an old proposal may quote them."""

from uuid import UUID

from kennisruil.matching import actions as matching
from kennisruil.porting.actions.take_back import Blocker, Undoing


def skill_blockers(undoing: Undoing) -> list[Blocker]:
    """A statement can always be withdrawn."""
    return []


def take_back_skills(undoing: Undoing) -> None:
    """Withdraw the statements."""
    for row in undoing.of("new"):
        matching.withdraw_know_how(
            network_id=undoing.network_id, know_how_id=UUID(row.target), by=undoing.by, at=undoing.at
        )
