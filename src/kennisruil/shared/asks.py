"""Questions a lower room asks without knowing who answers; ``config.wiring`` alone registers answers."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer", bound=Callable[..., Any])


class Ask(Generic[Answer]):
    """A named question and its answers, in order of registration; iterate to call each."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answers: list[Answer] = []

    def register(self, answer: Answer) -> None:
        """Add an answer; the same one twice counts once."""
        if answer not in self._answers:
            self._answers.append(answer)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers)
