"""Which occupation of ESCO a job title is nearest to, and which one people have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kennisruil.matching.models import Occupation, PersonVector
from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import statement_vectors
from kennisruil.matching.rules.model import Model, written

# Below this product a title is like no occupation (looked at on the titles of the development set).
_NEAR = 0.5
_NEAREST = """
SELECT o.id FROM matching_occupation o WHERE o.model = %s AND -(o.vector <#> %s::halfvec(512)) >= %s
ORDER BY o.vector <#> %s::halfvec(512), o.id LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What somebody works as: the occupation's name in a language, and the field of work (two digits of ISCO)."""

    name: str
    field: str


def nearest_occupations(titles: Sequence[str], *, using: Model) -> list[str]:
    """Give for each job title the id of the nearest occupation; empty when none is near or none were read in."""
    if not any(titles) or not Occupation.objects.filter(model=using.name).exists():
        return ["" for _title in titles]
    vectors = written(statement_vectors([title or "-" for title in titles], model=using))
    return [_nearest(vector, using.name) if title else "" for title, vector in zip(titles, vectors, strict=True)]


def _nearest(vector: str, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [name, vector, _NEAR, vector])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def work_of(*, network_id: UUID, member_ids: Collection[UUID], language: str = "nl") -> dict[UUID, Work]:
    """Give what people work as, by the occupation nearest to their job title; who has none is left out."""
    rows = PersonVector.objects.filter(
        network_id=network_id, model=model.active_name(), member_id__in=member_ids
    ).exclude(occupation="")
    ids = dict(rows.order_by("pk").values_list("member_id", "occupation"))
    known = Occupation.objects.in_bulk(set(ids.values()))
    return {
        member_id: Work(
            name=getattr(known[occupation], f"name_{language}") or known[occupation].name_en,
            field=known[occupation].isco[:2],
        )
        for member_id, occupation in ids.items()
        if occupation in known
    }
