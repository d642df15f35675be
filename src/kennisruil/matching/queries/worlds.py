"""How far apart the worlds of two people are: the product of the vectors of all they can do."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from kennisruil.matching.rules import model

_LIKENESS = """
SELECT other.member_id, -(own.vector <#> other.vector)
FROM matching_personvector own JOIN matching_personvector other USING (network_id, model)
WHERE own.network_id = %s AND own.model = %s AND own.member_id = %s AND other.member_id = ANY (%s::uuid[])
"""
_FURTHEST = """
SELECT other.member_id
FROM matching_personvector own JOIN matching_personvector other USING (network_id, model)
JOIN network_member m ON m.network_id = other.network_id AND m.id = other.member_id AND m.left_on IS NULL
WHERE own.network_id = %s AND own.model = %s AND own.member_id = %s AND other.member_id <> ALL (%s::uuid[])
ORDER BY round((own.vector <#> other.vector)::numeric, 3) DESC, m.family_name, m.given_name, m.email, m.id LIMIT %s
"""


def likeness_of(*, network_id: UUID, member_id: UUID, others: Collection[UUID]) -> dict[UUID, float]:
    """Say how much the know-how of others is like a member's, from -1 to 1; nought is unrelated.

    Who has no vector is left out, and everybody when the member has none or no model is installed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LIKENESS, [network_id, model.active_name(), member_id, list(others)])
        return {row[0]: float(row[1]) for row in cursor.fetchall()}


def furthest_from(*, network_id: UUID, member_id: UUID, exclude: Collection[UUID], limit: int) -> list[UUID]:
    """Give people whose know-how is least like a member's, the furthest first, ties by name; who left is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_FURTHEST, [network_id, model.active_name(), member_id, list(exclude), max(limit, 0)])
        return [row[0] for row in cursor.fetchall()]
