"""Taking back what an import put in, a file per kind: first what stands in the way, then the rows themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.shared.actors import Actor


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a row cannot be taken back: ``code`` is ``changed`` or names what was built on it."""

    number: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """An undo under way."""

    batch: ImportBatch
    rows: Sequence[ImportRow]
    today: date
    by: Actor
    at: datetime

    @property
    def network_id(self) -> UUID:
        """The network of the import."""
        return self.batch.network_id

    @property
    def own_action(self) -> UUID:
        """The action under which the rows went in."""
        assert self.batch.commit_action_id is not None, "it is committed"
        return self.batch.commit_action_id

    def of(self, *outcomes: str) -> list[ImportRow]:
        """Give the rows with these outcomes, the last of the file first."""
        return [row for row in reversed(self.rows) if row.outcome in outcomes]


Finder = Callable[[Undoing], list[Blocker]]
Taker = Callable[[Undoing], None]
