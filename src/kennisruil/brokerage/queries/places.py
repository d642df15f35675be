"""Who waits for whom."""

from collections.abc import Collection
from uuid import UUID

from kennisruil.brokerage.models import Proposal, WaitingPlace
from kennisruil.brokerage.queries.needs import ASKED_STATES
from kennisruil.brokerage.rules.places import LIVE, Place


def place_by_id(*, network_id: UUID, place_id: UUID) -> WaitingPlace:
    """Give a place with its need and person. :raises WaitingPlace.DoesNotExist: not in this network."""
    return WaitingPlace.objects.select_related("need__member", "member").get(network_id=network_id, pk=place_id)


def places_for(*, network_id: UUID, member_id: UUID) -> list[WaitingPlace]:
    """List the needs that wait for a person, first come first."""
    rows = WaitingPlace.objects.filter(network_id=network_id, member_id=member_id, state__in=LIVE)
    return list(rows.select_related("need__member", "member").order_by("position", "pk")[:200])


def places_of_need(*, network_id: UUID, need_id: UUID) -> list[WaitingPlace]:
    """List the people a need waits for, by name."""
    rows = WaitingPlace.objects.filter(network_id=network_id, need_id=need_id, state__in=LIVE)
    return list(rows.select_related("need", "member").order_by("member__family_name", "member__given_name", "pk")[:50])


def offered_places(*, network_id: UUID, asker_id: UUID | None = None) -> list[WaitingPlace]:
    """List the offers that wait for a yes, of everybody or to one asker."""
    rows = WaitingPlace.objects.filter(network_id=network_id, state="offered", need__state="open")
    if asker_id is not None:
        rows = rows.filter(need__member_id=asker_id)
    return list(rows.select_related("need__member", "member").order_by("since_on", "pk")[:500])


def waited_for(*, network_id: UUID) -> list[UUID]:
    """List the people for whom a need waits."""
    rows = WaitingPlace.objects.filter(network_id=network_id, state__in=LIVE)
    return list(rows.order_by("member_id").values_list("member_id", flat=True).distinct()[:5000])


def row_of(*, network_id: UUID, member_id: UUID) -> list[Place]:
    """Give the live places in somebody's row as values of the rules."""
    rows = list(
        WaitingPlace.objects.filter(network_id=network_id, member_id=member_id, state__in=LIVE)
        .select_related("need")
        .order_by("position", "pk")[:200]
    )
    busy = _busy(network_id, [row.need_id for row in rows])
    return [
        Place(
            id=row.pk,
            position=row.position,
            state=row.state,
            since_on=row.since_on,
            is_open=row.need.state == "open" and row.need_id not in busy,
        )
        for row in rows
    ]


def _busy(network_id: UUID, need_ids: Collection[UUID]) -> set[UUID]:
    """Give the needs of which somebody else's answer is awaited, or that have a yes."""
    rows = Proposal.objects.filter(network_id=network_id, need_id__in=need_ids, state__in=ASKED_STATES)
    return set(rows.order_by("pk").values_list("need_id", flat=True))
