"""The search: who may help with a text, which texts fit a person, people by part of a word."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.matching.models import Weighing
from kennisruil.matching.rules import Candidate, Hit, model
from kennisruil.matching.rules.asked import USUAL_PULL, Asked, Pull, asked
from kennisruil.matching.rules.found import best_reasons
from kennisruil.matching.rules.nearest import themes_near
from kennisruil.network.models import Member

_FOUND = """
SELECT * FROM matching_found(%s, %s, %s::halfvec(512), %s::smallint[], %s, %s::float8[], %s, %s, %s::text[],
    %s::text[], %s::float8[], %s::float8[], %s::uuid[], %s, %s)
"""
_PEOPLE = "SELECT member_id FROM matching_people(%s, %s, %s)"


# How many people the first stage passes on to the second; in a large network more (see sql/found.sql).
FIRST = 200
# Weights of the best statement, the whole, the words met and the words lent by themes. Chosen on the needs of
# tests/data/matching/own and on those of the demo network, with an eye on the development set (docs/brokerage.md says
# what was held out and what was not); kept round on purpose.
WEIGHTS = (1.0, 1.0, 8.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a search is done: weights, how many the first stage passes on; the usual one by default.

    ``by_words_alone``: no vectors. ``with_themes``: the themes lend the need their words and pull its vector, but for
    the ``leave_out`` heaviest ones, by ``pull``; both are there to be measured.
    ``is_exact``: the first stage looks at everybody's whole vector, to measure what its short way loses.
    """

    weights: tuple[float, float, float, float] = WEIGHTS
    first: int = FIRST
    by_words_alone: bool = False
    with_themes: bool = True
    leave_out: int = 0
    pull: Pull = USUAL_PULL
    is_exact: bool = False


USUAL = Reach()


def usual_reach(*, network_id: UUID) -> Reach:
    """Give how a network searches: with the weights it took last, or those of the program."""
    row = Weighing.objects.filter(network_id=network_id).order_by("-taken_at", "-pk").first()
    return Reach(weights=(row.best, row.whole, row.words, row.lent)) if row else USUAL


@lru_cache(maxsize=2_000)
def asked_for(*, text: str, language: str, sought: str = "", reach: Reach = USUAL) -> Asked:
    """Prepare a need for the search; kept in this process, for the same need is looked at more than once."""
    using = None if reach.by_words_alone else model.active()
    return asked(
        text=text,
        sought=sought,
        language=language[:2],
        model=using,
        with_themes=reach.with_themes,
        leave_out=reach.leave_out,
        pull=reach.pull,
    )


def candidates_for(
    *,
    network_id: UUID,
    text: str,
    language: str,
    sought: str = "",
    exclude: Collection[UUID] = (),
    limit: int = 30,
    reach: Reach | None = None,
) -> list[Candidate]:
    """Rank members who may help with ``text`` (what is going on) and ``sought`` (which know-how), best first.

    By meaning and by the word stems of each statement's own language; without a model, or before the vectors are made,
    by words alone. Without ``reach`` as the network searches. People who left never appear; wishes are never matched.
    Ties by name. An empty list when nobody shares a word with the text and there are no vectors.
    """
    reach = reach or usual_reach(network_id=network_id)
    question = asked_for(text=text, language=language, sought=sought, reach=reach)
    hits: dict[UUID, list[Hit]] = {}
    people: dict[UUID, tuple[float, tuple[float, ...]]] = {}
    arguments = _arguments(network_id, question, exclude=exclude, limit=limit, reach=reach)
    for row in _rows(_FOUND, arguments):
        hit = _found_hit(row)
        hits.setdefault(hit.member_id, []).append(hit)
        people[hit.member_id] = (row[11], tuple(row[12]))
    return [
        Candidate(member_id=member_id, score=score, parts=parts, reasons=best_reasons(hits[member_id]))
        for member_id, (score, parts) in people.items()
    ]


def _arguments(network_id: UUID, question: Asked, *, exclude: Collection[UUID], limit: int, reach: Reach) -> list[Any]:
    vector = f"[{','.join(map(str, question.vector))}]" if question.vector else None
    languages, words, worths = ([term[place] for term in question.terms] for place in range(3))
    spreads = [max(question.best_spread, 1e-6), max(question.whole_spread, 1e-6)]
    said = [question.text, question.language, languages, words, worths]
    name = model.active_name() or ""
    using = model.active() if vector else None
    near = themes_near(question.vector, model=using) if using else []
    by = [network_id, name, vector, near, reach.is_exact, spreads]
    return [*by, *said, list(reach.weights), list(exclude), reach.first, limit]


def _found_hit(row: tuple[Any, ...]) -> Hit:
    know_how_id, member_id, text, language, is_in_job, kind, readers, part, theme, score, words = row[:11]
    return Hit(
        know_how_id=know_how_id,
        member_id=member_id,
        text=text,
        language=language,
        is_in_job=is_in_job,
        kind=kind,
        readers=readers,
        part=part or "",
        theme=theme,
        score=score,
        words=tuple(words),
    )


def people_search(*, network_id: UUID, text: str, limit: int = 50) -> list[Member]:
    """Find people by any part of a name, an organisation, a job or a skill; each word of ``text`` must be met."""
    ids = [row[0] for row in _rows(_PEOPLE, [network_id, text, limit])]
    by_id = {member.pk: member for member in Member.objects.filter(network_id=network_id, pk__in=ids).order_by("pk")}
    return [by_id[member_id] for member_id in ids if member_id in by_id]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
