"""``kennisruil doctor``: what of this installation is well, and what to do about what is not."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
import psycopg

from kennisruil.config.connections import addresses
from kennisruil.config.roles import EXTENSIONS, UnsafeRole, check_program_role
from kennisruil.config.server import ServerProblem, home, read_card

from .frame import DOES_NOT_HOLD, answer, as_json, check_migrated, database, first_line, load_django

_LEAST_FREE_BYTES = 500 * 2**20
_LEAST_POSTGRES = 150_000
_LEAST_VECTOR = (0, 7)
_FAILED_JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is well, and in words what was found."""

    what: str
    is_well: bool
    found: str


@click.command("doctor")
@as_json
def doctor_command(wants_json: bool) -> None:
    """Look at everything this installation stands on and say what is not well. Changes nothing.

    \b
    Examples:
      kennisruil doctor
      kennisruil doctor --json

    Exits with 1 when something is not well.
    """
    findings = list(_findings())
    ill = [finding for finding in findings if not finding.is_well]
    lines = [f"{'ok  ' if finding.is_well else 'LOOK'}  {finding.what}: {finding.found}" for finding in findings]
    lines.append("Everything is well." if not ill else f"{len(ill)} of {len(findings)} need a look.")
    answer([vars(finding) for finding in findings], wants_json=wants_json, text="\n".join(lines))
    raise SystemExit(DOES_NOT_HOLD if ill else 0)


def _findings() -> Iterator[Finding]:
    yield Finding(what="Python", is_well=sys.version_info >= (3, 11), found=sys.version.split()[0])
    yield _home()
    if not os.environ.get("DATABASE_URL") and read_card(home()) is None:
        yield Finding(what="database", is_well=False, found="none yet: `kennisruil db prepare` makes one")
        return
    try:
        with database():
            yield from _database_findings()
    except ServerProblem as problem:
        yield Finding(what="database", is_well=False, found=str(problem))


def _home() -> Finding:
    folder = home()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    is_well = free > _LEAST_FREE_BYTES and os.access(existing, os.W_OK)
    return Finding(what="home", is_well=is_well, found=f"{folder}, {free // 2**20} MB free")


def _database_findings() -> Iterator[Finding]:
    urls = addresses()
    for alias, look in (("default", _program_role), ("owner", _answers), ("ops", _answers)):
        yield _with_connection(f"as {alias}", urls[alias], look)
    yield _with_connection("PostgreSQL", urls["default"], _version)
    yield _with_connection("extensions", urls["default"], _extensions)
    load_django()
    try:
        check_migrated()
    except ServerProblem as problem:
        yield Finding(what="schema", is_well=False, found=str(problem))
        return
    yield Finding(what="schema", is_well=True, found="up to date")
    yield _with_connection("jobs", urls["default"], _jobs)
    yield _mail()


Look = Callable[["psycopg.Connection[tuple[object, ...]]"], tuple[bool, str]]


def _with_connection(what: str, url: str, look: Look) -> Finding:
    if not url:
        return Finding(
            what=what,
            is_well=False,
            found="no address: set DATABASE_OWNER_URL and DATABASE_OPS_URL beside DATABASE_URL",
        )
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            is_well, found = look(connection)
    except psycopg.Error as error:
        is_well, found = False, first_line(error)
    return Finding(what=what, is_well=is_well, found=found)


def _program_role(connection: "psycopg.Connection[tuple[object, ...]]") -> tuple[bool, str]:
    try:
        check_program_role(connection)
    except UnsafeRole as error:
        return False, str(error)
    return True, f"{connection.info.user}, bound by row-level security"


def _answers(connection: "psycopg.Connection[tuple[object, ...]]") -> tuple[bool, str]:
    return True, f"{connection.info.user} answers"


def _version(connection: "psycopg.Connection[tuple[object, ...]]") -> tuple[bool, str]:
    version = connection.info.server_version
    return version >= _LEAST_POSTGRES, f"{version // 10000}.{version % 10000}" + (
        "" if version >= _LEAST_POSTGRES else ", needs 15"
    )


def _extensions(connection: "psycopg.Connection[tuple[object, ...]]") -> tuple[bool, str]:
    rows = connection.execute("SELECT extname, extversion FROM pg_extension").fetchall()
    found = {str(name): str(version) for name, version in rows}
    missing = [name for name in EXTENSIONS if name not in found]
    if missing:
        return False, f"missing: {', '.join(missing)}; run `kennisruil db prepare`"
    vector = tuple(int(part) for part in found["vector"].split(".")[:2])
    return vector >= _LEAST_VECTOR, ", ".join(f"{name} {found[name]}" for name in EXTENSIONS)


def _jobs(connection: "psycopg.Connection[tuple[object, ...]]") -> tuple[bool, str]:
    row = connection.execute(_FAILED_JOBS).fetchone()
    failed = int(str(row[0])) if row else 0
    return (
        failed == 0,
        "none failed" if failed == 0 else f"{failed} failed: see `kennisruil manage procrastinate shell`",
    )


def _mail() -> Finding:
    from django.conf import settings

    leaves = getattr(settings, "MAIL_LEAVES_THE_HOUSE", False)
    return Finding(
        what="mail",
        is_well=True,
        found="goes to a mail server" if leaves else "no mail server: every mail stays on the outbox page",
    )
