"""The to-do line: what waits, for whom, since when, and the page on which to do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing that waits. ``waits_for`` is ``OFFICE`` or a member's id; both texts are translated."""

    kind: str
    key: str
    waits_for: str | UUID
    since_on: date
    text: str
    action_text: str
    url: str
    overdue: bool = False


class TodoAnswer(Protocol):
    """Lists what waits in one room, for the office or for one member."""

    def __call__(self, *, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]: ...


todo_answers: Ask[TodoAnswer] = Ask("todo_lines")


def todo_lines(*, network_id: UUID, waits_for: str | UUID, today: date) -> list[TodoLine]:
    """Collect what waits in every room, oldest first."""
    lines = [
        line for answer in todo_answers for line in answer(network_id=network_id, waits_for=waits_for, today=today)
    ]
    return sorted(lines, key=lambda line: (line.since_on, line.kind, line.key))
