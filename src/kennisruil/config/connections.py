"""Which databases the program talks to, and as whom: from the environment, or the embedded server of the home."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from kennisruil.config.server import home, read_card

_URLS = {"default": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "ops": "DATABASE_OPS_URL"}
_ROLES = {"default": "kr_app", "owner": "kr_owner", "ops": "kr_ops"}


def databases() -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``: ``default`` (kr_app), ``owner`` (kr_owner: migrations), ``ops`` (kr_ops: checks, dumps).

    Reads the environment and the home's card, connects to nothing and starts nothing. ``DATABASE_POOLED=1`` says that a
    pooler that cannot keep prepared statements stands between; ``DATABASE_DIRECT_URL`` goes around it, for programs
    that set ``KENNISRUIL_DIRECT=1`` (worker, LISTEN). ``KENNISRUIL_POOL``: how many connections a web process keeps.
    """
    return {alias: settings_for(url, pool=_pool_of(alias)) for alias, url in addresses().items()}


def addresses() -> dict[str, str]:
    """The PostgreSQL address of each alias; empty where none is known."""
    if not os.environ.get("DATABASE_URL"):
        card = read_card(home())
        return {alias: card.url(role) if card else "" for alias, role in _ROLES.items()}
    found = {alias: os.environ.get(name, "") for alias, name in _URLS.items()}
    if _is_on("KENNISRUIL_DIRECT"):
        found["default"] = os.environ.get("DATABASE_DIRECT_URL") or found["default"]
    return found


def settings_for(url: str, *, pool: int = 0) -> dict[str, Any]:
    """One entry of ``DATABASES`` for a PostgreSQL address."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()} if url else {}
    named = {
        "NAME": parts.pop("dbname", "kennisruil"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", "" if url else str(home())),
        "PORT": parts.pop("port", ""),
    }
    pooled = _is_on("DATABASE_POOLED")
    options: dict[str, Any] = dict(parts)
    # Only for the statements that ask for it: Django's own are put together on our side.
    options["prepare_threshold"] = None if pooled else 5
    if pool:
        # Opened with the first question a process asks, so after the fork.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10, "max_idle": 300}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
    }


def _pool_of(alias: str) -> int:
    return int(os.environ.get("KENNISRUIL_POOL", "0")) if alias == "default" else 0


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}
