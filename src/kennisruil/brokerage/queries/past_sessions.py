"""Reads of sessions of before."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from kennisruil.brokerage.models import PastSession


def past_sessions(
    *, network_id: UUID, party_ids: Collection[UUID] | None = None, limit: int = 500
) -> list[PastSession]:
    """List sessions of before with both parties, of some parties when given, the latest day first."""
    rows = PastSession.objects.filter(network_id=network_id).select_related("provider_party", "recipient_party")
    if party_ids is not None:
        rows = rows.filter(Q(provider_party_id__in=party_ids) | Q(recipient_party_id__in=party_ids))
    return list(rows.order_by("-held_on", "pk")[:limit])
