"""The command line: help everywhere, exit codes that mean something, a backup that comes back whole."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import psycopg
import pytest

from kennisruil.config import cli
from kennisruil.config.connections import databases, settings_for
from tests.database import Bench, OwnDatabase


def run(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["kennisruil", *arguments], env=env, capture_output=True, text=True, check=False)


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


@pytest.mark.parametrize(
    "command", [pytest.param(made, id=" ".join(path)) for path, made in every_command(cli.kennisruil)]
)
def test_every_command_explains_itself_with_an_example(command: click.Command) -> None:
    assert command.help
    assert isinstance(command, click.Group) or "Example" in command.help
    assert all(getattr(option, "help", None) or isinstance(option, click.Argument) for option in command.params)


def test_doctor_finds_everything_well(own_database: OwnDatabase) -> None:
    done = run("doctor", "--json", env=own_database.env)

    assert [finding for finding in json.loads(done.stdout) if not finding["is_well"]] == []
    assert done.returncode == 0


def test_doctor_sees_a_role_that_is_too_mighty(own_database: OwnDatabase) -> None:
    done = run("doctor", env={**own_database.env, "DATABASE_URL": own_database.admin_url})

    assert done.returncode == 1
    assert "LOOK  as default: The program may not work as kr_admin, which is a superuser" in done.stdout


def test_doctor_makes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {**os.environ, "KENNISRUIL_HOME": str(home), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    done = run("doctor", env=env)

    assert (done.returncode, home.exists()) == (1, False)


def test_an_address_nobody_answers_is_said_in_one_line(own_database: OwnDatabase) -> None:
    env = {**own_database.env, "DATABASE_URL": "postgresql://kr_app:x@127.0.0.1:1/none"}

    done = run("backup", "/tmp/never.dump", env=env)

    assert done.returncode == 3
    assert done.stderr.startswith("kennisruil: The database cannot be reached: ")
    assert done.stderr.count("\n") == 1


def test_a_backup_comes_back_whole_in_another_database(own_database: OwnDatabase, bench: Bench, tmp_path: Path) -> None:
    with psycopg.connect(own_database.url, autocommit=True) as program:
        program.execute("INSERT INTO django_session VALUES ('key', 'value é', '2026-11-21 10:00+00')")
    file = tmp_path / "all.dump"
    empty = bench.empty()

    backed_up = run("backup", str(file), "--json", env=own_database.env)
    restored = run("restore", str(file), env=empty.env)
    again = run("restore", str(file), env=empty.env)

    try:
        assert (backed_up.returncode, json.loads(backed_up.stdout)["bytes"]) == (0, file.stat().st_size)
        assert (restored.returncode, restored.stderr) == (0, f"Restoring {file}\n")
        assert (again.returncode, "never overwrites" in again.stderr) == (2, True)
        assert whole(own_database.admin_url) == whole(empty.admin_url)
    finally:
        bench.drop(empty.name)


_CONSTRAINTS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""


def as_read(definition: object) -> str:
    """A constraint without the casts and brackets that PostgreSQL moves about when it reads its own words again."""
    return re.sub(r"::(character varying|text)(\[\])?|[()\s]", "", str(definition))


def whole(url: str) -> dict[str, object]:
    """Everything that must come back: rows of each table, rights, policies, triggers, functions and their owners."""
    with psycopg.connect(url) as admin:
        tables = [
            str(row[0])
            for row in admin.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
            )
        ]
        return {
            "rows": {table: sorted(map(str, admin.execute(f'SELECT * FROM "{table}"').fetchall())) for table in tables},
            "tables": admin.execute(
                "SELECT relname, relowner::regrole::text, relrowsecurity, relforcerowsecurity, relacl::text"
                " FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
            ).fetchall(),
            "policies": admin.execute("SELECT * FROM pg_policies ORDER BY tablename, policyname").fetchall(),
            "constraints": [(table, name, as_read(text)) for table, name, text in admin.execute(_CONSTRAINTS)],
            "triggers": admin.execute(
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
            ).fetchall(),
            "functions": admin.execute(
                "SELECT p.oid::regprocedure::text, proowner::regrole::text, prosecdef, proacl::text, md5(prosrc)"
                " FROM pg_proc p"
                " WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
            ).fetchall(),
        }


def test_restore_refuses_what_is_no_backup(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "not.dump"
    file.write_text("nothing of the kind")
    empty = bench.empty()

    done = run("restore", str(file), env=empty.env)

    bench.drop(empty.name)
    assert (done.returncode, done.stderr) == (2, f"kennisruil: {file} is not a backup made by `kennisruil backup`.\n")


def test_the_first_command_gives_an_empty_database_its_schema(bench: Bench) -> None:
    empty = bench.empty()

    listed = run("network", "list", env=empty.env)
    again = run("network", "list", env=empty.env)

    bench.drop(empty.name)
    assert (listed.returncode, "migrations" in listed.stderr) == (0, True)
    assert (again.returncode, again.stderr) == (0, "")


def test_backup_overwrites_nothing(own_database: OwnDatabase, tmp_path: Path) -> None:
    file = tmp_path / "there"
    file.write_text("precious")

    done = run("backup", str(file), env=own_database.env)

    assert (done.returncode, file.read_text()) == (2, "precious")


def test_addresses_become_settings() -> None:
    found = settings_for("postgresql://kr_app:pa%20ss@db.example:6432/kr?sslmode=require")

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kr",
        "USER": "kr_app",
        "PASSWORD": "pa ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require", "prepare_threshold": 5},
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


def test_behind_a_pooler_nothing_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://kr_app@pooler/kr")
    monkeypatch.setenv("DATABASE_DIRECT_URL", "postgresql://kr_app@db/kr")
    monkeypatch.setenv("DATABASE_POOLED", "1")

    web = databases()["default"]
    monkeypatch.setenv("KENNISRUIL_DIRECT", "1")
    worker = databases()["default"]

    assert (web["HOST"], web["OPTIONS"], web["DISABLE_SERVER_SIDE_CURSORS"]) == (
        "pooler",
        {"prepare_threshold": None},
        True,
    )
    assert worker["HOST"] == "db"


def test_settings_of_a_home_without_database_start_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KENNISRUIL_HOME", str(tmp_path / "none"))

    found = databases()

    assert set(found) == {"default", "owner", "ops"}
    assert not (tmp_path / "none").exists()


def test_founding_a_network_lets_its_first_person_in(own_database: OwnDatabase) -> None:
    operator = ["--operator", "Sint-Jan vzw", "--enterprise-number", "0403.170.701", "--vat-kind", "vat_business"]
    person = ["--email", "ann@example.org", "--given-name", "Ann"]
    found = ["network", "found", "sint-jan", "--name", "Netwerk Sint-Jan", *operator, *person, "--json"]

    done, again = run(*found, env=own_database.env), run(*found, env=own_database.env)

    assert done.returncode == 0
    assert "/welcome/link/" in json.loads(done.stdout)["link"]
    listed = run("user", "list", "--network", "sint-jan", "--json", env=own_database.env)
    assert [(row["email"], row["office"]) for row in json.loads(listed.stdout)] == [("ann@example.org", True)]
    assert again.returncode == 2
    assert "Traceback" not in again.stderr
