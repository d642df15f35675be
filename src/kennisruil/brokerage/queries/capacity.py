"""How much room people have: what they want to give, and what is spoken for."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from kennisruil.brokerage.models import Capacity, Proposal, Session
from kennisruil.brokerage.rules.capacity import PERIODS, Room, period_of
from kennisruil.network import queries as network


def capacity_of(*, network_id: UUID, member_id: UUID) -> Capacity | None:
    """Give what a member said themselves; None: they follow the network."""
    return Capacity.objects.filter(network_id=network_id, member_id=member_id).order_by("pk").first()


def usual_room(*, network_id: UUID, on: date) -> Room:
    """Give what the network takes for who says nothing."""
    decided = network.settings_on(network_id=network_id, on=on)
    return Room(most=decided["exchange.sessions_at_most"] or None, per=decided["exchange.sessions_per"])


def rooms_of(*, network_id: UUID, member_ids: Iterable[UUID], on: date) -> dict[UUID, Room]:
    """Give the room of each of some people in the month or quarter of a day.

    Spoken for are the sessions of that period (one with several recipients is one), and the questions that are with
    them now: who said yes to the last one is not asked another.
    """
    ids = list(member_ids)
    usual = usual_room(network_id=network_id, on=on)
    own = Capacity.objects.filter(network_id=network_id, member_id__in=ids).order_by("pk")
    said = {row.member_id: Room(most=row.most, per=row.per) for row in own}
    given = {per: _given(network_id, ids, on=on, per=per) for per in PERIODS}
    asked = _asked(network_id, ids)
    rooms = {member_id: said.get(member_id, usual) for member_id in ids}
    return {
        member_id: Room(most=room.most, per=room.per, used=given[room.per].get(member_id, 0) + asked.get(member_id, 0))
        for member_id, room in rooms.items()
    }


def _given(network_id: UUID, ids: Collection[UUID], *, on: date, per: str) -> dict[UUID, int]:
    begins, ends = period_of(on, per=per)
    rows = Session.objects.filter(
        network_id=network_id, provider_id__in=ids, held_on__gte=begins, held_on__lt=ends
    ).exclude(state="cancelled")
    counted = rows.values("provider_id").annotate(times=Count(Coalesce("joint_id", "id"), distinct=True))
    return dict(counted.order_by("provider_id").values_list("provider_id", "times"))


def _asked(network_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    rows = Proposal.objects.filter(
        network_id=network_id, member_id__in=ids, state__in=("asked", "yes", "other_date"), need__state="open"
    )
    counted = rows.values("member_id").annotate(times=Count("pk")).order_by("member_id")
    return dict(counted.values_list("member_id", "times"))
