"""Jobs of the bookkeeping room: fill the outbox, deliver it, compare what the packages hold."""

import logging
from datetime import date
from uuid import UUID

from procrastinate.contrib.django import app

from kennisruil.bookkeeping import actions, queries
from kennisruil.bookkeeping.adapters import adapter_for
from kennisruil.bookkeeping.rules.targets import Target, TargetRefused, TargetUnreachable
from kennisruil.network.queries import all_networks, network_by_id
from kennisruil.shared import clock, jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope

log = logging.getLogger(__name__)


@jobs.task("bookkeeping.fill")
def fill(*, network_id: UUID, target: str) -> None:
    """Put in the outbox what a package chosen later was not told yet."""
    at = clock.now()
    since_on = queries.targets_on(network_id=network_id, on=_today(network_id)).get(Target(target))
    if since_on is not None:
        by = Actor.job("bookkeeping.fill")
        actions.fill_outbox(network_id=network_id, target=Target(target), since_on=since_on, by=by, at=at)
        jobs.enqueue("bookkeeping.deliver", network_id=network_id)


@jobs.task("bookkeeping.deliver", in_scope=False)
def deliver(*, network_id: UUID) -> None:
    """Deliver what is due to each package, batch after batch; one that does not answer does not keep the others."""
    network = network_by_id(network_id=network_id)
    with network_scope(network_id):
        targets = queries.where_targets_are_due(network_id=network_id, at=clock.now())
    for target in targets:
        try:
            adapter = adapter_for(target, network_id=network_id, slug=network.slug, title=network.name)
            by = Actor.job("bookkeeping.deliver")
            while actions.deliver_batch(network_id=network_id, target=target, adapter=adapter, by=by, at=clock.now()):
                pass
        except TargetUnreachable as error:
            log.warning("package %s of network %s cannot be reached: %s", target, network_id, error)


@jobs.task("bookkeeping.reconcile", in_scope=False)
def reconcile(*, network_id: UUID) -> None:
    """Ask each package what it holds, and keep it beside what the journal says."""
    network, at = network_by_id(network_id=network_id), clock.now()
    with network_scope(network_id):
        chosen = queries.targets_on(network_id=network_id, on=_today(network_id))
    for target, since_on in chosen.items():
        try:
            adapter = adapter_for(target, network_id=network_id, slug=network.slug, title=network.name)
            by = Actor.job("bookkeeping.reconcile")
            actions.reconcile(network_id=network_id, target=target, since_on=since_on, adapter=adapter, by=by, at=at)
        except (TargetUnreachable, TargetRefused) as error:
            log.warning("package %s of network %s cannot be compared: %s", target, network_id, error)


@app.periodic(cron="*/5 * * * *")
@app.task(name="bookkeeping.every_five_minutes", queueing_lock="bookkeeping.every_five_minutes")
def every_five_minutes(timestamp: int) -> None:
    """Deliver in each network where something is due."""
    del timestamp
    for network in all_networks():
        with network_scope(network.pk):
            if queries.where_targets_are_due(network_id=network.pk, at=clock.now()):
                jobs.enqueue("bookkeeping.deliver", network_id=network.pk)


@app.periodic(cron="41 3 * * *")
@app.task(name="bookkeeping.every_night", queueing_lock="bookkeeping.every_night")
def every_night(timestamp: int) -> None:
    """Compare in each network."""
    del timestamp
    for network in all_networks():
        jobs.enqueue("bookkeeping.reconcile", network_id=network.pk)


def _today(network_id: UUID) -> date:
    return day_of(clock.now(), network_by_id(network_id=network_id).time_zone)


jobs.NAMES.update(("bookkeeping.every_five_minutes", "bookkeeping.every_night"))
