"""Jobs of the brokerage room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage import actions


def brokerage_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Pass over silence, ask both sides of yesterday's sessions, count quiet ones as held."""
    actions.sweep_daily(network_id=network_id, today=today, at=at)
