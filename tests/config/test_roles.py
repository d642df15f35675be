"""The roles of the program: what each may do, and that the program refuses to work as a mightier one."""

import psycopg
import pytest
from django.db import connection

from kennisruil.config import roles
from kennisruil.config.server import read_card
from tests.database import Bench, OwnDatabase


def test_the_tests_work_as_the_programs_role(db: None) -> None:
    """Runs for every other test: nothing here is worth anything as superuser, owner or with BYPASSRLS."""
    connection.ensure_connection()

    assert connection.connection.info.user == "kr_app"
    roles.check_program_role(connection.connection)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("admin_url", "kr_admin, which is a superuser and bypasses row-level security"),
        ("owner_url", "kr_owner, which is a member of another role and owns tables"),
    ],
)
def test_a_mightier_role_is_refused(own_database: OwnDatabase, url: str, reason: str) -> None:
    with psycopg.connect(getattr(own_database, url)) as mighty, pytest.raises(roles.UnsafeRole, match=reason):
        roles.check_program_role(mighty)


def test_bypassrls_alone_is_refused(own_database: OwnDatabase) -> None:
    with psycopg.connect(own_database.admin_url) as admin:
        admin.execute("CREATE ROLE kr_trial BYPASSRLS")
        admin.execute("SET ROLE kr_trial")

        with pytest.raises(roles.UnsafeRole, match="kr_trial, which bypasses row-level security:"):
            roles.check_program_role(admin)
        admin.rollback()


def test_the_program_may_neither_make_nor_empty_a_table(own_database: OwnDatabase) -> None:
    with psycopg.connect(own_database.url, autocommit=True) as program:
        for statement in (
            "CREATE TABLE t (x int)",
            "TRUNCATE django_session",
            "DROP TABLE django_session",
            "SET ROLE kr_owner",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                program.execute(statement)


def test_ops_reads_and_writes_nothing(own_database: OwnDatabase) -> None:
    with psycopg.connect(own_database.ops_url, autocommit=True) as ops:
        read = ops.execute("SELECT count(*) FROM django_session").fetchone()

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ops.execute("DELETE FROM django_session")
    assert read == (0,)


@pytest.mark.parametrize("role", roles.FUNCTION_OWNERS)
def test_owners_of_functions_never_log_in(own_database: OwnDatabase, role: str) -> None:
    with psycopg.connect(own_database.admin_url) as admin:
        found = admin.execute(
            "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", (role,)
        ).fetchone()

    assert found == (False, False, False)


def test_only_the_owner_may_become_an_owner_of_functions(own_database: OwnDatabase) -> None:
    question = """SELECT r.rolname, m.rolname FROM pg_auth_members JOIN pg_roles r ON r.oid = roleid
        JOIN pg_roles m ON m.oid = member WHERE r.rolname LIKE 'kr%' ORDER BY 1"""
    with psycopg.connect(own_database.admin_url) as admin:
        assert admin.execute(question).fetchall() == [("kr_ledger", "kr_owner"), ("kr_search", "kr_owner")]


def test_prepare_can_be_repeated(own_database: OwnDatabase, bench: Bench) -> None:
    card = read_card(bench.server.folder)
    assert card is not None

    roles.prepare(own_database.admin_url, passwords=card.passwords, database=own_database.name)
    roles.prepare(own_database.admin_url, passwords=card.passwords, database=own_database.name)

    assert roles.is_prepared(own_database.admin_url, database=own_database.name)


@pytest.mark.parametrize(
    ("configuration", "text", "sought"),
    [
        ("kr_nl", "Ideeën over leerlingen", "ideeen leerling"),
        ("kr_fr", "Les élèves élégants", "eleve"),
        ("kr_en", "Reading", "read"),
    ],
)
def test_search_knows_the_language_and_forgets_accents(db: None, configuration: str, text: str, sought: str) -> None:
    with connection.cursor() as cursor:
        question = "SELECT to_tsvector(%s::regconfig, %s) @@ plainto_tsquery(%s::regconfig, %s)"
        cursor.execute(question, [configuration, text, configuration, sought])

        assert cursor.fetchone() == (True,)
