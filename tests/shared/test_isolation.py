"""The schema of every room: who may read which table, and keys that never cross networks."""

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connections

from kennisruil.shared.global_tables import GLOBAL_TABLES
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel, NetworkModel

pytestmark = pytest.mark.django_db(databases=["default", "ops"])
OWN = "(network_id = (NULLIF(current_setting('kennisruil.network'::text, true), ''::text))::uuid)"


def _rows(query: str, *values: Any) -> Sequence[tuple[Any, ...]]:
    with connections["ops"].cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _tables() -> list[str]:
    return [row[0] for row in _rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]


def _network_tables() -> list[str]:
    return [table for table in _tables() if table not in GLOBAL_TABLES]


def test_every_table_is_of_a_network_or_on_the_list_with_a_reason() -> None:
    with_network = {
        row[0]
        for row in _rows(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'network_id' AND is_nullable = 'NO'"
        )
    }

    assert [table for table in _network_tables() if table not in with_network] == []
    assert [table for table in GLOBAL_TABLES if table in with_network] == []
    assert all(GLOBAL_TABLES.values())


def test_every_table_of_a_network_is_isolated_and_forced() -> None:
    rows = _rows(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND relrowsecurity AND relforcerowsecurity"
    )

    assert set(_network_tables()) - {row[0] for row in rows} == set()


def test_every_table_of_a_network_shows_the_app_its_own_network_only() -> None:
    rows = _rows(
        "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public' AND 'kr_app' = ANY(roles) AND permissive = 'PERMISSIVE' ORDER BY 1, 2"
    )
    own = {row[0] for row in rows if row[2] in ("ALL", "SELECT") and row[3] == OWN and row[4] in (OWN, None)}
    others = [(row[0], row[1], row[2]) for row in rows if row[3] != OWN]

    assert set(_network_tables()) - own == set()
    assert others == [("network_membership", "own_login", "SELECT")]


def test_program_has_no_rights_beyond_its_role() -> None:
    rows = _rows("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'kr\\_%%' ORDER BY 1")
    owned = _rows(
        "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE n.nspname = 'public' AND pg_get_userbyid(relowner) = 'kr_app'"
    )

    assert [row for row in rows if row[0] == "kr_app"] == [("kr_app", False, False)]
    assert owned == [(0,)]


def test_every_table_of_a_network_can_be_pointed_at_within_it() -> None:
    rows = _rows(
        "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'u' AND conkey = ARRAY["
        " (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'network_id'),"
        " (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'id')]"
    )
    with_id = {row[0] for row in _rows("SELECT table_name FROM information_schema.columns WHERE column_name = 'id'")}

    assert {table for table in _network_tables() if table in with_id} - {row[0] for row in rows} == set()


def test_every_unique_constraint_of_a_network_starts_with_it() -> None:
    rows = _rows(
        "SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
        " WHERE contype = 'u' AND t.relname = ANY(%s)"
        " AND (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) <> 'network_id'",
        _network_tables(),
    )

    assert rows == []


def test_no_key_between_rows_of_networks_leaves_the_network_out() -> None:
    rows = _rows(
        "SELECT c.conname FROM pg_constraint c"
        " JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid"
        " WHERE contype = 'f' AND t.relname = ANY(%s) AND r.relname = ANY(%s)"
        " AND (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) <> 'network_id'",
        _network_tables(),
        _network_tables(),
    )

    assert rows == []


def _network_keys() -> list[tuple[str, str]]:
    models = [model for model in apps.get_models() if issubclass(model, NetworkModel)]
    keys = [
        (model._meta.db_table, str(field.column))
        for model in models
        for field in model._meta.local_fields
        if isinstance(field, NetworkKey)
    ]
    acted = [(model._meta.db_table, "action_id") for model in models if issubclass(model, ActedModel)]
    return sorted(keys + acted)


