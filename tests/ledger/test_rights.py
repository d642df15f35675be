"""Who may do what: the program reads its own network's rows
and calls commands; nothing else, and history never changes.
"""

import re
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from kennisruil.ledger import models
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.database import OwnDatabase
from tests.ledger.world import AT, ME, World

TABLES = [getattr(models, name)._meta.db_table for name in models.__all__]
PLAIN = "ledger_transfer_plain"
APPEND_ONLY = ["limitchange", "transfer", "entry", "requestmemory", "periodlock", "seal"]


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_program_cannot_write_a_table(table: str) -> None:
    world = World()
    statements = [
        f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1",
        f"UPDATE {table} SET network_id = network_id",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ]

    with network_scope(world.network_id), connection.cursor() as cursor:
        for statement in statements:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "call",
    [
        "SELECT ledger_lock(NULL, NULL)",
        "SELECT ledger_expire_due(NULL, NULL, NULL)",
        "SELECT ledger_remembered(NULL, NULL, NULL)",
    ],
)
def test_program_cannot_call_the_inner_parts(call: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(call)


@pytest.mark.django_db
def test_every_function_is_owned_by_the_ledger_closed_to_others_and_fixed_in_its_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            r"""
            SELECT proname, proowner::regrole::text, prosecdef, proconfig,
                coalesce(aclexplode.grantee = 0, false)
            FROM pg_proc LEFT JOIN LATERAL aclexplode(coalesce(proacl, acldefault('f', proowner))) ON grantee = 0
            WHERE proname LIKE 'ledger\_%'
            """
        )
        found = cursor.fetchall()

    assert len(found) > 20
    assert {(owner, open_to_all) for _, owner, _, _, open_to_all in found} == {("kr_ledger", False)}
    paths = {tuple(config or ())[:1] for name, _, is_definer, config, _ in found if is_definer and name != PLAIN}
    assert paths == {("search_path=public, pg_temp",)}


@pytest.mark.django_db
def test_hot_path_needs_no_search_path() -> None:
    """It names the schema of all that it uses, and no caller can put an operator before PostgreSQL's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [PLAIN])
        [(body,)] = cursor.fetchall()
        cursor.execute(
            r"""
            SELECT rolname, nspname FROM pg_roles CROSS JOIN pg_namespace
            WHERE rolname IN ('kr_app', 'kr_ops') AND nspname NOT LIKE 'pg\_temp%%'
              AND has_schema_privilege(rolname, pg_namespace.oid, 'CREATE')
            """
        )
        may_create = cursor.fetchall()
        cursor.execute("SELECT has_database_privilege('kr_app', current_database(), 'CREATE, TEMP')")
        [may_create_more] = cursor.fetchall()

    code = re.sub(r"--.*", "", body)
    assert re.findall(r"\w*\.?\bledger_\w+", code) == re.findall(r"public\.ledger_\w+", code) != []
    assert (may_create, may_create_more) == ([], (False,))


@pytest.mark.django_db
def test_rows_of_another_network_are_not_there() -> None:
    ours, theirs = World(), World()
    a = ours.account()
    theirs.transfer(theirs.account(), theirs.operator, 5)

    with network_scope(ours.network_id):
        seen = set(models.Account.objects.values_list("id", flat=True))
        assert models.Transfer.objects.count() == models.Entry.objects.count() == 0
    assert seen == {ours.operator, a}
    assert models.Account.objects.count() == 0


def test_history_refuses_change_even_by_an_administrator(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    world = World()
    a = world.account()
    world.transfer(a, world.operator, 5)
    world.close()

    for name in APPEND_ONLY:
        statements = (
            f"UPDATE ledger_{name} SET network_id = network_id",
            f"DELETE FROM ledger_{name}",
            f"TRUNCATE ledger_{name}",
        )
        for statement in statements:
            with pytest.raises(psycopg.errors.RestrictViolation):
                admin.execute(statement)  # type: ignore[arg-type]  # a statement made here
    assert world.broken() == []


@pytest.mark.parametrize("role", ["kr_ledger", "kr_owner"])
def test_row_cannot_be_written_past_its_limits_by_any_who_may_write(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]", role: str
) -> None:
    world = World()
    a: UUID = world.account(floor=-100)
    wrong = ["balance = -101", "reserved = 101", "reserved = -1", "floor_in_force = 1", "balance = 6000"]

    admin.execute(f"SET ROLE {role}")  # type: ignore[arg-type]  # a statement made here
    for change in wrong:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="violates row-level security"):
            admin.execute(f"UPDATE ledger_account SET {change} WHERE id = %s", [a])  # type: ignore[arg-type]  # a statement made here
    admin.execute("UPDATE ledger_account SET balance = -100 WHERE id = %s", [a])
    admin.execute("UPDATE ledger_account SET balance = 0 WHERE id = %s", [a])
    assert world.standing()[a] == (0, 0)


@pytest.mark.parametrize("role", ["kr_ledger", "kr_owner"])
def test_transfer_moves_something_between_two_accounts_whoever_writes_it(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]", role: str
) -> None:
    world = World()
    good = world.transfer(world.account(), world.operator, 5)

    admin.execute(f"SET ROLE {role}")  # type: ignore[arg-type]  # a statement made here
    for columns in ("from_id, from_id, 1", "from_id, to_id, 0", "from_id, to_id, -1"):
        statement = (
            "INSERT INTO ledger_transfer (id, network_id, book_id, kind, from_id, to_id, amount, ref_kind,"
            " occurred_at, booked_at, by, reason, request_id)"
            f" SELECT gen_random_uuid(), network_id, book_id, kind, {columns}, '', occurred_at, booked_at,"
            " by, '', gen_random_uuid() FROM ledger_transfer WHERE id = %s"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="violates row-level security"):
            admin.execute(statement, [good.id])  # type: ignore[arg-type]  # a statement made here
    assert world.broken() == []


def test_closed_account_holds_nothing_even_for_an_administrator(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    a = World().account(floor=-100)

    with pytest.raises(psycopg.errors.CheckViolation):
        admin.execute("UPDATE ledger_account SET state = 'closed', reserved = 1 WHERE id = %s", [a])


@pytest.mark.django_db
def test_ids_of_two_networks_do_not_mix_in_keys() -> None:
    from kennisruil.ledger import actions
    from kennisruil.ledger.rules.refusals import BookUnknown

    ours, theirs = World(), World()

    with pytest.raises(BookUnknown):
        actions.open_account(network_id=ours.network_id, id=new_id(), book_id=theirs.book_id, by=ME, at=AT)
