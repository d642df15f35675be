"""Sessions of before: noting what an earlier administration knew, and taking that back."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.models import PastSession
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def note_past_session(
    *,
    network_id: UUID,
    id: UUID,
    held_on: date,
    provider_party_id: UUID,
    recipient_party_id: UUID,
    coins: int = 0,
    text: str = "",
    outcome: str = "",
    by: Actor,
    at: datetime,
) -> PastSession:
    """Keep a session of before as history; a second call with the same ``id`` gives it as it is.

    ``coins``: positive minor units, 0 when not known; nothing is booked, for the opening balances hold them.
    """
    with action("brokerage.note_past_session", network_id=network_id, by=by, at=at, about=("past_session", id)):
        noted, _new = PastSession.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={
                "held_on": held_on,
                "provider_party_id": provider_party_id,
                "recipient_party_id": recipient_party_id,
                "coins": coins,
                "text": text,
                "outcome": outcome,
            },
        )
    return noted


def forget_past_sessions(*, network_id: UUID, ids: Collection[UUID], by: Actor, at: datetime) -> int:
    """Take sessions of before back out and give how many went; the actions that noted them stay."""
    with action("brokerage.forget_past_sessions", network_id=network_id, by=by, at=at, about=("network", network_id)):
        gone, _per_table = PastSession.objects.filter(network_id=network_id, pk__in=ids).delete()
    return gone
