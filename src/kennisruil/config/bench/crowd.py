"""A crowd to search in: many people with five statements each, whose words and vectors come from the themes."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kennisruil.config.bench.finding import AT
from kennisruil.shared.ids import derived_id

if TYPE_CHECKING:
    from kennisruil.matching.rules.model import Vectors

STATEMENTS = 5
# People written at a time.
_BATCH = 500
# How far a person's own words stray from the phrase of the theme, beside a vector of length one.
_STRAY = 0.6
_MEMBERS = """
INSERT INTO network_member (id, network_id, given_name, family_name, email, phone, language, job_title,
    organisation_name, shows_phone, shows_email, is_outsider, joined_on)
SELECT id, %s, 'Bench', name, '', '', 'nl', '', '', true, true, false, %s
FROM unnest(%s::uuid[], %s::text[]) AS t (id, name)
"""
_KNOW_HOW = """
INSERT INTO matching_knowhow (id, network_id, member_id, kind, text, language, is_in_job, readers, said_at)
SELECT id, %s, member_id, 'skill', text, 'nl', true, 'members', %s
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS t (id, member_id, text)
"""
_STATEMENT_VECTORS = """
INSERT INTO matching_statementvector (id, network_id, member_id, know_how_id, model, nr, text, vector)
SELECT id, %s, member_id, know_how_id, %s, nr, text, vector::halfvec(512)
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::smallint[], %s::text[], %s::text[])
    AS t (id, member_id, know_how_id, nr, text, vector)
"""
_PERSON_VECTORS = """
INSERT INTO matching_personvector (id, network_id, member_id, model, made_of, vector)
SELECT id, %s, member_id, %s, id::text, vector::halfvec(512)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS t (id, member_id, vector)
"""


def make_crowd(*, network_id: UUID, people: int, on_progress: Callable[[int, int], None]) -> None:
    """Put ``people`` members into a network, each with five statements of two phrases and their vectors; same, always.

    Their vectors stray from the phrases, for no two people say a thing alike. Outside any transaction.
    """
    import numpy as np

    from kennisruil.matching.rules import model
    from kennisruil.matching.rules.asked import sample_of
    from kennisruil.matching.rules.themes import themes

    using = model.active()
    assert using is not None, "a crowd has vectors"
    phrases = [phrase for theme in themes() for phrase in theme.able]
    able = sample_of(using).able
    draw, noise = random.Random(11), np.random.default_rng(11)  # noqa: S311  # nosec B311
    for first in range(0, people, _BATCH):
        count = min(_BATCH, people - first)
        pairs = np.array([[draw.randrange(len(phrases)) for _two in range(2)] for _one in range(count * STATEMENTS)])
        _write(network_id, using.name, first, count, pairs, phrases, able, noise)
        on_progress(first + count, people)
    _settle()


def _write(
    network_id: UUID, name: str, first: int, count: int, pairs: Any, phrases: list[str], able: "Vectors", noise: Any
) -> None:
    from django.db import connection

    from kennisruil.matching.rules.model import lengthened, written
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.audit import action
    from kennisruil.shared.scope import network_scope

    parts = lengthened(able[pairs] + lengthened(noise.standard_normal((*pairs.shape, 512)).astype("float32")) * _STRAY)
    wholes = lengthened(parts.sum(axis=1))
    people = lengthened(wholes.reshape(count, STATEMENTS, 512).sum(axis=1))
    members = [derived_id(network_id, "crowd", first + nr) for nr in range(count)]
    said = [derived_id(member, nr) for member in members for nr in range(STATEMENTS)]
    owners = [member for member in members for _nr in range(STATEMENTS)]
    texts = [f"{phrases[a]}; {phrases[b]}" for a, b in pairs]
    rows = [
        (derived_id(one, nr), owner, one, nr, "") for one, owner in zip(said, owners, strict=True) for nr in range(3)
    ]
    vectors = [
        row for three in zip(written(wholes), written(parts[:, 0]), written(parts[:, 1]), strict=True) for row in three
    ]
    with (
        network_scope(network_id),
        action("bench.crowd", network_id=network_id, by=Actor.command("bench"), at=AT),
        connection.cursor() as cursor,
    ):
        cursor.execute(_MEMBERS, [network_id, AT.date(), members, [f"P{first + nr:06}" for nr in range(count)]])
        cursor.execute(_KNOW_HOW, [network_id, AT, said, owners, texts])
        cursor.execute(_STATEMENT_VECTORS, [network_id, name, *map(list, zip(*rows, strict=True)), vectors])
        ids = [derived_id(member, "vector") for member in members]
        cursor.execute(_PERSON_VECTORS, [network_id, name, ids, members, written(people)])


def _settle() -> None:
    """Let the database count what came, as it does by itself after a while."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        for table in ("network_member", "matching_knowhow", "matching_statementvector", "matching_personvector"):
            cursor.execute(f"VACUUM ANALYZE {table}")
