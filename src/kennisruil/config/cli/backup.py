"""``kennisruil backup`` and ``kennisruil restore``: one file that holds every network, whole."""

import os
import subprocess
import tempfile
from pathlib import Path

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict

from kennisruil.config.connections import addresses
from kennisruil.config.roles import without_default_rights
from kennisruil.config.server import ServerProblem
from kennisruil.config.server.programs import wheel_folder

from .frame import Wrong, answer, as_json, check_migrated, check_role, database, first_line, load_django, say

# What `db prepare` makes, as administrator, and a restore as kr_owner may not make again.
_MADE_BEFORE = (
    " EXTENSION ",
    " TEXT SEARCH CONFIGURATION ",
    " SCHEMA ",
    " DEFAULT ACL ",
    " ACL - SCHEMA ",
    " COMMENT ",
)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def backup_command(file: Path, wants_json: bool) -> None:
    """Write everything in the database to FILE, as it stands at one instant, while people go on working.

    \b
    Examples:
      kennisruil backup /srv/backup/kennisruil-2026-11-21.dump
      kennisruil restore /srv/backup/kennisruil-2026-11-21.dump   (into an empty database)

    The key that signs links (secret-key in the home, or KENNISRUIL_SECRET_KEY) is not in it: keep that beside it.
    """
    if file.exists():
        raise Wrong(f"{file} exists already: name a new file.")
    if not file.parent.is_dir():
        raise Wrong(f"There is no folder {file.parent}.")
    with database():
        load_django()
        check_role()
        draft = file.with_name(f".{file.name}.part")
        options = ["--format", "custom", "--enable-row-security", "--no-comments", "--file", str(draft)]
        try:
            _run("pg_dump", *options, url=_address_of("ops"))
            size = draft.stat().st_size
            draft.rename(file)
        finally:
            draft.unlink(missing_ok=True)
    answer({"file": str(file), "bytes": size}, wants_json=wants_json, text=f"Wrote {file} ({size / 2**20:.1f} MB).")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@as_json
def restore_command(file: Path, wants_json: bool) -> None:
    """Read FILE, made by `kennisruil backup`, into an empty database: all of it, or nothing.

    \b
    Examples:
      KENNISRUIL_HOME=/srv/new kennisruil restore kennisruil-2026-11-21.dump
      DATABASE_URL=… DATABASE_OWNER_URL=… kennisruil restore kennisruil-2026-11-21.dump

    A database of your own must have been prepared (`kennisruil db prepare --admin-url URL`). Nothing is overwritten.
    """
    with database():
        url = _address_of("owner")
        found = _tables_in(url)
        if found:
            raise Wrong(f"The database is not empty ({found} tables) and a restore never overwrites: name another one.")
        listing = _run("pg_restore", "--list", str(file), url=url)
        if listing.returncode != 0:
            raise Wrong(f"{file} is not a backup made by `kennisruil backup`.")
        say(f"Restoring {file}")
        with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
            chosen.write("\n".join(_to_restore(listing.stdout)))
            chosen.flush()
            options = ["--use-list", chosen.name, "--single-transaction", "--exit-on-error"]
            with without_default_rights(url):
                _run("pg_restore", *options, "--dbname", str(conninfo_to_dict(url)["dbname"]), str(file), url=url)
        _analyze(url)
        restored = _tables_in(url)
        load_django()
        check_role()
        check_migrated()
    answer({"tables": restored}, wants_json=wants_json, text=f"Restored {restored} tables.")


def _to_restore(listing: str) -> list[str]:
    return [line for line in listing.splitlines() if not any(kind in line for kind in _MADE_BEFORE)]


def _run(program: str, *arguments: str, url: str) -> "subprocess.CompletedProcess[str]":
    """Run a client program of PostgreSQL against ``url``; the password travels in the environment, unseen by others.

    :raises ServerProblem: it fails, except ``--list``, whose code the caller reads.
    """
    parts = conninfo_to_dict(url)
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",  # nosec B105  # the name of a variable
        "dbname": "PGDATABASE",
        "sslmode": "PGSSLMODE",
    }
    given = {variable: str(parts[name]) for name, variable in names.items() if parts.get(name)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    done = subprocess.run(  # noqa: S603  # nosec B603  # our own command, no words of others
        [str(wheel_folder() / program), *arguments], env={**kept, **given}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0 and "--list" not in arguments:
        raise ServerProblem(f"{program} stopped: {(done.stderr.strip().splitlines() or ['without a word'])[0]}.")
    return done


def _address_of(alias: str) -> str:
    url = addresses()[alias]
    if not url:
        raise Wrong(f"DATABASE_{alias.upper()}_URL is not set: this works as kr_{alias}.")
    return url


_TABLES = "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"


def _tables_in(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(_TABLES).fetchone()
    except psycopg.OperationalError as error:
        raise ServerProblem(f"The database cannot be reached: {first_line(error)}.") from error
    assert row is not None
    return int(row[0])


def _analyze(url: str) -> None:
    """Without statistics the first questions are slow."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE (SKIP_LOCKED)")
