"""What is to happen, by day, in an order that is always the same."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count

Step = Callable[[], None]


@dataclass(slots=True)
class Agenda:
    """A queue of steps by day; steps of one day run in the order in which they were put down."""

    _heap: list[tuple[date, int, Step]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def on(self, day: date, step: Step) -> None:
        """Put a step down for ``day``."""
        heapq.heappush(self._heap, (day, next(self._order), step))

    def due(self, day: date) -> Step | None:
        """Take the next step of ``day`` or earlier; None when the day is done."""
        return heapq.heappop(self._heap)[2] if self._heap and self._heap[0][0] <= day else None
