"""The question every room answers about a person: what is kept here."""

from typing import Any, Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


class DataAnswer(Protocol):
    """Gives what one room keeps about a member: names and values that JSON can hold."""

    def __call__(self, *, network_id: UUID, member_id: UUID) -> dict[str, Any]: ...


data_answers: Ask[DataAnswer] = Ask("my_data")
