"""The database roles of the program and what each may do; made by an administrator, before any migration.

``kr_owner`` owns schema and functions and logs in for migrations only. ``kr_app`` is the
program. ``kr_ops`` reads every network, for checks and backups. ``kr_ledger`` and
``kr_search`` never log in: they own the functions that do what ``kr_app`` itself may not.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

LOGINS = ("kr_owner", "kr_app", "kr_ops")
FUNCTION_OWNERS = ("kr_ledger", "kr_search")
EXTENSIONS = ("vector", "pg_trgm", "unaccent", "btree_gist", "btree_gin")
LANGUAGES = {"kr_nl": "dutch", "kr_fr": "french", "kr_en": "english"}
_DEFAULT_RIGHTS: tuple[tuple[str, LiteralString], ...] = (
    ("kr_app", "SELECT, INSERT, UPDATE, DELETE ON TABLES"),
    ("kr_app", "SELECT, USAGE ON SEQUENCES"),
    ("kr_ops", "SELECT ON TABLES"),
    ("kr_ops", "SELECT ON SEQUENCES"),
)
# Raised when anything below changes, so that a server prepared before is prepared again.
_VERSION = "prepared 2"


class UnsafeRole(Exception):
    """The program would work as a role for which row-level security does not hold; ``str()`` says which and why."""


def prepare(admin_url: str, *, passwords: Mapping[str, str], database: str = "kennisruil") -> None:
    """Make roles, database, extensions, rights and text-search configurations; what exists is brought up to date.

    ``admin_url`` names an administrator and any database of the server; ``passwords`` has one for each login role.
    :raises psycopg.Error: the administrator may not do it; what was made before stays and the call can be repeated.
    """
    with psycopg.connect(admin_url, autocommit=True) as admin:
        for role in LOGINS:
            _make_login(admin, role, passwords[role])
        for role in FUNCTION_OWNERS:
            if not _exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                _run(admin, "CREATE ROLE {} NOLOGIN", role)
            # So that a migration can make a function and hand it over.
            _run(admin, "GRANT {} TO kr_owner", role)
        prepare_database(admin, admin_url=admin_url, database=database)


def prepare_database(admin: "psycopg.Connection[tuple[object, ...]]", *, admin_url: str, database: str) -> None:
    """Make ``database`` for roles that exist, with all it needs before the first migration."""
    if not _exists(admin, "SELECT 1 FROM pg_database WHERE datname = %s", database):
        if not _exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper AND %s", True):
            _run(
                admin, "GRANT kr_owner TO CURRENT_USER"
            )  # else an administrator who is no superuser may not give it away
        _run(admin, "CREATE DATABASE {} OWNER kr_owner TEMPLATE template0 ENCODING 'UTF8'", database)
    _run(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run(admin, "GRANT CONNECT ON DATABASE {} TO kr_app, kr_ops", database)
    with psycopg.connect(make_conninfo(admin_url, dbname=database), autocommit=True) as inside:
        for extension in EXTENSIONS:
            _run(inside, "CREATE EXTENSION IF NOT EXISTS {}", extension)
        _give_rights(inside)
        for name, language in LANGUAGES.items():
            _make_search_configuration(inside, name, language)
    admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), _VERSION))


def is_prepared(admin_url: str, *, database: str) -> bool:
    """Whether this version of ``prepare`` has been through ``database`` (one quick question)."""
    question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        return admin.execute(question, (database,)).fetchone() == (_VERSION,)


_WHO_AM_I = """
SELECT current_user, rolsuper, rolbypassrls,
       EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid),
       EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid),
       EXISTS (SELECT FROM pg_proc WHERE proowner = pg_roles.oid)
FROM pg_roles WHERE rolname = current_user
"""


def check_program_role(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Let the program work only as a role that row-level security binds.

    :raises UnsafeRole: the connection's role is superuser, bypasses row-level security, owns tables or functions, or is
        a member of another role.
    """
    row = connection.execute(_WHO_AM_I).fetchone()
    assert row is not None
    name, is_superuser, bypasses, is_member, owns_tables, owns_functions = row
    reasons = {
        "is a superuser": is_superuser,
        "bypasses row-level security": bypasses,
        "is a member of another role": is_member,
        "owns tables": owns_tables,
        "owns functions": owns_functions,
    }
    found = [reason for reason, holds in reasons.items() if holds]
    if found:
        raise UnsafeRole(
            f"The program may not work as {name}, which {' and '.join(found)}: DATABASE_URL must name kr_app."
        )


@contextmanager
def without_default_rights(owner_url: str) -> Iterator[None]:
    """For a restore: tables come in with exactly the rights that the backup names, and no others."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        _change_default_rights(owner, "REVOKE {} FROM {}")
        try:
            yield
        finally:
            _change_default_rights(owner, "GRANT {} TO {}")


def _change_default_rights(inside: "psycopg.Connection[tuple[object, ...]]", change: LiteralString) -> None:
    """What the roles may do with each table and sequence that kr_owner makes."""
    for role, rights in _DEFAULT_RIGHTS:
        statement = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE kr_owner " + change)
        inside.execute(statement.format(sql.SQL(rights), sql.Identifier(role)))


def _make_login(admin: "psycopg.Connection[tuple[object, ...]]", role: str, password: str) -> None:
    found = admin.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    if found is None:
        _run(admin, "CREATE ROLE {}", role)
    elif found[0]:
        _run(admin, "ALTER ROLE {} NOSUPERUSER NOBYPASSRLS", role)
    statement = sql.SQL("ALTER ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}")
    admin.execute(statement.format(sql.Identifier(role), password))


def _give_rights(inside: "psycopg.Connection[tuple[object, ...]]") -> None:
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO kr_app, kr_ops",
        "GRANT USAGE, CREATE ON SCHEMA public TO kr_owner, kr_ledger, kr_search",
    ):
        inside.execute(statement)
    _change_default_rights(inside, "GRANT {} TO {}")


def _make_search_configuration(inside: "psycopg.Connection[tuple[object, ...]]", name: str, language: str) -> None:
    """A language's own configuration that also takes accents away, so that "cafe" finds "café"."""
    if _exists(inside, "SELECT 1 FROM pg_ts_config WHERE cfgname = %s", name):
        return
    with inside.transaction():
        _run(inside, "CREATE TEXT SEARCH CONFIGURATION public.{} (COPY = pg_catalog.{})", name, language)
        _run(
            inside,
            "ALTER TEXT SEARCH CONFIGURATION public.{} ALTER MAPPING FOR hword, hword_part, word"
            " WITH public.unaccent, {}",
            name,
            f"{language}_stem",
        )


def _run(connection: "psycopg.Connection[tuple[object, ...]]", statement: LiteralString, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _exists(connection: "psycopg.Connection[tuple[object, ...]]", question: LiteralString, value: object) -> bool:
    return connection.execute(question, (value,)).fetchone() is not None
