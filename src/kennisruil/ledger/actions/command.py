"""One call of a function of the database: Django's connection, past its cursors, a prepared statement."""

import json
from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from django.db import connection
from psycopg.types.numeric import Int8

from kennisruil.ledger.rules import Booked, Leg, check_amount, check_kind
from kennisruil.ledger.rules.refusals import LedgerRefusal, refusal_of


def call(statement: LiteralString, arguments: Sequence[Any]) -> Booked:
    """Run ``statement``, which calls one command, and give its answer.

    :raises LedgerRefusal: what the command refused, typed.
    """
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    raw = connection.connection
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        row = cursor.execute(statement, arguments, prepare=True).fetchone()
    assert row is not None
    refused, data, repeated, ids = row
    if refused is not None:
        raise refusal_of(code=refused, data=json.loads(data))
    return Booked(ids=tuple(ids), repeated=repeated)


def answer_of(found: dict[str, Any]) -> Booked | LedgerRefusal:
    """Turn the answer of a function that speaks JSON into what it means."""
    if found["refused"] is not None:
        return refusal_of(code=found["refused"], data=found["data"])
    return Booked(ids=tuple(UUID(id) for id in found["ids"]), repeated=found["repeated"])


def whole(amount: object) -> Int8:
    """Check an amount and give it the one type its column has, so that the statement is prepared once."""
    return Int8(check_amount(amount))


def columns(legs: Sequence[Leg]) -> list[Any]:
    """Turn legs into the parallel arrays the functions take: ids, from, to, amounts, kinds, reference kinds and ids."""
    ids: list[UUID] = [leg.id for leg in legs]
    return [
        ids,
        [leg.from_id for leg in legs],
        [leg.to_id for leg in legs],
        [whole(leg.amount) for leg in legs],
        [check_kind(leg.kind) for leg in legs],
        [leg.reference.kind for leg in legs],
        [leg.reference.id for leg in legs],
    ]
