"""Sessions: one, a member's, a month's; payers, outcomes, acceptances."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from kennisruil.brokerage.models import Acceptance, Outcome, Session, SessionPayer
from kennisruil.brokerage.rules.course import Terms
from kennisruil.network import queries as network

_PEOPLE = ("recipient", "provider", "provider_party", "item", "need")


def session_by_id(*, network_id: UUID, session_id: UUID) -> Session:
    """Give a session with its people. :raises Session.DoesNotExist: not in this network."""
    return Session.objects.select_related(*_PEOPLE).get(network_id=network_id, pk=session_id)


def locked_session(*, network_id: UUID, session_id: UUID) -> Session:
    """Give a session and keep others from changing it until the transaction ends.

    :raises Session.DoesNotExist: not here.
    """
    rows = Session.objects.select_for_update(of=("self",)).select_related("recipient", "provider", "provider_party")
    return rows.get(network_id=network_id, pk=session_id)


def payers_of(*, network_id: UUID, session_id: UUID) -> list[SessionPayer]:
    """List who pays a session, with the party, in order."""
    rows = SessionPayer.objects.filter(network_id=network_id, session_id=session_id).select_related("party")
    return list(rows.order_by("position", "pk")[:100])


def sessions_of(*, network_id: UUID, member_id: UUID, limit: int = 200) -> list[Session]:
    """List a member's sessions on either side, newest date first."""
    rows = Session.objects.filter(network_id=network_id).filter(Q(recipient_id=member_id) | Q(provider_id=member_id))
    return list(rows.select_related(*_PEOPLE).order_by("-held_on", "-pk")[:limit])


def sessions_between(*, network_id: UUID, start_on: date, end_on: date, limit: int = 1000) -> list[Session]:
    """List sessions of ``start_on <= day < end_on``, in order of time."""
    rows = Session.objects.filter(network_id=network_id, held_on__gte=start_on, held_on__lt=end_on)
    return list(rows.select_related("recipient", "provider", "item").order_by("starts_at", "pk")[:limit])


def sessions_in(*, network_id: UUID, states: Collection[str], limit: int = 1000) -> list[Session]:
    """List sessions in any of the states, oldest date first."""
    rows = Session.objects.filter(network_id=network_id, state__in=states)
    return list(rows.select_related("recipient", "provider", "item").order_by("held_on", "pk")[:limit])


def session_of_need(*, network_id: UUID, need_id: UUID) -> Session | None:
    """Give the latest session arranged for a need; one that was called off is none."""
    rows = Session.objects.filter(network_id=network_id, need_id=need_id).exclude(state="cancelled")
    rows = rows.select_related("recipient", "provider", "item")
    return rows.order_by("-arranged_at", "-pk").first()


def outcomes_of(*, network_id: UUID, session_id: UUID) -> dict[str, Outcome]:
    """Give what each side noted, by side."""
    rows = Outcome.objects.filter(network_id=network_id, session_id=session_id).order_by("side", "pk")
    return {row.side: row for row in rows}


def acceptances_of(*, network_id: UUID, session_id: UUID) -> list[Acceptance]:
    """List every yes to a session, in order, with the person."""
    rows = Acceptance.objects.filter(network_id=network_id, session_id=session_id).select_related("member")
    return list(rows.order_by("accepted_at", "pk")[:100])


def exchange_terms(*, network_id: UUID, on: date) -> Terms:
    """Give the waits the network decided, in force on a day."""
    decided = network.settings_on(network_id=network_id, on=on)
    return Terms(
        held_after_days=decided["exchange.held_after_days"], chase_after_days=decided["exchange.ask_next_after_days"]
    )
