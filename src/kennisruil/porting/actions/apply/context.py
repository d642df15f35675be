"""What the rows of one commit share."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kennisruil.porting.models import ImportBatch
from kennisruil.shared.actors import Actor

TARGET_KINDS = {
    "organisations": "party",
    "people": "member",
    "skills": "know_how",
    "opening_balances": "movement",
    "sessions": "past_session",
}


@dataclass(slots=True)
class Going:
    """A commit under way. ``made``: ``row:<number>`` → the id that row made or changed."""

    batch: ImportBatch
    today: date
    by: Actor
    at: datetime
    made: dict[str, str] = field(default_factory=dict)

    @property
    def network_id(self) -> UUID:
        """The network of the import."""
        return self.batch.network_id

    @property
    def target_kind(self) -> str:
        """What its rows make."""
        return TARGET_KINDS[self.batch.kind]

    def id_of(self, target: str) -> UUID:
        """Give the id behind a target: its own, or that of what an earlier row made."""
        return UUID(self.made[target] if target.startswith("row:") else target)
