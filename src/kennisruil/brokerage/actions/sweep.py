"""What a day asks of the brokerage room; running it again on the same day does nothing more."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models

from kennisruil.brokerage.actions.half_days import forget_past_days
from kennisruil.brokerage.actions.holding import ask_whether_held, pass_quiet_session
from kennisruil.brokerage.actions.mails.reminding import mail_reminder
from kennisruil.brokerage.actions.places import sweep_places
from kennisruil.brokerage.actions.proposals import pass_over_silent
from kennisruil.brokerage.actions.referrals import pass_quiet_referrals
from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.queries.sessions import exchange_terms
from kennisruil.brokerage.rules.reminding import reminder_due
from kennisruil.network.queries import network_by_id
from kennisruil.shared.actors import Actor

_BY = Actor.job("brokerage.daily")


def sweep_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Pass over silent people, remind of what comes, ask both sides of yesterday, count quiet sessions as held, clear
    past half-days away, and offer what a new day brings to who waits.
    """
    terms = exchange_terms(network_id=network_id, on=today)
    for proposal_id in _ids(
        Proposal.objects.filter(
            network_id=network_id, state="asked", since_on__lte=today - timedelta(days=terms.chase_after_days)
        ).order_by("since_on", "need__asked_at", "position", "pk")
    ):
        pass_over_silent(network_id=network_id, proposal_id=proposal_id, by=_BY, at=at)
    for session_id in _ids(
        Session.objects.filter(
            network_id=network_id, state="asked", since_on__lte=today - timedelta(days=terms.held_after_days)
        ).order_by("since_on", "pk")
    ):
        pass_quiet_session(network_id=network_id, session_id=session_id, by=_BY, at=at)
    pass_quiet_referrals(network_id=network_id, until=today - timedelta(days=terms.chase_after_days), by=_BY, at=at)
    _remind(network_id=network_id, today=today, at=at)
    agreed = Session.objects.filter(network_id=network_id, state="agreed", held_on__lt=today)
    for session_id in _ids(agreed.order_by("since_on", "pk")):
        ask_whether_held(network_id=network_id, session_id=session_id, by=_BY, at=at)
    forget_past_days(network_id=network_id, today=today, by=_BY, at=at)
    sweep_places(network_id=network_id, today=today, by=_BY, at=at)


def _remind(*, network_id: UUID, today: date, at: datetime) -> None:
    """Remind both people of what begins in the coming hours; each mail has a key of its own and goes once."""
    zone = network_by_id(network_id=network_id).time_zone
    near = Session.objects.filter(
        network_id=network_id, state="agreed", starts_at__gt=at, held_on__lte=today + timedelta(days=1)
    )
    for session in near.select_related("recipient", "provider").order_by("starts_at", "pk")[:5000]:
        kind = reminder_due(starts_at=session.starts_at, at=at, zone=zone)
        if kind is not None:
            mail_reminder(session, kind=kind, at=at)


def _ids(rows: "models.QuerySet[Proposal] | models.QuerySet[Session]") -> list[UUID]:
    return list(rows.values_list("pk", flat=True)[:5000])
