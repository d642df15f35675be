"""The chain a row stands in: need → session → transfer → supply → document → settlement → entry → package, and back.

Each room knows only what stands next to its own rows. From a row the chain is walked to both ends: towards the need
only ever to earlier steps, towards the package only to later ones, so that it ends and never wanders to the side.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask

STEPS = ("need", "session", "transfer", "supply", "document", "settlement", "entry", "package")
# Kinds of rows that stand for a step of another name.
_STEP_OF = {"gathering": "session", "contribution": "session"}
# Steps of the books: their pages are for who may see the books.
OF_THE_BOOKS = ("transfer", "supply", "settlement", "entry", "package")
_MOST = 200
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """One row of the chain; ``party_id``: it is this party's own and nobody else's; amounts as they apply."""

    kind: str
    id: str
    text: str = ""
    on: date | None = None
    party_id: UUID | None = None
    coins: int | None = None
    cents: int | None = None

    @property
    def key(self) -> Key:
        """Kind and id."""
        return (self.kind, self.id)


class ChainAnswer(Protocol):
    """Gives what stands next to some rows, in both directions: pairs of a row asked about and its neighbour."""

    def __call__(self, *, network_id: UUID, rows: Mapping[str, frozenset[str]]) -> Iterable[tuple[Key, ChainRow]]: ...


chain_answers: Ask[ChainAnswer] = Ask("chain")


@dataclass(slots=True)
class ChainStep:
    """A step with its rows; ``is_here``: the row that was asked about stands in it."""

    name: str
    is_here: bool = False
    rows: list[ChainRow] = field(default_factory=list)


def step_of(kind: str) -> str:
    """Give the step a kind of row stands in."""
    return _STEP_OF.get(kind, kind)


def chain_of(*, network_id: UUID, kind: str, id: UUID | str) -> list[ChainStep]:
    """Walk the chain from one row to both ends; at most 200 rows of a step, in the order of their days."""
    start: Key = (kind, str(id))
    steps = {name: ChainStep(name=name, is_here=name == step_of(kind)) for name in STEPS}
    for row in [*_walk(network_id, start, up=True), *_walk(network_id, start, up=False)]:
        steps[step_of(row.kind)].rows.append(row)
    for step in steps.values():
        step.rows.sort(key=lambda row: (row.on or date.min, row.text, row.id))
    return list(steps.values())


def _walk(network_id: UUID, start: Key, *, up: bool) -> Iterator[ChainRow]:
    seen, frontier = {start}, {start}
    counts: dict[str, int] = {}
    while frontier:
        asked: dict[str, frozenset[str]] = {
            kind: frozenset(id for each, id in frontier if each == kind) for kind, _id in frontier
        }
        frontier = set()
        for answer in chain_answers:
            for beside, row in answer(network_id=network_id, rows=asked):
                step = step_of(row.kind)
                if row.key in seen or not _leads_on(beside[0], row.kind, up=up) or counts.get(step, 0) >= _MOST:
                    continue
                seen.add(row.key)
                frontier.add(row.key)
                counts[step] = counts.get(step, 0) + 1
                yield row


def _leads_on(kind: str, next_kind: str, *, up: bool) -> bool:
    here, there = STEPS.index(step_of(kind)), STEPS.index(step_of(next_kind))
    return there < here if up else there > here
