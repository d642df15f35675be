"""Past sessions back out: their rows count no longer."""

from kennisruil.porting.actions.take_back import Blocker, Undoing


def session_blockers(undoing: Undoing) -> list[Blocker]:
    """History can always be taken back."""
    del undoing
    return []


def take_back_sessions(undoing: Undoing) -> None:
    """Do nothing more: the rows of an undone import are not shown."""
    del undoing
