"""One PostgreSQL on one data folder: make it, start it, ask how it is, stop it. Callers hold the start lock."""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import psycopg

from .home import ADMIN, Card
from .memory import page_memory
from .problems import ServerProblem, from_log, no_permission, no_space
from .programs import Programs

Progress = Callable[[str], None]

_MAKE_BYTES = 250 * 2**20
_START_BYTES = 40 * 2**20
_HOME_NOTE = "home"
_DRAFT = "data.new-"
_LONGEST_LOG_BYTES = 5 * 2**20
_POLL_SECONDS = 0.02
# A recovery may take as long as it takes; a server that says nothing new for this long is stuck.
_SILENCE_SECONDS = 600

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Small questions on few cores; and /dev/shm of a container is often too small for parallel ones.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "io_method": "sync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_startup_progress_interval": "2s",
}


class State(Enum):
    """What a real connection says."""

    READY = "ready"
    BUSY = "starting, recovering or stopping"
    ABSENT = "nobody answers"


@dataclass(kw_only=True)
class Postmaster:
    """The server of one card; ``settings`` go over the ones above."""

    card: Card
    programs: Programs
    home: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    _child: "subprocess.Popen[bytes] | None" = None

    def state(self) -> State:
        """How the server of *this* data folder is, by connecting to it.

        :raises ServerProblem: a server answers there, and it is not ours.
        """
        try:
            with psycopg.connect(self.card.url(ADMIN, "postgres"), connect_timeout=5, autocommit=True) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError as error:
            if "the database system is" in str(error) or "too many clients" in str(error):
                return State.BUSY
            if "password authentication failed" in str(error) or "does not exist" in str(error):
                raise ServerProblem(
                    f"The server in {self.card.place} does not take the passwords kept in its home:"
                    " put server.json of the home back from a copy."
                ) from error
            return State.ABSENT
        if row is None or not Path(row[0]).samefile(self.card.data):
            raise ServerProblem(f"Another server answers in {self.card.socket_folder}: stop it first.")
        return State.READY

    def bring_up(self, progress: Progress) -> None:
        """Make the data folder if need be, start the server if nobody answers, wait until it is ready."""
        if not (self.card.data / "PG_VERSION").exists():
            progress("Making the database (once, a few seconds)")
            self._initialise()
        if self.state() is State.READY:
            return
        if not self._is_alive():
            for draft in self.card.place.glob(f"{_DRAFT}*"):
                shutil.rmtree(draft, ignore_errors=True)
            self._launch()
        self._wait(progress)

    def bring_down(self) -> None:
        """Stop the server and wait until it is gone; nothing happens when it is not running."""
        if self._is_alive():
            # fast: connections that are left are broken off, what was committed is on disk
            self.programs.run("pg_ctl", "stop", "-D", str(self.card.data), "-m", "fast", "-w", "-t", "120")
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _initialise(self) -> None:
        place = self.card.place
        self._make_place()
        check_space(place, needed_bytes=_MAKE_BYTES)
        # Renamed when whole: a kill half way leaves no half a database, at most an initdb that goes on in a draft.
        fresh = place / f"{_DRAFT}{secrets.token_hex(4)}"
        password = place / "password"
        password.touch(mode=0o600)
        password.write_text(self.card.passwords[ADMIN])
        self.programs.give(password)
        options = ["--username", ADMIN, "--pwfile", str(password), "--encoding", "UTF8", "--auth", "scram-sha-256"]
        locale = ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
        done = self.programs.run("initdb", "--pgdata", str(fresh), "--no-instructions", *options, *locale)
        password.unlink()
        if done.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            self.card.log.write_text(done.stdout)
            raise from_log(done.stdout, log=self.card.log, doing="make its files")
        with (fresh / "postgresql.conf").open("a") as file:
            file.write("include_if_exists = 'kennisruil.conf'  # written anew at each start\n")
        fresh.rename(self.card.data)

    def _make_place(self) -> None:
        place = self.card.place
        try:
            if not place.parent.exists():
                place.parent.mkdir(mode=0o755, parents=True)
            if not place.exists():
                place.mkdir(mode=0o700)
                (place / _HOME_NOTE).write_text(str(self.home))
                self.programs.give(place)
        except PermissionError as error:
            raise no_permission(place, doing="make") from error
        except OSError as error:
            raise ServerProblem(f"{place} cannot be made: {error.strerror}.") from error

    def _launch(self) -> None:
        check_space(self.card.place, needed_bytes=_START_BYTES)
        self._clear_what_a_kill_left()
        self._write_settings()
        log = self.card.log
        if log.exists() and log.stat().st_size > _LONGEST_LOG_BYTES:
            log.replace(log.with_name("log.1"))
        self._child = self.programs.start("postgres", "-D", str(self.card.data), log=log)

    def _clear_what_a_kill_left(self) -> None:
        """Files with process numbers: after a restart those may be anybody's, and PostgreSQL would believe them."""
        (self.card.data / "postmaster.pid").unlink(missing_ok=True)
        folder = self.card.socket_folder
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self.programs.give(folder)
        seen = folder.lstat()
        if folder.is_symlink() or seen.st_uid != self.card.data.stat().st_uid or seen.st_mode & 0o077:
            raise ServerProblem(f"{folder} belongs to somebody else or is open to others: remove it and start again.")
        for left in folder.glob(".s.PGSQL.*"):
            left.unlink()

    def _write_settings(self) -> None:
        folder = '"' + str(self.card.socket_folder).replace('"', '""') + '"'
        every = {**_SETTINGS, "shared_buffers": page_memory(), "unix_socket_directories": folder, **self.settings}
        path = self.card.data / "kennisruil.conf"
        path.write_text("".join(_setting(name, value) for name, value in every.items()))
        self.programs.give(path)

    def _wait(self, progress: Progress) -> None:
        began = heard = time.monotonic()
        said, size = 0, -1
        while (state := self.state()) is not State.READY:
            now = time.monotonic()
            if state is State.ABSENT and not self._is_alive():
                raise from_log(self._last_words(), log=self.card.log)
            if (grown := self._log_size()) != size:
                size, heard = grown, now
            if now - heard > _SILENCE_SECONDS:
                raise ServerProblem(f"PostgreSQL has not become ready; its own words are in {self.card.log}.")
            if int(now - began) > said:
                said = int(now - began)
                progress(f"The database is getting ready after its last stop ({said} s)")
            time.sleep(_POLL_SECONDS)

    def _is_alive(self) -> bool:
        """Whether a postmaster works on our data folder now; a number in a file alone proves nothing."""
        if self._child is not None:
            return self._child.poll() is None
        if Path("/proc/self").exists():
            return _is_worked_in(self.card.data)
        return self.programs.run("pg_ctl", "status", "-D", str(self.card.data)).returncode == 0

    def _log_size(self) -> int:
        return self.card.log.stat().st_size if self.card.log.exists() else 0

    def _last_words(self) -> str:
        with self.card.log.open("rb") as file:
            file.seek(max(0, self._log_size() - 4000))
            return file.read().decode(errors="replace")


def forget_temporary(system_folder: Path) -> None:
    """Remove the data of homes that lay in the temporary folder and are gone: scripts and tests leave them there."""
    temporary = tempfile.gettempdir() + os.sep
    for note in system_folder.glob(f"*/{_HOME_NOTE}"):
        folder = note.read_text()
        place = note.parent
        if folder.startswith(temporary) and not Path(folder).exists() and not _is_worked_in(place / "data"):
            shutil.rmtree(place, ignore_errors=True)


def check_space(folder: Path, *, needed_bytes: int) -> None:
    """:raises ServerProblem: the disk of ``folder`` has less than ``needed_bytes`` free."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise no_space(folder, free_bytes=free, needed_bytes=needed_bytes)


def _setting(name: str, value: str) -> str:
    quoted = value.replace("'", "''")
    return f"{name} = '{quoted}'\n"


def _is_worked_in(data: Path) -> bool:
    """Whether the process that ``postmaster.pid`` names lives and works in ``data``, as a postmaster does."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        return Path(f"/proc/{pid}/cwd").samefile(data)  # a dead process not yet waited for has none
    except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError):
        return False
