"""What packages are told of, and the question which documents there are: rooms above answer it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing to tell: ``about`` names the row it tells of, ``booked_on`` the day it stands in the books."""

    kind: str
    number: str
    booked_on: date
    about: tuple[str, UUID]
    payload: Mapping[str, Any]


class DocumentAnswer(Protocol):
    """Gives the issued documents booked since a day, as packages are told of them, in number order."""

    def __call__(self, *, network_id: UUID, since_on: date) -> Iterable[Told]: ...


document_answers: Ask[DocumentAnswer] = Ask("documents_for_packages")
