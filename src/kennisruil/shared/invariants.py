"""What must always hold: each room names its invariants, ``kennisruil check`` and the nightly job ask them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


@dataclass(frozen=True, slots=True)
class Invariant:
    """One checked law: its stable name, whether it holds, and what was found where it does not."""

    name: str
    holds: bool
    found: str = ""


class InvariantAnswer(Protocol):
    """Checks the laws of one room in one network, inside its scope."""

    def __call__(self, *, network_id: UUID) -> Iterable[Invariant]: ...


invariant_answers: Ask[InvariantAnswer] = Ask("invariants")
