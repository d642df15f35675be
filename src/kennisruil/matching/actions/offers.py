"""Offers: what somebody would gladly do for others, said anew, kept alive, or offered no longer."""

from datetime import datetime
from uuid import UUID

from kennisruil.matching.models import KnowHow
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def offer_know_how(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Make an offer of something that somebody can do, said anew. A second time changes nothing; no wish is offered."""
    with action("matching.offer_know_how", network_id=network_id, by=by, at=at, about=("know_how", know_how_id)):
        rows = KnowHow.objects.filter(network_id=network_id, pk=know_how_id, withdrawn_at=None)
        rows.filter(kind__in=("skill", "role")).update(kind="offer", said_at=at, still_true_at=None)


def stop_offering(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Keep an offer among what somebody can do, without offering it. A second time changes nothing."""
    with action("matching.stop_offering", network_id=network_id, by=by, at=at, about=("know_how", know_how_id)):
        KnowHow.objects.filter(network_id=network_id, pk=know_how_id, kind="offer").update(kind="skill")


def keep_offer(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Say that an offer still stands: it is fresh again. One that was taken away stays away."""
    with action("matching.keep_offer", network_id=network_id, by=by, at=at, about=("know_how", know_how_id)):
        rows = KnowHow.objects.filter(network_id=network_id, pk=know_how_id, kind="offer", withdrawn_at=None)
        rows.update(still_true_at=at)