def _composite_keys() -> list[tuple[str, str]]:
    return [
        (table, columns[1])
        for table, columns in _rows(
            "SELECT conrelid::regclass::text, ARRAY("
            " SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k(num, place)"
            " JOIN pg_attribute ON attrelid = conrelid AND attnum = num ORDER BY place)"
            " FROM pg_constraint WHERE contype = 'f' AND cardinality(conkey) = 2 ORDER BY 1, 2"
        )
        if columns[0] == "network_id"
    ]


def test_every_key_of_the_models_is_composite_in_the_database() -> None:
    assert set(_network_keys()) - set(_composite_keys()) == set()


# Columns of a type get a value of it; what a CHECK refuses comes after the key in no order we rely on.
_VALUES = {
    "uuid": "gen_random_uuid()",
    "date": "date '2026-01-01'",
    "timestamp with time zone": "timestamptz '2026-01-01'",
    "boolean": "false",
    "jsonb": "'{}'::jsonb",
    "bytea": "''::bytea",
    "ARRAY": "'{}'",
    "tstzrange": "'empty'",
    "halfvec": "array_fill(1::real, ARRAY[512])::halfvec",
    "double precision": "1",
}


@pytest.mark.django_db(transaction=False)
def test_no_row_points_into_another_network(own_database: Any, admin: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Try, for each composite key, a row that points into another network, with only that key to refuse it."""
    del own_database
    names = admin.execute(
        "SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,"
        " ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(num, place)"
        " JOIN pg_attribute ON attrelid = c.conrelid AND attnum = num ORDER BY place)"
        " FROM pg_constraint c WHERE contype = 'f' ORDER BY 1"
    ).fetchall()
    composite = [row for row in names if row[3][0] == "network_id" and len(row[3]) == 2]
    crossed = [name for name, table, target, columns in composite if _crosses(admin, name, table, target, columns[1])]

    assert len(composite) > 10
    assert crossed == []


def _crosses(admin: "psycopg.Connection[tuple[Any, ...]]", name: Any, table: Any, target: Any, column: Any) -> bool:
    """Tell whether a row of ``table`` in network 1 was taken that points at a row of ``target`` in network 2."""
    with admin.transaction(force_rollback=True):
        # Everything else that could refuse is put aside, so that a refusal comes from this key alone.
        for other, kind, relation in admin.execute(
            "SELECT conname, contype::text, conrelid::regclass::text FROM pg_constraint"
            " WHERE conrelid IN (%s::regclass, %s::regclass) AND contype IN ('f', 'c') AND conname <> %s",
            [table, target, name],
        ).fetchall():
            del kind
            admin.execute(f'ALTER TABLE {relation} DROP CONSTRAINT "{other}"')  # type: ignore[call-overload]  # a statement made here
        for relation in {table, target}:
            admin.execute(f"ALTER TABLE {relation} DISABLE TRIGGER USER")  # type: ignore[call-overload]  # a statement made here
        there = admin.execute(_insert(admin, target, network=2, column="", value="")).fetchone()
        assert there is not None
        try:
            with admin.transaction():
                admin.execute(_insert(admin, table, network=1, column=column, value=f"'{there[0]}'"))
                admin.execute(f'SET CONSTRAINTS "{name}" IMMEDIATE')  # type: ignore[call-overload]  # a statement made here
        except psycopg.errors.ForeignKeyViolation as refusal:
            return refusal.diag.constraint_name != name
    return True


def _insert(admin: "psycopg.Connection[tuple[Any, ...]]", table: str, *, network: int, column: str, value: str) -> Any:
    columns = admin.execute(
        "SELECT column_name::text, CASE data_type WHEN 'USER-DEFINED' THEN udt_name ELSE data_type END::text"
        " FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND is_generated = 'NEVER'"
        " AND (is_identity = 'NO')",
        [table],
    ).fetchall()
    values = {name: _VALUES.get(kind, "0" if "int" in kind or kind == "numeric" else "'x'") for name, kind in columns}
    values["network_id"] = f"'00000000-0000-7000-8000-00000000000{network}'"
    if column:
        values[column] = value
    returned = "id" if "id" in values else "network_id"
    names = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(values.values())}) RETURNING {returned}"
