"""What stands in a decision that is a table: the room whose table it is says it in words people use."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


class TableAnswer(Protocol):
    """Writes each row of the decision ``key`` in a language; None for a table that is another room's."""

    def __call__(self, *, network_id: UUID, key: str, value: Any, language: str) -> Sequence[str] | None: ...


table_answers: Ask[TableAnswer] = Ask("table_of_a_decision")
