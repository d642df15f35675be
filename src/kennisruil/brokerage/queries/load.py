"""How much people have on their plate, and how they answer."""

import statistics
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.rules.ranking import DECLINED_WITHIN
from kennisruil.network import queries as network
from kennisruil.shared.periods import day_of

_UNDER_WAY = ("proposed", "agreed", "moved", "asked", "disputed", "no_show")
# Answers older than the last so many say little of how somebody answers now.
_ANSWERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Sessions of a provider: under way, and those of this quarter (held or agreed); the last one given."""

    under_way: int = 0
    this_quarter: int = 0
    last_gave_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How somebody answers: the median of days it took, and the day of the last no of the past sixty days."""

    in_days: float | None = None
    declined_on: date | None = None


def loads_of(*, network_id: UUID, member_ids: Collection[UUID], on: date) -> dict[UUID, Load]:
    """Give the load of each of some people in the quarter of ``on``."""
    begins = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    ends = date(begins.year + begins.month // 10, (begins.month + 2) % 12 + 1, 1)
    given = Q(state="held", held_on__gte=begins, held_on__lt=ends)
    rows = Session.objects.filter(network_id=network_id, provider_id__in=member_ids).values("provider_id")
    # A session with several recipients is one session to who gives it.
    once = Coalesce("joint_id", "id")
    counted = rows.annotate(
        under_way=Count(once, filter=Q(state__in=_UNDER_WAY), distinct=True),
        given=Count(once, filter=given, distinct=True),
        last=Max("held_on", filter=Q(state="held")),
    ).order_by("provider_id")
    found = {
        row["provider_id"]: Load(
            under_way=row["under_way"], this_quarter=row["under_way"] + row["given"], last_gave_on=row["last"]
        )
        for row in counted
    }
    return {member_id: found.get(member_id, Load()) for member_id in member_ids}


def answers_of(*, network_id: UUID, member_ids: Collection[UUID], on: date) -> dict[UUID, Answers]:
    """Give how each of some people answers, by their last ten answers."""
    zone = network.network_by_id(network_id=network_id).time_zone
    rows = Proposal.objects.filter(
        network_id=network_id, member_id__in=member_ids, asked_at__isnull=False, answered_at__isnull=False
    ).order_by("-answered_at", "pk")
    took: dict[UUID, list[float]] = defaultdict(list)
    declined: dict[UUID, date] = {}
    for member_id, state, asked_at, answered_at in rows.values_list("member_id", "state", "asked_at", "answered_at")[
        : 50 * max(len(member_ids), 1)
    ]:
        assert asked_at and answered_at, "asked for above"
        if len(took[member_id]) < _ANSWERS:
            took[member_id].append(_days(asked_at, answered_at))
        if state == "no" and member_id not in declined and day_of(answered_at, zone) > on - DECLINED_WITHIN:
            declined[member_id] = day_of(answered_at, zone)
    return {
        member_id: Answers(
            in_days=statistics.median(took[member_id]) if took.get(member_id) else None,
            declined_on=declined.get(member_id),
        )
        for member_id in member_ids
    }


def _days(asked_at: datetime, answered_at: datetime) -> float:
    return (answered_at - asked_at).total_seconds() / 86_400
