"""Making the vectors of what people can do; they can be thrown away and made again at any time."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.matching.actions.theming import suggest_for_members
from kennisruil.matching.models import PersonVector, StatementVector
from kennisruil.matching.queries.occupations import nearest_occupations
from kennisruil.matching.queries.vectors import Said, made_of, people_waiting, people_who_say, said_by
from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import statement_vectors, themes_of
from kennisruil.matching.rules.model import Model, written
from kennisruil.shared.ids import derived_id
from kennisruil.shared.scope import network_scope

# People whose vectors are written in one transaction.
_BATCH = 50
_PEOPLE = """
INSERT INTO matching_personvector (id, network_id, member_id, model, made_of, occupation, vector)
SELECT id, %s, member_id, %s, made_of, occupation, vector::halfvec(512)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[])
    AS t (id, member_id, made_of, occupation, vector)
"""
_STATEMENTS = """
INSERT INTO matching_statementvector (id, network_id, member_id, know_how_id, model, nr, text, theme, cell, vector)
SELECT id, %s, member_id, know_how_id, %s, nr, text, theme, cell, vector::halfvec(512)
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::smallint[], %s::text[], %s::smallint[], %s::smallint[], %s::text[])
    AS t (id, member_id, know_how_id, nr, text, theme, cell, vector)
"""
# Two jobs about one person wait for each other.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))"


def make_vectors(*, network_id: UUID, member_ids: Collection[UUID], anew: bool = False) -> int:
    """Make the vectors of some members by the model of this installation, where what they say has changed.

    ``anew``: also where nothing changed. Gives the number of people whose vectors were written; 0 without a model.
    Vectors of who says nothing any more go. Safe to repeat, and from two workers at once. One transaction.
    """
    using = model.active()
    if using is None:
        return 0
    with network_scope(network_id):
        _lock(network_id, member_ids)
        known = {} if anew else made_of(network_id=network_id, member_ids=member_ids, name=using.name)
        said = said_by(network_id=network_id, member_ids=member_ids)
        silent = set(member_ids) - {one.member_id for one in said}
        changed = [one for one in said if known.get(one.member_id) != one.made_of]
        _forget(network_id, [*silent, *(one.member_id for one in changed)], name=using.name)
        _write(network_id, changed, using=using)
    return len(changed)


def make_missing_vectors(*, network_id: UUID, most: int = 500) -> int:
    """Make the vectors of who has none of this installation's model yet, some hundreds at a time; gives how many."""
    if not model.installed():
        return 0
    with network_scope(network_id):
        waiting = people_waiting(network_id=network_id, most=most)
    return make_vectors(network_id=network_id, member_ids=waiting) if waiting else 0


def rebuild_vectors(
    *, network_id: UUID, anew: bool = True, on_progress: Callable[[int, int], None] | None = None
) -> int:
    """Make the vectors of everybody in a network by the model of this installation, then drop those of other versions.

    Searches go on with what there is. ``on_progress(done, of)``. Outside any transaction; gives how many people.
    """
    with network_scope(network_id):
        people = people_who_say(network_id=network_id)
    for done in range(0, len(people), _BATCH):
        make_vectors(network_id=network_id, member_ids=people[done : done + _BATCH], anew=anew)
        with network_scope(network_id):
            suggest_for_members(network_id=network_id, member_ids=people[done : done + _BATCH])
        if on_progress:
            on_progress(min(done + _BATCH, len(people)), len(people))
    if model.installed():
        with network_scope(network_id):
            for kept in (PersonVector, StatementVector):
                kept.objects.filter(network_id=network_id).exclude(model=model.active_name()).delete()
    return len(people)


def _lock(network_id: UUID, member_ids: Collection[UUID]) -> None:
    with connection.cursor() as cursor:
        for member_id in sorted(map(str, member_ids)):
            cursor.execute(_LOCK, [f"{network_id} {member_id}"])


def _forget(network_id: UUID, member_ids: Collection[UUID], *, name: str) -> None:
    for kept in (PersonVector, StatementVector):
        kept.objects.filter(network_id=network_id, model=name, member_id__in=member_ids).delete()


def _write(network_id: UUID, said: Sequence[Said], *, using: Model) -> None:
    if not said:
        return
    wholes = statement_vectors([one.whole for one in said], model=using)
    parts = [(one.member_id, *part) for one in said for part in one.parts]
    vectors = statement_vectors([text for _member, _statement, _nr, text in parts], model=using)
    themes, cells = themes_of(vectors, model=using), themes_of(vectors, model=using, least=-1.0)
    name = using.name
    with connection.cursor() as cursor:
        people = [derived_id(network_id, "person vector", name, one.member_id) for one in said]
        members, hashes = [one.member_id for one in said], [one.made_of for one in said]
        occupations = nearest_occupations([one.title for one in said], using=using)
        cursor.execute(_PEOPLE, [network_id, name, people, members, hashes, occupations, written(wholes)])
        ids = [derived_id(network_id, "statement vector", name, statement, nr) for _m, statement, nr, _text in parts]
        columns: list[list[Any]] = [list(column) for column in zip(*parts, strict=True)]
        member_ids, statements, numbers, texts = columns
        own = [ids, member_ids, statements, numbers, texts]
        cursor.execute(_STATEMENTS, [network_id, name, *own, themes, cells, written(vectors)])
