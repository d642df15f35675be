"""Jobs of the matching room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.matching import actions
from kennisruil.shared import jobs
from kennisruil.shared.scope import network_scope


@jobs.task("matching.make_vectors", in_scope=False)
def make_vectors(*, network_id: UUID, member_id: str) -> None:
    """Make the vectors of one member after they said something or took it back, and suggest its themes."""
    actions.make_vectors(network_id=network_id, member_ids=[UUID(member_id)])
    with network_scope(network_id):
        actions.suggest_for_members(network_id=network_id, member_ids=[UUID(member_id)])


def matching_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Make the vectors that are missing, after another model version or where a job was lost, and suggest themes."""
    del today, at
    actions.make_missing_vectors(network_id=network_id)
    with network_scope(network_id):
        actions.suggest_missing(network_id=network_id)
