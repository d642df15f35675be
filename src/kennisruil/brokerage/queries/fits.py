"""The other way round: which open needs of others fit what people can do."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from kennisruil.brokerage.models import Avoidance, Need, Proposal
from kennisruil.matching import queries as matching
from kennisruil.matching.rules import Fit, Question
from kennisruil.network.models import Member

# The open needs looked at, the longest waiting first.
_NEEDS = 300


def fits_for_member(*, network_id: UUID, member_id: UUID, limit: int = 10) -> list[tuple[Need, Fit]]:
    """List open needs of others that fit what a member says they can do, best first; the open lines only."""
    return fits_for_members(network_id=network_id, member_ids=[member_id], limit=limit)[member_id]


def fits_for_members(
    *, network_id: UUID, member_ids: Collection[UUID], limit: int = 3
) -> dict[UUID, list[tuple[Need, Fit]]]:
    """List for each member the open needs that fit, best first, with the sentence that says why.

    By meaning where the vectors are made, otherwise by words. Left out: their own needs, those of their own
    organisation, of who is not to be proposed to them, and for which they are on the list or answered.
    """
    if not member_ids:
        return {}
    rows = Need.objects.filter(network_id=network_id, state="open").select_related("member")
    needs = {need.pk: need for need in rows.order_by("asked_at", "pk")[:_NEEDS]}
    listed = Proposal.objects.filter(network_id=network_id, need_id__in=needs, member_id__in=member_ids)
    known = set(listed.order_by("pk").values_list("need_id", "member_id"))
    avoided = avoided_by_each(network_id=network_id, member_ids=member_ids)
    houses = _organisations(network_id, member_ids)
    questions = [Question(id=need.pk, text=need.whole_text, language=need.language) for need in needs.values()]
    fits = matching.needs_fitting_people(network_id=network_id, member_ids=member_ids, questions=questions)

    def suits(member_id: UUID, need: Need) -> bool:
        is_colleague = bool(houses.get(member_id)) and houses[member_id] == need.member.organisation_name.lower()
        is_apart = need.member_id == member_id or need.member_id in avoided[member_id] or is_colleague
        return not is_apart and (need.pk, member_id) not in known

    return {
        member_id: [(needs[fit.question_id], fit) for fit in own if suits(member_id, needs[fit.question_id])][:limit]
        for member_id, own in fits.items()
    }


def avoided_by_each(*, network_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Give for each of some members who is not proposed to them, whichever of the two asked so."""
    wanted = set(member_ids)
    rows = Avoidance.objects.filter(Q(member_id__in=wanted) | Q(other_id__in=wanted), network_id=network_id)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for one, two in rows.order_by("pk").values_list("member_id", "other_id")[:20_000]:
        found[one].add(two)
        found[two].add(one)
    return found


def _organisations(network_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = Member.objects.filter(network_id=network_id, pk__in=member_ids).exclude(organisation_name="")
    return {pk: name.lower() for pk, name in rows.order_by("pk").values_list("pk", "organisation_name")}
