"""Reads of tens of thousands of rows: past Django's cursor, in PostgreSQL's binary form."""

from typing import Any, LiteralString
from uuid import UUID

import psycopg
from django.db import connection


def pairs(statement: LiteralString, arguments: dict[str, Any]) -> dict[UUID, int]:
    """Run ``statement``, whose rows are an id and an amount."""
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return dict(cursor.execute(statement, arguments, binary=True).fetchall())
