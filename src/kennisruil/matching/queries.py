"""Reads of the matching room: statements, candidates for a text, texts that fit a person, people by part of a word."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules import (
    Candidate,
    Fit,
    Hit,
    Question,
    candidates_from,
    fits_from,
)
from kennisruil.network.models import Member

_CANDIDATES = "SELECT * FROM matching_candidates(%s, %s, %s, %s, %s)"
_FITS = "SELECT * FROM matching_fits(%s, %s, %s, %s, %s)"
_FITS_OF_MANY = """
SELECT m.id, f.* FROM unnest(%s::uuid[]) AS m (id) CROSS JOIN LATERAL matching_fits(%s, m.id, %s, %s, %s) AS f
"""
_PEOPLE = "SELECT member_id FROM matching_people(%s, %s, %s)"


def know_how_of(
    *,
    network_id: UUID,
    member_id: UUID,
    kinds: Collection[str] = ("skill", "offer", "wish"),
) -> list[KnowHow]:
    """List what a member says of themselves, in the job first, in order of saying."""
    rows = KnowHow.objects.filter(network_id=network_id, member_id=member_id, kind__in=kinds, withdrawn_at=None)
    return list(rows.order_by("-is_in_job", "said_at", "pk")[:100])


def know_how_by_id(*, network_id: UUID, know_how_id: UUID) -> KnowHow:
    """Give a statement. :raises KnowHow.DoesNotExist: not in this network."""
    return KnowHow.objects.get(network_id=network_id, pk=know_how_id)


def data_of_matching(*, network_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Give what this room keeps about a member: every statement, withdrawn ones too."""
    rows = KnowHow.objects.filter(network_id=network_id, member_id=member_id).order_by("said_at", "pk")
    fields = ("kind", "text", "language", "is_in_job", "said_at", "withdrawn_at")
    return {"know_how": list(rows.values(*fields)[:200])}


def candidates_for(
    *,
    network_id: UUID,
    text: str,
    language: str,
    exclude: Collection[UUID] = (),
    limit: int = 30,
) -> list[Candidate]:
    """Rank members whose statements meet ``text``, best first, with the sentences that met it.

    Full text with the word stems of each statement's own language; people who left never appear. An empty list when
    nobody shares a word with the text.
    """
    rows = _rows(_CANDIDATES, [network_id, text, language[:2], list(exclude), limit])
    return candidates_from([_hit(row) for row in rows], limit=limit)


def needs_fitting(*, network_id: UUID, member_id: UUID, questions: Sequence[Question], limit: int = 20) -> list[Fit]:
    """Rank the questions (open needs) that a member's statements meet, best first, with the reasons."""
    ids, texts, languages = (
        [question.id for question in questions],
        [question.text for question in questions],
        [question.language[:2] for question in questions],
    )
    rows = _rows(_FITS, [network_id, member_id, ids, texts, languages]) if questions else []
    return fits_from([(row[0], _hit(row[1:])) for row in rows], limit=limit)


def needs_fitting_people(
    *, network_id: UUID, member_ids: Collection[UUID], questions: Sequence[Question]
) -> dict[UUID, list[Fit]]:
    """Rank the questions for each of several members, as :func:`needs_fitting` does for one; one question in all."""
    ids, texts, languages = (
        [question.id for question in questions],
        [question.text for question in questions],
        [question.language[:2] for question in questions],
    )
    asked = questions and member_ids
    rows = _rows(_FITS_OF_MANY, [list(member_ids), network_id, ids, texts, languages]) if asked else []
    hits: dict[UUID, list[tuple[UUID, Hit]]] = {member_id: [] for member_id in member_ids}
    for row in rows:
        hits[row[0]].append((row[1], _hit(row[2:])))
    return {member_id: fits_from(own, limit=len(questions)) for member_id, own in hits.items()}


def people_search(*, network_id: UUID, text: str, limit: int = 50) -> list[Member]:
    """Find people by any part of a name, an organisation, a job or a skill; each word of ``text`` must be met."""
    ids = [row[0] for row in _rows(_PEOPLE, [network_id, text, limit])]
    by_id = {member.pk: member for member in Member.objects.filter(network_id=network_id, pk__in=ids).order_by("pk")}
    return [by_id[member_id] for member_id in ids if member_id in by_id]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _hit(row: tuple[Any, ...]) -> Hit:
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
