"""Jobs of the matching room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.matching import actions
from kennisruil.shared import jobs


@jobs.task("matching.make_vectors", in_scope=False)
def make_vectors(*, network_id: UUID, member_id: str) -> None:
    """Make the vectors of one member after they said something or took it back."""
    actions.make_vectors(network_id=network_id, member_ids=[UUID(member_id)])


@jobs.task("matching.renew_vectors", in_scope=False)
def renew_vectors(*, network_id: UUID) -> None:
    """Make the vectors that are missing or old: after another model version, a new job title, a forgotten job."""
    actions.rebuild_vectors(network_id=network_id, anew=False)


def matching_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """See to it that every vector is of what people say now."""
    del today, at
    jobs.enqueue("matching.renew_vectors", network_id=network_id)
