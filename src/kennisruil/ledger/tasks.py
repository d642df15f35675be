"""What a day asks of the ledger."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.ledger import actions


def expire_due_reservations(*, network_id: UUID, today: date, at: datetime) -> None:
    """Let go of every reservation that has run out by ``at``; for ``shared.jobs.daily``."""
    del today
    actions.expire_reservations(network_id=network_id, at=at)
