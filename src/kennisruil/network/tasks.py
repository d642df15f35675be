"""What each day asks, in every network."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from kennisruil.network import queries
from kennisruil.shared import clock, jobs
from kennisruil.shared.invariants import invariant_answers
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope

log = logging.getLogger(__name__)


@app.periodic(cron="11 * * * *")
@app.task(name="network.every_hour", queueing_lock="network.every_hour")
def every_hour(timestamp: int) -> None:
    """Ask each network what its day asks: hourly, for days begin at other hours and the answers are safe to repeat."""
    del timestamp
    for network in queries.all_networks():
        jobs.enqueue("network.day", network_id=network.pk)


@app.periodic(cron="23 2 * * *")
@app.task(name="network.every_night", queueing_lock="network.every_night")
def every_night(timestamp: int) -> None:
    """Prove what must hold, in each network."""
    del timestamp
    for network in queries.all_networks():
        jobs.enqueue("network.check", network_id=network.pk)


@jobs.task("network.day", in_scope=False)
def day(*, network_id: UUID) -> None:
    """Do what the day asks of every room, each in a transaction of its own."""
    at = clock.now()
    today = day_of(at, queries.network_by_id(network_id=network_id).time_zone)
    for answer in jobs.daily:
        with network_scope(network_id):
            answer(network_id=network_id, today=today, at=at)


@jobs.task("network.check")
def check(*, network_id: UUID) -> None:
    """Prove every invariant; what does not hold goes to the log as an error, for whoever watches over the machine."""
    for answer in invariant_answers:
        for invariant in answer(network_id=network_id):
            if not invariant.holds:
                log.error("invariant %s does not hold in network %s: %s", invariant.name, network_id, invariant.found)


jobs.NAMES.update(("network.every_hour", "network.every_night"))
