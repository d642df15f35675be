"""``kennisruil db``: roles, extensions and schema."""

import os
import secrets

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict

from kennisruil.config import roles
from kennisruil.config.server import ServerProblem

from .frame import Wrong, answer, as_json, database, first_line, load_django, migrate

_NAMES = {"kr_app": "DATABASE_URL", "kr_owner": "DATABASE_OWNER_URL", "kr_ops": "DATABASE_OPS_URL"}


@click.group("db")
def db_command() -> None:
    """Prepare the database and bring its schema up to date."""


@db_command.command("prepare")
@click.option(
    "--admin-url",
    metavar="URL",
    help="An administrator of your own PostgreSQL (15+, pgvector 0.7+); not needed for the embedded one.",
)
@click.option(
    "--database",
    "name",
    default="",
    metavar="NAME",
    help="The database to make; by default the one in DATABASE_URL, else kennisruil.",
)
@as_json
def prepare_command(admin_url: str | None, name: str, wants_json: bool) -> None:
    """Make the roles kr_owner, kr_app and kr_ops, the database, its extensions and rights. Safe to repeat.

    \b
    Examples:
      kennisruil db prepare
      kennisruil db prepare --admin-url postgresql://postgres@db.internal/postgres

    With --admin-url the passwords come from DATABASE_URL, DATABASE_OWNER_URL and DATABASE_OPS_URL; for those that are
    not set one is drawn and the address printed, once.
    """
    if not admin_url:
        if os.environ.get("DATABASE_URL"):
            raise Wrong("DATABASE_URL is set: name an administrator of that server with --admin-url.")
        with database():
            answer(
                {"prepared": True},
                wants_json=wants_json,
                text="The database is ready: go on with `kennisruil serve --set-up`, `demo` or `restore FILE`.",
            )
        return
    given = {role: conninfo_to_dict(os.environ.get(variable, "")) for role, variable in _NAMES.items()}
    passwords = {role: str(found.get("password") or secrets.token_hex(24)) for role, found in given.items()}
    named = name or str(given["kr_app"].get("dbname") or "kennisruil")
    try:
        roles.prepare(admin_url, passwords=passwords, database=named)
    except psycopg.OperationalError as error:
        raise ServerProblem(f"The server cannot be reached: {first_line(error)}.") from error
    except psycopg.Error as error:
        raise ServerProblem(f"The administrator may not do this: {first_line(error)}.") from error
    drawn = {
        variable: _address(admin_url, role=role, password=passwords[role], database=named)
        for role, variable in _NAMES.items()
        if not given[role].get("password")
    }
    lines = [f"Prepared the database {named}."]
    if drawn:
        lines += ["Keep these in the environment of the program:", *(f"{key}={value}" for key, value in drawn.items())]
    answer({"prepared": True, "database": named, "environment": drawn}, wants_json=wants_json, text="\n".join(lines))


@db_command.command("migrate")
def migrate_command() -> None:
    """Bring the schema up to date, as kr_owner. Safe to repeat.

    \b
    Example:
      kennisruil db migrate
    """
    with database():
        load_django()
        click.echo(f"The schema is up to date ({migrate()} migrations applied).")


def _address(admin_url: str, *, role: str, password: str, database: str) -> str:
    parts = conninfo_to_dict(admin_url)
    host = str(parts.get("host") or "localhost")
    if host.startswith("/"):
        return f"postgresql://{role}:{password}@/{database}?host={host}"
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"postgresql://{role}:{password}@{host}{port}/{database}"
