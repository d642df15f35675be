"""How high the search puts the people whom the office judged to fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.brokerage.models import Need
from kennisruil.brokerage.queries.willing import judged_needs
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.measures import Figures, mean, per_need

# A person who is not among so many is not found.
_DEPTH = 50
_BEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A judged need: the grades, and the place at which the search finds each person (none: not among fifty)."""

    need: Need
    grades: Mapping[UUID, int]
    places: Mapping[UUID, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All judged needs together: figures over those with somebody judged to fit, and two counts a broker understands.

    The figures look at judged people only, in the order in which they are found: who was not judged is not known.
    """

    needs: Sequence[Measured]
    figures: Figures
    with_best: int
    best_in_3: int


def measured(*, network_id: UUID, limit: int = 100) -> Whole:
    """Search again for each judged need, by fit alone, and look where the judged people stand."""
    needs = [_measured(network_id, need, grades) for need, grades in judged_needs(network_id=network_id, limit=limit)]
    fitting = [one for one in needs if any(one.grades.values())]
    figures = per_need(
        {
            str(one.need.pk): [
                str(member_id) for member_id in sorted(one.places, key=lambda member_id: one.places[member_id])
            ]
            for one in fitting
        },
        {str(one.need.pk): {str(member): grade for member, grade in one.grades.items()} for one in fitting},
    )
    with_best = [one for one in fitting if _BEST in one.grades.values()]
    return Whole(
        needs=needs,
        figures=mean(figures),
        with_best=len(with_best),
        best_in_3=sum(
            any(one.grades[m] == _BEST and place <= 3 for m, place in one.places.items()) for one in with_best
        ),
    )


def _measured(network_id: UUID, need: Need, grades: Mapping[UUID, int]) -> Measured:
    found = matching.candidates_for(
        network_id=network_id,
        text=need.text,
        sought=need.sought,
        language=need.language,
        exclude=[need.member_id],
        limit=_DEPTH,
    )
    places = {one.member_id: place for place, one in enumerate(found, 1) if one.member_id in grades}
    return Measured(need=need, grades=grades, places=places)
