"""Who is left in peace, who is not proposed to whom, and what the office judged."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from kennisruil.brokerage.models import Avoidance, Judgement, Need, Pause, Proposal
from kennisruil.network.models import Member


def paused_on(*, network_id: UUID, on: date, member_ids: Collection[UUID] | None = None) -> set[UUID]:
    """Give who is left in peace on a day, of everybody or of some."""
    rows = Pause.objects.filter(network_id=network_id, from_on__lte=on, ended_on=None).exclude(until_on__lte=on)
    if member_ids is not None:
        rows = rows.filter(member_id__in=member_ids)
    return set(rows.order_by("pk").values_list("member_id", flat=True))


def pause_of(*, network_id: UUID, member_id: UUID, on: date) -> Pause | None:
    """Give the pause of a member on a day, if there is one."""
    rows = Pause.objects.filter(network_id=network_id, member_id=member_id, from_on__lte=on, ended_on=None)
    return rows.exclude(until_on__lte=on).order_by("-from_on", "pk").first()


def avoided_by(*, network_id: UUID, member_id: UUID) -> set[UUID]:
    """Give who is not proposed to a member, whichever of the two asked so."""
    rows = Avoidance.objects.filter(Q(member_id=member_id) | Q(other_id=member_id), network_id=network_id)
    pairs = rows.order_by("pk").values_list("member_id", "other_id")[:1000]
    return {one for pair in pairs for one in pair} - {member_id}


def not_to_ask(*, network_id: UUID, need: Need, on: date) -> list[UUID]:
    """Give who is never proposed for a need: the asker, colleagues, who is on its list or answered, paused, avoided."""
    listed = Proposal.objects.filter(network_id=network_id, need_id=need.pk).order_by("pk")
    asker = need.member
    colleagues: Collection[UUID] = []
    if asker.organisation_name:
        same = Member.objects.filter(network_id=network_id, organisation_name__iexact=asker.organisation_name)
        colleagues = list(same.order_by("pk").values_list("pk", flat=True)[:1000])
    left_out = {need.member_id, *listed.values_list("member_id", flat=True), *colleagues}
    left_out |= paused_on(network_id=network_id, on=on)
    return sorted(left_out | avoided_by(network_id=network_id, member_id=need.member_id), key=str)


def judgements_of(*, network_id: UUID, need_id: UUID) -> dict[UUID, int]:
    """Give the grade of each person judged for a need."""
    rows = Judgement.objects.filter(network_id=network_id, need_id=need_id).order_by("pk")
    return dict(rows.values_list("member_id", "grade"))


def judged_needs(*, network_id: UUID, limit: int = 200) -> list[tuple[Need, dict[UUID, int]]]:
    """List the needs for which the office judged people, the latest judged first, with the grades."""
    rows = Judgement.objects.filter(network_id=network_id).order_by("-judged_at", "pk")[: limit * 40]
    grades: dict[UUID, dict[UUID, int]] = {}
    for row in rows:
        grades.setdefault(row.need_id, {})[row.member_id] = row.grade
    ids = list(grades)[:limit]
    needs = Need.objects.filter(network_id=network_id, pk__in=ids).select_related("member").in_bulk()
    return [(needs[need_id], grades[need_id]) for need_id in ids]
