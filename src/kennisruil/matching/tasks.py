"""Jobs of the matching room."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kennisruil.matching import actions
from kennisruil.matching.queries import know_how_of
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS
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


def renew_after_change(*, network_id: UUID, member_id: UUID, fields: Collection[str]) -> None:
    """Renew the vectors of somebody whose job title is another one now: it is part of what they can do."""
    if "job_title" in fields and know_how_of(network_id=network_id, member_id=member_id, kinds=KNOW_HOW_KINDS):
        actions.renew_vectors(network_id=network_id, member_id=member_id)
