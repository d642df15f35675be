"""Needs and the sessions that came of them, for the chain from need to books."""

from collections.abc import Iterable
from uuid import UUID

from kennisruil.brokerage.models import Session

_MOST = 500


def sessions_of_needs(*, network_id: UUID, ids: Iterable[str]) -> list[Session]:
    """Give the sessions arranged for needs, by day."""
    rows = Session.objects.filter(network_id=network_id, need_id__in=list(ids))
    return list(rows.order_by("held_on", "pk")[:_MOST])


def needs_of_sessions(*, network_id: UUID, ids: Iterable[str]) -> list[Session]:
    """Give the sessions among ``ids`` that came of a need, with the need."""
    rows = Session.objects.filter(network_id=network_id, pk__in=list(ids), need__isnull=False)
    return list(rows.select_related("need").order_by("pk")[:_MOST])
