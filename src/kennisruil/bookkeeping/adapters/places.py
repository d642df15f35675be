"""Where the packages are: the environment says it, so that no secret stands in the database and no page can ask."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from kennisruil.bookkeeping.rules.targets import Target, TargetUnreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class TrytonPlace:
    """Address, database and user of a Tryton server; never shown."""

    is_secure: bool
    host: str
    port: int
    database: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"TrytonPlace({self.user}@{self.host}:{self.port}/{self.database})"


def variable_of(slug: str) -> str:
    """Name the variable that holds a network's Tryton: ``KENNISRUIL_TRYTON_SINT_JAN``."""
    return "KENNISRUIL_TRYTON_" + "".join(letter if letter.isalnum() else "_" for letter in slug).upper()


def tryton_of(slug: str) -> TrytonPlace:
    """Read ``https://user:password@host/database`` from a network's own variable.

    :raises TargetUnreachable: it is not there, or not such an address.
    """
    name = variable_of(slug)
    parts = urlsplit(os.environ.get(name, ""))
    database = parts.path.strip("/")
    if parts.scheme not in ("http", "https") or not (parts.hostname and parts.username and database):
        raise TargetUnreachable(f"{name} holds no address such as https://user:password@host/database")
    is_secure = parts.scheme == "https"
    return TrytonPlace(
        is_secure=is_secure,
        host=parts.hostname,
        port=parts.port or (443 if is_secure else 8000),
        database=database,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
    )


def folder_of(slug: str) -> Path:
    """Give the folder under which a network's books are written as files."""
    return Path(settings.BOOKS_FOLDER) / slug


def is_ready(target: Target, *, slug: str) -> bool:
    """Tell whether the environment says where the target is."""
    if target is not Target.TRYTON:
        return True
    try:
        tryton_of(slug)
    except TargetUnreachable:
        return False
    return True
