"""What weighs on a decision: a room above tells what a change would touch, before it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


@dataclass(frozen=True, slots=True)
class Weight:
    """One translated sentence on what a change touches, and where to look or what to do instead.

    ``caption``, ``columns`` and ``rows`` (optional) are a table as ``parts/table.html`` shows it.
    """

    text: str
    url: str = ""
    action_text: str = ""
    caption: str = ""
    columns: Sequence[Mapping[str, Any]] = ()
    rows: Sequence[Sequence[Any]] = ()


class WeightAnswer(Protocol):
    """Tells what a change of the decision ``key`` would touch, to ``value`` once somebody wrote one; else nothing."""

    def __call__(self, *, network_id: UUID, key: str, value: Any = None) -> Sequence[Weight]: ...


weight_answers: Ask[WeightAnswer] = Ask("weight_of_a_decision")
