"""When people have time: what they said, what is taken, and what is left to book."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kennisruil.brokerage.models import DayHalf, Proposal, Session, WeekHalf
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules.half_days import AHEAD, Given, HalfDay, Hours, clear_halves, free_halves
from kennisruil.network import queries as network
from kennisruil.shared.periods import day_of

Spans = dict[UUID, list[tuple[datetime, datetime]]]
# A date that waits for a yes is taken too: nobody books what somebody else was just offered.
_TAKES = ("proposed", "moved", "agreed")
_USUAL_MINUTES = 240


def hours_of(*, network_id: UUID, on: date) -> Hours:
    """Give when mornings and afternoons begin in a network."""
    decided = network.settings_on(network_id=network_id, on=on)
    return Hours(
        morning=decided["exchange.morning_hour"],
        afternoon=decided["exchange.afternoon_hour"],
        zone=network.network_by_id(network_id=network_id).time_zone,
    )


def given_by(*, network_id: UUID, member_ids: Collection[UUID], from_on: date) -> dict[UUID, Given]:
    """Give what each of some people said about their half-days from a day on."""
    week: dict[UUID, set[tuple[int, str]]] = defaultdict(set)
    days: dict[UUID, dict[HalfDay, bool]] = defaultdict(dict)
    own = {"network_id": network_id, "member_id__in": member_ids}
    for member_id, weekday, half in (
        WeekHalf.objects.filter(**own).order_by("pk").values_list("member_id", "weekday", "half")[:20_000]
    ):
        week[member_id].add((weekday, half))
    dated = DayHalf.objects.filter(**own, on__gte=from_on, on__lt=from_on + AHEAD).order_by("pk")
    for member_id, on, half, is_free in dated.values_list("member_id", "on", "half", "is_free")[:50_000]:
        days[member_id][HalfDay(on, half)] = is_free
    return {
        member_id: Given(week=frozenset(week.get(member_id, ())), days=days.get(member_id)) for member_id in member_ids
    }


def taken_by(
    *, network_id: UUID, member_ids: Collection[UUID], at: datetime, but_session: Session | None = None
) -> Spans:
    """Give when each of some people is in a session to come, on either side; not counting ``but_session``."""
    ids = set(member_ids)
    rows = Session.objects.filter(Q(provider_id__in=ids) | Q(recipient_id__in=ids), network_id=network_id)
    rows = rows.filter(state__in=_TAKES, ends_at__gt=at)
    if but_session is not None:
        rows = rows.exclude(pk=but_session.pk)
        if but_session.joint_id is not None:
            rows = rows.exclude(joint_id=but_session.joint_id)
    taken: Spans = defaultdict(list)
    for provider_id, recipient_id, since, until in rows.order_by("starts_at", "pk").values_list(
        "provider_id", "recipient_id", "starts_at", "ends_at"
    )[:10_000]:
        for member_id in {provider_id, recipient_id} & ids:
            taken[member_id].append((since, until))
    return taken


def free_half_days(
    *,
    network_id: UUID,
    member_ids: Collection[UUID],
    at: datetime,
    minutes: int = _USUAL_MINUTES,
    but_session: Session | None = None,
) -> dict[UUID, list[HalfDay]]:
    """List for each of some people the half-days of the weeks ahead on which a session of ``minutes`` can be booked.

    Who takes a pause or said nothing has none.
    """
    zone = network.network_by_id(network_id=network_id).time_zone
    today = day_of(at, zone)
    hours = hours_of(network_id=network_id, on=today)
    given = given_by(network_id=network_id, member_ids=member_ids, from_on=today)
    known = [member_id for member_id, said in given.items() if said.is_known]
    if not known:
        return {member_id: [] for member_id in member_ids}
    taken = taken_by(network_id=network_id, member_ids=known, at=at, but_session=but_session)
    paused = paused_on(network_id=network_id, on=today, member_ids=known)
    return {
        member_id: []
        if member_id in paused or not said.is_known
        else free_halves(said, taken=taken.get(member_id, ()), minutes=minutes, hours=hours, at=at, from_on=today)
        for member_id, said in given.items()
    }


def clear_half_days(
    *, network_id: UUID, member_id: UUID, halves: list[HalfDay], at: datetime, minutes: int = _USUAL_MINUTES
) -> list[HalfDay]:
    """Leave out the half-days on which somebody is in a session already, whatever they said about their time."""
    taken = taken_by(network_id=network_id, member_ids=[member_id], at=at)
    today = day_of(at, network.network_by_id(network_id=network_id).time_zone)
    hours = hours_of(network_id=network_id, on=today)
    return clear_halves(halves, taken=taken.get(member_id, ()), minutes=minutes, hours=hours, at=at)


def half_days_to_choose(*, network_id: UUID, member_id: UUID, at: datetime) -> list[Proposal]:
    """List what a member and another said yes to, and for which the other gave half-days to choose among."""
    rows = Proposal.objects.filter(network_id=network_id, need__state="open", state__in=("yes", "other_date"))
    own = rows.filter(Q(member_id=member_id) | Q(need__member_id=member_id)).select_related("need__member", "member")
    found = list(own.order_by("answered_at", "pk")[:50])
    if not found:
        return []
    others = {row.pk: row.member_id if row.need.member_id == member_id else row.need.member_id for row in found}
    free = free_half_days(network_id=network_id, member_ids=set(others.values()), at=at)
    return [row for row in found if free[others[row.pk]]]
