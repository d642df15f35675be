"""Jobs of the matching room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.matching import actions
from kennisruil.shared import jobs


@jobs.task("matching.make_vectors", in_scope=False)
def make_vectors(*, network_id: UUID, member_id: str) -> None:
    """Make the vectors of one member after they said something or took it back."""
    actions.make_vectors(network_id=network_id, member_ids=[UUID(member_id)])


def matching_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Make the vectors that are missing: after another model version, or where a job was lost."""
    del today, at
    actions.make_missing_vectors(network_id=network_id)
