"""The search the other way round: which open questions fit a person, by meaning, and by words where no vector is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.matching.models import PersonVector, QuestionVector
from kennisruil.matching.rules import Fit, Hit, Question, Reason, fits_from, model, reason_of
from kennisruil.matching.rules.fitting import MEANT_FROM, Near, best_fits, by_words_beside, fits_by_meaning

# Only who comes near by the two products is handed over: a common theme adds at most one and a half (see the rule).
_NEAR = """
WITH q AS MATERIALIZED (
    SELECT about_id, best_spread, whole_spread, vector FROM matching_questionvector
    WHERE network_id = %(network)s AND model = %(model)s AND about_id = ANY (%(questions)s::uuid[])
), part AS MATERIALIZED (
    SELECT v.member_id, v.know_how_id, v.nr, q.about_id, -(v.vector <#> q.vector) AS near
    FROM matching_statementvector v CROSS JOIN q
    WHERE v.network_id = %(network)s AND v.model = %(model)s AND v.member_id = ANY (%(members)s::uuid[])
), pair AS (
    SELECT b.member_id, b.about_id, -(p.vector <#> q.vector) AS whole, q.best_spread, q.whole_spread
    FROM (SELECT member_id, about_id, max(near) AS best FROM part GROUP BY member_id, about_id) b
    JOIN q ON q.about_id = b.about_id
    JOIN matching_personvector p
        ON p.network_id = %(network)s AND p.model = %(model)s AND p.member_id = b.member_id
    WHERE b.best / q.best_spread - (p.vector <#> q.vector) / q.whole_spread >= %(least)s
)
SELECT DISTINCT ON (pair.member_id, pair.about_id, part.know_how_id)
    pair.member_id, pair.about_id, part.know_how_id, part.near, pair.whole, pair.best_spread, pair.whole_spread,
    v.theme, v.text, k.text, k.language, k.is_in_job, k.kind, k.readers
FROM pair JOIN part ON part.member_id = pair.member_id AND part.about_id = pair.about_id
JOIN matching_statementvector v ON v.network_id = %(network)s AND v.model = %(model)s
    AND v.know_how_id = part.know_how_id AND v.nr = part.nr
JOIN matching_knowhow k ON k.network_id = %(network)s AND k.id = part.know_how_id AND k.withdrawn_at IS NULL
ORDER BY pair.member_id, pair.about_id, part.know_how_id, part.near DESC, part.nr
"""
_THEME_AT_MOST = 1.5
_BY_WORDS = """
SELECT m.id, f.* FROM unnest(%s::uuid[]) AS m (id) CROSS JOIN LATERAL matching_fits(%s, m.id, %s, %s, %s) AS f
"""


def needs_fitting(*, network_id: UUID, member_id: UUID, questions: Sequence[Question], limit: int = 20) -> list[Fit]:
    """Rank the questions (open needs) that a member's statements meet, best first, with the reasons."""
    found = needs_fitting_people(network_id=network_id, member_ids=[member_id], questions=questions)
    return found[member_id][:limit]


def needs_fitting_people(
    *, network_id: UUID, member_ids: Collection[UUID], questions: Sequence[Question]
) -> dict[UUID, list[Fit]]:
    """Rank the questions for each of several members; four questions to the database in all.

    By meaning where both the member and the question have a vector of this installation's model, otherwise by words. A
    fit is shown to members without a broker's eye on it: what is only near is left out.
    """
    if not questions or not member_ids:
        return {member_id: [] for member_id in member_ids}
    name = model.active_name() or ""
    read = _themes(network_id, questions, name)
    rows = PersonVector.objects.filter(network_id=network_id, model=name, member_id__in=member_ids)
    meant = set(rows.values_list("member_id", flat=True)) if read else set()
    by_meaning = _by_meaning(network_id, meant, read, name)
    unread = [question for question in questions if question.id not in read]
    by_words = _by_words(network_id, meant, unread) | _by_words(network_id, set(member_ids) - meant, questions)
    return {
        member_id: best_fits(
            [*by_meaning.get(member_id, []), *by_words_beside(by_words.get(member_id, []))], limit=len(questions)
        )
        for member_id in member_ids
    }


def _themes(network_id: UUID, questions: Sequence[Question], name: str) -> dict[UUID, dict[int, float]]:
    """Give the weights of the themes of each question that has a vector."""
    rows = QuestionVector.objects.filter(
        network_id=network_id, model=name, about_id__in=[question.id for question in questions]
    )
    found = rows.order_by("pk").values_list("about_id", "themes")
    return {about_id: {int(nr): weight for nr, weight in themes.items()} for about_id, themes in found}


def _by_meaning(
    network_id: UUID, member_ids: Collection[UUID], themes: Mapping[UUID, Mapping[int, float]], name: str
) -> dict[UUID, list[Fit]]:
    if not member_ids:
        return {}
    values = {
        "network": network_id,
        "model": name,
        "questions": list(themes),
        "members": list(member_ids),
        "least": MEANT_FROM - _THEME_AT_MOST,
    }
    near: dict[UUID, list[Near]] = {}
    reasons: dict[tuple[UUID, str], Reason] = {}
    for row in _rows(_NEAR, values):
        one = _near(row)
        near.setdefault(row[0], []).append(one)
        reasons[one.know_how_id, one.part] = reason_of(_hit(row))
    return {member_id: fits_by_meaning(own, themes=themes, reasons=reasons) for member_id, own in near.items()}


def _near(row: tuple[Any, ...]) -> Near:
    _member, about_id, know_how_id, best, whole, best_spread, whole_spread, theme, part = row[:9]
    return Near(
        question_id=about_id,
        know_how_id=know_how_id,
        best=best,
        whole=whole,
        best_spread=best_spread,
        whole_spread=whole_spread,
        theme=theme,
        part=part,
    )


def _hit(row: tuple[Any, ...]) -> Hit:
    text, language, is_in_job, kind, readers = row[9:]
    return Hit(
        know_how_id=row[2],
        member_id=row[0],
        text=text,
        language=language,
        is_in_job=is_in_job,
        kind=kind,
        readers=readers,
        part=row[8],
        theme=row[7],
        score=row[3],
    )


def _by_words(network_id: UUID, member_ids: Collection[UUID], questions: Sequence[Question]) -> dict[UUID, list[Fit]]:
    if not member_ids or not questions:
        return {}
    ids, texts, languages = (
        [question.id for question in questions],
        [question.text for question in questions],
        [question.language[:2] for question in questions],
    )
    hits: dict[UUID, list[tuple[UUID, Hit]]] = {}
    for row in _rows(_BY_WORDS, [list(member_ids), network_id, ids, texts, languages]):
        hits.setdefault(row[0], []).append((row[1], _met(row[2:])))
    return {member_id: fits_from(own, limit=len(questions)) for member_id, own in hits.items()}


def _met(row: tuple[Any, ...]) -> Hit:
    know_how_id, member_id, text, language, is_in_job, kind, score, words = row
    return Hit(
        know_how_id=know_how_id,
        member_id=member_id,
        text=text,
        language=language,
        is_in_job=is_in_job,
        kind=kind,
        score=score,
        words=tuple(words),
    )


def _rows(sql: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
