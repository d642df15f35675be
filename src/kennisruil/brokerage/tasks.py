"""Jobs of the brokerage room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage import actions
from kennisruil.shared import clock, jobs
from kennisruil.shared.actors import Actor


@jobs.task("brokerage.draw_round", in_scope=False)
def draw_round(*, network_id: UUID, round_id: str) -> None:
    """Draw the plans of an exchange round; outside any scope, for each need is a transaction of its own."""
    by = Actor.job("brokerage.draw_round")
    actions.draw_round(network_id=network_id, round_id=UUID(round_id), by=by, at=clock.now())


def brokerage_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Pass over silence, ask both sides of yesterday's sessions, count quiet ones as held."""
    actions.sweep_daily(network_id=network_id, today=today, at=at)
