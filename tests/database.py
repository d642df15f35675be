"""Making and cloning the databases of the tests; used by the fixtures only."""

import hashlib
import itertools
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from kennisruil.config import roles
from kennisruil.config.connections import settings_for
from kennisruil.config.server import Server

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kennisruil"
# Tests throw their data away, so nothing needs to reach the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "1h",
}
_ALIASES = {"default": "kr_app", "owner": "kr_owner", "ops": "kr_ops"}
_BUILDING = 72_001  # advisory lock: one process at a time makes a template
_TEMPLATES_KEPT = 6


@dataclass(frozen=True, kw_only=True)
class OwnDatabase:
    """A database for one test, its address for each role, and what a process needs in its environment to use it."""

    name: str
    url: str
    owner_url: str
    ops_url: str
    admin_url: str
    env: dict[str, str]


class Bench:
    """The test server of one home, held while a test process lives."""

    def __init__(self, home: Path) -> None:
        self.server = Server(home, settings=FAST)
        self.server.start()
        self._numbers = itertools.count(1)
        self.current = ""
        self.template = f"kr_template_{_fingerprint()}"
        with self._admin() as admin:
            _drop_what_dead_tests_left(admin)

    def close(self) -> None:
        self._close_django()
        self.server.stop()

    def migrate_template(self) -> None:
        """Migrate a template as ``kr_owner``, once for each state of the migrations, however many processes ask."""
        with self._admin() as admin:
            if _is_ready(admin, self.template):
                return
            admin.execute("SELECT pg_advisory_lock(%s)", (_BUILDING,))
            if not _is_ready(admin, self.template):
                self._build(admin)
            admin.execute("SELECT pg_advisory_unlock(%s)", (_BUILDING,))

    def clone(self) -> str:
        """A new database like the template; its name says whose it is."""
        return self._clone(self.template)

    def empty(self, *, home: Path | None = None) -> OwnDatabase:
        """A prepared database without any table, for a restore."""
        name = f"kr_test_{os.getpid()}_{next(self._numbers)}"
        with self._admin() as admin:
            roles.prepare_database(admin, admin_url=self.server.url("kr_admin", "postgres"), database=name)
        return self._described(name, home=home or self.server.folder)

    def own(self, *, home: Path) -> OwnDatabase:
        """A clone with everything a test or its processes need to reach it."""
        return self._described(self.clone(), home=home)

    def copy(self, of: str, *, home: Path) -> OwnDatabase:
        """A database that is what the database ``of`` is now; Django lets go of that one for it."""
        self._close_django()
        return self._described(self._clone(of), home=home)

    def _clone(self, of: str) -> str:
        name = f"kr_test_{os.getpid()}_{next(self._numbers)}"
        with self._admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER kr_owner TEMPLATE {}").format(*_names(name, of)))
            admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO kr_app, kr_ops").format(sql.Identifier(name)))
        return name

    def _described(self, name: str, *, home: Path) -> OwnDatabase:
        url, owner, ops, admin = (self.server.url(role, name) for role in ("kr_app", "kr_owner", "kr_ops", "kr_admin"))
        env = {
            **os.environ,
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": owner,
            "DATABASE_OPS_URL": ops,
            "KENNISRUIL_HOME": str(home),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        return OwnDatabase(name=name, url=url, owner_url=owner, ops_url=ops, admin_url=admin, env=env)

    def drop(self, name: str) -> None:
        self._close_django()
        with self._admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def point_django_at(self, name: str) -> None:
        """Let Django's three aliases, in every thread, use the database ``name`` from now on."""
        from django.db import connections

        self._close_django()
        for alias, role in _ALIASES.items():
            connections[alias].settings_dict.update(settings_for(self.server.url(role, name)))
        self.current = name

    def _build(self, admin: "psycopg.Connection[tuple[object, ...]]") -> None:
        from django.core.management import call_command

        draft = self.template
        before = self.current
        _forget_old_templates(admin)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        roles.prepare_database(admin, admin_url=self.server.url("kr_admin", "postgres"), database=draft)
        self.point_django_at(draft)
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        self._close_django()
        self.current = before
        if draft == f"kr_template_{_fingerprint()}":  # else a migration changed meanwhile; the next run makes it again
            admin.execute(sql.SQL("COMMENT ON DATABASE {} IS 'migrated'").format(sql.Identifier(draft)))
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(draft)))

    def _admin(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self.server.url("kr_admin", "postgres"), autocommit=True)

    def _close_django(self) -> None:
        from django.db import connections

        for alias in _ALIASES:
            connections[alias].close()


def _fingerprint() -> str:
    """Changes whenever a migrated database could come out differently."""
    sum_ = hashlib.sha256()
    for path in sorted(_what_makes_a_schema()):
        sum_.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    for package in ("Django", "procrastinate", "django-allauth"):
        sum_.update(version(package).encode())
    return sum_.hexdigest()[:12]


def _what_makes_a_schema() -> Iterator[Path]:
    yield from SOURCE.glob("*/migrations/**/*.py")
    yield from SOURCE.glob("**/*.sql")
    yield SOURCE / "config" / "roles.py"
    yield from SOURCE.glob("shared/isolation*")


def _is_ready(admin: "psycopg.Connection[tuple[object, ...]]", name: str) -> bool:
    question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    return admin.execute(question, (name,)).fetchone() == ("migrated",)


def _drop_what_dead_tests_left(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    for (name,) in admin.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'kr\_test\_%'").fetchall():
        if not Path(f"/proc/{str(name).split('_')[2]}").exists():
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(name))))


def _forget_old_templates(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    found = admin.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'kr\_template\_%' ORDER BY oid DESC")
    for (name,) in found.fetchall()[_TEMPLATES_KEPT:]:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(str(name))))
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(name))))


def _names(*names: str) -> list[sql.Identifier]:
    return [sql.Identifier(name) for name in names]
