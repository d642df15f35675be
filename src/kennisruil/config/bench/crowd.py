"""A crowd to search in: many people with five statements each, whose words and vectors come from the themes."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kennisruil.config.bench.finding import AT

if TYPE_CHECKING:
    from kennisruil.matching.rules.model import Vectors

STATEMENTS = 5
# People written at a time.
_BATCH = 1000
# How far a person's own words stray from the phrase of the theme, beside a vector of length one; in so many ways.
_STRAY, _WAYS = 0.6, 1000
_TABLES = ("network_member", "matching_knowhow", "matching_statementvector", "matching_personvector")
_MEMBERS = """
INSERT INTO network_member (id, network_id, given_name, family_name, email, phone, language, job_title,
    organisation_name, shows_phone, shows_email, is_outsider, joined_on)
SELECT md5(%(network)s || nr)::uuid, %(network)s::uuid, 'Bench', 'P' || lpad(nr::text, 6, '0'), '', '', 'nl', '', '',
    true, true, false, %(on)s
FROM generate_series(%(first)s, %(last)s) AS nr
"""
_KNOW_HOW = """
INSERT INTO matching_knowhow (id, network_id, member_id, kind, text, language, is_in_job, readers, said_at)
SELECT md5(%(network)s || s.place || 's')::uuid, %(network)s::uuid, md5(%(network)s || s.place / 5)::uuid, 'skill',
    a.phrase || '; ' || b.phrase, 'nl', true, 'members', %(at)s
FROM unnest(%(places)s::int[], %(ones)s::int[], %(twos)s::int[]) AS s (place, one, two)
JOIN unnest(%(phrases)s::text[]) WITH ORDINALITY AS a (phrase, nr) ON a.nr = s.one + 1
JOIN unnest(%(phrases)s::text[]) WITH ORDINALITY AS b (phrase, nr) ON b.nr = s.two + 1
"""
# What was said whole, and each of its two parts, added up where they are kept: no two people say a thing alike. Each is
# of the theme of its phrase, the whole of that of its first, as the program finds by their vectors.
_STATEMENT_VECTORS = """
WITH phrase AS MATERIALIZED (
    SELECT nr - 1 AS nr, vector::halfvec(512) AS vector, theme
    FROM unnest(%(able)s::text[], %(themes)s::smallint[]) WITH ORDINALITY AS p (vector, theme, nr)
), stray AS MATERIALIZED (
    SELECT nr - 1 AS nr, vector::halfvec(512) AS vector FROM unnest(%(noise)s::text[]) WITH ORDINALITY AS p (vector, nr)
), said AS MATERIALIZED (
    SELECT s.place, l2_normalize(a.vector + x.vector) AS one, l2_normalize(b.vector + y.vector) AS two,
        a.theme AS first, b.theme AS second
    FROM unnest(%(places)s::int[], %(ones)s::int[], %(twos)s::int[], %(from_one)s::int[], %(from_two)s::int[])
        AS s (place, one, two, from_one, from_two)
    JOIN phrase a ON a.nr = s.one JOIN phrase b ON b.nr = s.two
    JOIN stray x ON x.nr = s.from_one JOIN stray y ON y.nr = s.from_two
)
INSERT INTO matching_statementvector (id, network_id, member_id, know_how_id, model, nr, text, theme, cell, vector)
SELECT md5(%(network)s || s.place || 'v' || p.nr)::uuid, %(network)s::uuid, md5(%(network)s || s.place / 5)::uuid,
    md5(%(network)s || s.place || 's')::uuid, %(model)s, p.nr, '', p.theme, p.theme, p.vector
FROM said s CROSS JOIN LATERAL (
    VALUES (0, s.first, l2_normalize(s.one + s.two)), (1, s.first, s.one), (2, s.second, s.two)
) AS p (nr, theme, vector)
ORDER BY s.place, p.nr
"""
_PERSON_VECTORS = """
INSERT INTO matching_personvector (id, network_id, member_id, model, made_of, vector)
SELECT md5(v.member_id || 'p')::uuid, %(network)s::uuid, v.member_id, %(model)s, md5(v.member_id::text),
    l2_normalize(sum(v.vector))
FROM matching_statementvector v
WHERE v.network_id = %(network)s::uuid AND v.nr = 0
    AND v.member_id IN (SELECT md5(%(network)s || nr)::uuid FROM generate_series(%(first)s, %(last)s) AS nr)
GROUP BY v.member_id
"""


def make_crowd(*, network_id: UUID, people: int, on_progress: Callable[[int, int], None]) -> None:
    """Put ``people`` members into a network, each with five statements of two phrases and their vectors; same, always.

    Into the tables of the program, by plain SQL: telling half a million statements one by one would take hours. Their
    vectors stray from the phrases. Outside any transaction.
    """
    import numpy as np

    from kennisruil.matching.rules import model
    from kennisruil.matching.rules.asked import sample_of
    from kennisruil.matching.rules.model import lengthened, written
    from kennisruil.matching.rules.themes import themes

    using = model.active()
    assert using is not None, "a crowd has vectors"
    phrases = [phrase for theme in themes() for phrase in theme.able]
    able: Vectors = sample_of(using).able
    noise = lengthened(np.random.default_rng(11).standard_normal((_WAYS, 512)).astype("float32")) * _STRAY
    fixed: dict[str, Any] = {
        "network": str(network_id),
        "model": using.name,
        "on": AT.date(),
        "at": AT,
        "phrases": phrases,
        "able": written(able),
        "themes": [theme.nr for theme in themes() for _phrase in theme.able],
        "noise": written(noise),
    }
    draw = random.Random(11)  # noqa: S311  # a measurement, no secret  # nosec B311
    for first in range(0, people, _BATCH):
        count = min(_BATCH, people - first)
        places = range(first * STATEMENTS, (first + count) * STATEMENTS)
        drawn = {
            name: [draw.randrange(most) for _place in places]
            for name, most in (("ones", len(phrases)), ("twos", len(phrases)), ("from_one", _WAYS), ("from_two", _WAYS))
        }
        _write(network_id, {**fixed, **drawn, "first": first, "last": first + count - 1, "places": list(places)})
        on_progress(first + count, people)
    # Let the database count what came, as it does by itself after a while.
    _as_owner(*(f"VACUUM ANALYZE {table}" for table in _TABLES))


def _write(network_id: UUID, values: dict[str, Any]) -> None:
    from django.db import connection

    from kennisruil.shared.actors import Actor
    from kennisruil.shared.audit import action
    from kennisruil.shared.scope import network_scope

    with (
        network_scope(network_id),
        action("bench.crowd", network_id=network_id, by=Actor.command("bench"), at=AT),
        connection.cursor() as cursor,
    ):
        for sql in (_MEMBERS, _KNOW_HOW, _STATEMENT_VECTORS, _PERSON_VECTORS):
            cursor.execute(sql, values)


def _as_owner(*commands: str) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        for command in commands:
            cursor.execute(command)
