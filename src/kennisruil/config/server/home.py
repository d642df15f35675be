"""The folder that holds one installation: which server is its own, where that keeps its files, and the passwords."""

import json
import os
import pwd
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .problems import ServerProblem, no_permission

ADMIN = "kr_admin"
ROLES = (ADMIN, "kr_owner", "kr_app", "kr_ops")
DATABASE = "kennisruil"
SYSTEM_FOLDER = Path("/var/lib/kennisruil")
SYSTEM_USER = "kennisruil"
# A socket's path must fit in 108 bytes; ".s.PGSQL.5432.lock" is the longest name PostgreSQL puts there.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
_NAME = "server.json"


def home() -> Path:
    """The folder of this installation: ``KENNISRUIL_HOME``, else the user's data folder; absolute, perhaps absent."""
    if named := os.environ.get("KENNISRUIL_HOME"):
        return Path(named).expanduser().absolute()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "kennisruil"


@dataclass(frozen=True, kw_only=True)
class Card:
    """What ``server.json`` of a home holds: the server's own id, its place on disk and a password per role."""

    id: str
    place: Path
    passwords: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "log"

    @property
    def socket_folder(self) -> Path:
        """Beside the data where the path is short enough for a socket, else a short one in ``/tmp``."""
        beside = self.place / "run"
        if len(os.fsencode(beside)) <= _LONGEST_SOCKET_FOLDER:
            return beside
        # Not $TMPDIR or $XDG_RUNTIME_DIR: two processes of one home must come to the same answer.
        return Path("/tmp") / f"kennisruil-{self.place.stat().st_uid}-{self.id}"  # noqa: S108  # nosec B108  # short enough for a socket; owned and closed by us

    def url(self, role: str, database: str = DATABASE) -> str:
        """A PostgreSQL address for ``role``; the passwords are hexadecimal and need no quoting."""
        folder = str(self.socket_folder).replace("%", "%25").replace(" ", "%20").replace("&", "%26")
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={folder}"


def read_card(folder: Path) -> Card | None:
    """The card of the home ``folder``, or nothing when no server was ever made there."""
    path = folder / _NAME
    try:
        found = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    except PermissionError as error:
        owner = _owner_of(path)
        raise ServerProblem(
            f"The database in {folder} belongs to the user {owner}: start the program as {owner},"
            " or choose another folder with KENNISRUIL_HOME."
        ) from error
    except ValueError as error:
        raise ServerProblem(f"{path} cannot be read; put it back from a copy of {folder}.") from error
    return Card(id=found["id"], place=Path(found["place"]), passwords=found["passwords"])


def make_card(folder: Path, *, system_folder: Path = SYSTEM_FOLDER) -> Card:
    """Draw id and passwords for a new home and keep them, 0600. The caller holds the start lock."""
    number = secrets.token_hex(6)
    place = system_folder / number if os.geteuid() == 0 else folder / "postgres"
    card = Card(id=number, place=place, passwords={role: secrets.token_hex(24) for role in ROLES})
    text = json.dumps({"id": card.id, "place": str(card.place), "passwords": card.passwords}, indent=1)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=_NAME)  # mkstemp makes it 0600
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).rename(folder / _NAME)
    return card


def make_folder(folder: Path) -> None:
    """Make a home that only its owner may enter; one that exists keeps the rights it has.

    :raises ServerProblem: it cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError as error:
        raise no_permission(folder, doing="make") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise ServerProblem(f"{folder} is not a folder: choose another with KENNISRUIL_HOME.") from error
    except OSError as error:
        raise ServerProblem(
            f"{folder} cannot be made ({error.strerror}): choose another with KENNISRUIL_HOME."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise no_permission(folder, doing="write in")


def _owner_of(path: Path) -> str:
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
