"""How near a few words of somebody lie to open questions, and to what others offer; in spreads of what asks."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.matching.queries.search import asked_for
from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import statement_vectors
from kennisruil.matching.rules.model import written

_TO_QUESTIONS = """
SELECT about_id, -(vector <#> %s::halfvec(512)) / best_spread FROM matching_questionvector
WHERE network_id = %s AND model = %s AND about_id = ANY (%s::uuid[])
"""
_TO_STATEMENTS = """
SELECT know_how_id, max(-(vector <#> %s::halfvec(512))) / %s FROM matching_statementvector
WHERE network_id = %s AND model = %s AND know_how_id = ANY (%s::uuid[]) GROUP BY know_how_id
"""


def near_questions(*, network_id: UUID, words: str, ids: Collection[UUID]) -> dict[UUID, float]:
    """Say how near words, taken as something one can do, lie to questions; only those whose vector is made."""
    vector = _vector(words, model.active_name()) if ids else None
    return _rows(_TO_QUESTIONS, [vector, network_id, model.active_name(), list(ids)]) if vector else {}


def near_statements(*, network_id: UUID, words: str, language: str, ids: Collection[UUID]) -> dict[UUID, float]:
    """Say how near words, taken as a question, lie to statements; only those whose vector is made."""
    asked = asked_for(text=words, language=language) if ids and model.installed() else None
    if asked is None or not asked.vector:
        return {}
    vector = f"[{','.join(map(str, asked.vector))}]"
    spread = max(asked.best_spread, 1e-6)
    return _rows(_TO_STATEMENTS, [vector, spread, network_id, model.active_name(), list(ids)])


@lru_cache(maxsize=2_000)
def _vector(words: str, name: str | None) -> str | None:
    using = model.active() if name else None
    return written(statement_vectors([words], model=using))[0] if using else None


def _rows(sql: str, values: list[Any]) -> dict[UUID, float]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {row[0]: float(row[1]) for row in cursor.fetchall()}
