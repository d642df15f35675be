"""Jobs of the billing room."""

from datetime import date, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from kennisruil.billing.actions import accept_due_drafts, send_giving_reminders, send_payment_reminders
from kennisruil.billing.actions import close_month as run_close
from kennisruil.billing.actions import document_late_supply as document_late
from kennisruil.billing.actions.bank_later import read_kept_file
from kennisruil.billing.actions.channel import work_through
from kennisruil.network.queries import all_networks, network_by_id
from kennisruil.shared import clock, jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import Month, day_of


@jobs.task("billing.document_late_supply")
def document_late_supply(*, network_id: UUID, supply_id: str) -> None:
    """Document a supply whose month was closed before it was confirmed."""
    at = clock.now()
    zone = network_by_id(network_id=network_id).time_zone
    by = Actor.job("billing.document_late_supply")
    document_late(network_id=network_id, supply_id=UUID(supply_id), today=day_of(at, zone), by=by, at=at)


@jobs.task("billing.close_month", in_scope=False)
def close_month(*, network_id: UUID, month: str, member_id: str) -> None:
    """Close a month as a member asked; outside any scope, for a close is many small transactions."""
    at = clock.now()
    today = day_of(at, network_by_id(network_id=network_id).time_zone)
    run_close(network_id=network_id, month=Month.parse(month), today=today, by=Actor.member(UUID(member_id)), at=at)


@jobs.task("billing.read_bank_file")
def read_bank_file(*, network_id: UUID, bank_file_id: str, by: str) -> None:
    """Read a bank file that was brought in: one transaction, so a worker that dies leaves nothing and begins anew."""
    at = clock.now()
    today = day_of(at, network_by_id(network_id=network_id).time_zone)
    read_kept_file(network_id=network_id, bank_file_id=UUID(bank_file_id), by=Actor.parse(by), at=at, today=today)


def accept_by_silence(*, network_id: UUID, today: date, at: datetime) -> None:
    """Accept the drafts whose days have passed: the daily answer of this room."""
    accept_due_drafts(network_id=network_id, today=today, by=Actor.job("billing.accept_by_silence"), at=at)


def remind(*, network_id: UUID, today: date, at: datetime) -> None:
    """Remind of what is due, and apart from that of who could use what somebody knows: daily answers of this room."""
    by = Actor.job("billing.remind")
    send_payment_reminders(network_id=network_id, today=today, by=by, at=at)
    send_giving_reminders(network_id=network_id, today=today, by=by, at=at)


@app.periodic(cron="*/5 * * * *")
@app.task(name="billing.every_five_minutes", queueing_lock="billing.every_five_minutes")
def every_five_minutes(timestamp: int) -> None:
    """Let each network's e-invoices go, and fetch what came in."""
    del timestamp
    for network in all_networks():
        jobs.enqueue("billing.work_channel", network_id=network.pk)


@jobs.task("billing.work_channel", in_scope=False)
def work_channel(*, network_id: UUID) -> None:
    """Hand over e-invoices that were issued, try what is due, fetch what came in: many small transactions."""
    work_through(network_id=network_id, by=Actor.job("billing.work_channel"), at=clock.now())


jobs.NAMES.add("billing.every_five_minutes")
