"""What answers and judgements teach about the weights of the search."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from kennisruil.brokerage.models import Judgement, Need, Proposal
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.learning import Learnt, Parts, learn

# So many of the latest needs are looked at; each is searched again.
_NEEDS = 150
_DEPTH = 300
# What an answer says of a fit, on the scale of judgements: somebody who would do it, and somebody who would not.
_ANSWERS = {"yes": 2, "other_date": 2, "no": 0}


def learnt_weights(*, network_id: UUID) -> Learnt:
    """Find weights on the latest needs of which one person fitted and another did not; some seconds.

    A judgement of the office counts before an answer, for a no is often about time. Nothing is written.
    """
    material: dict[str, list[tuple[Parts, Parts]]] = {}
    grades = _grades(network_id)
    needs = Need.objects.filter(network_id=network_id, pk__in=grades).order_by("-asked_at", "pk")[:_NEEDS]
    for need in needs:
        pairs = _pairs(network_id, need, grades[need.pk])
        if pairs:
            material[str(need.pk)] = pairs
    return learn(material, start=matching.usual_reach(network_id=network_id).weights)


def _grades(network_id: UUID) -> dict[UUID, dict[UUID, int]]:
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    answers = Proposal.objects.filter(network_id=network_id, state__in=_ANSWERS).order_by("pk")
    for need_id, member_id, state in answers.values_list("need_id", "member_id", "state"):
        found[need_id][member_id] = _ANSWERS[state]
    judged = Judgement.objects.filter(network_id=network_id).order_by("pk")
    for need_id, member_id, grade in judged.values_list("need_id", "member_id", "grade"):
        found[need_id][member_id] = grade
    return {need_id: own for need_id, own in found.items() if len(set(own.values())) > 1}


def _pairs(network_id: UUID, need: Need, grades: Mapping[UUID, int]) -> list[tuple[Parts, Parts]]:
    found = matching.candidates_for(
        network_id=network_id, text=need.text, sought=need.sought, language=need.language, limit=_DEPTH
    )
    parts = {one.member_id: one.parts for one in found if one.member_id in grades}
    return [
        (parts[better], parts[worse])
        for better in sorted(parts, key=str)
        for worse in sorted(parts, key=str)
        if grades[better] > grades[worse]
    ]
