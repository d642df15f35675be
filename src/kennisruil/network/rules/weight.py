"""What weighs on a decision: a room above tells what a change would touch, before it is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


@dataclass(frozen=True, slots=True)
class Weight:
    """One translated sentence on what a change touches, and where to look or what to do instead."""

    text: str
    url: str = ""
    action_text: str = ""


class WeightAnswer(Protocol):
    """Tells what a change of the decision ``key`` would touch; nothing for keys it does not know."""

    def __call__(self, *, network_id: UUID, key: str) -> Sequence[Weight]: ...


weight_answers: Ask[WeightAnswer] = Ask("weight_of_a_decision")
