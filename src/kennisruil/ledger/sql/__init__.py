"""The named SQL files of the ledger and how a migration installs them."""

from pathlib import Path

from django.db import migrations

_FOLDER = Path(__file__).parent


def text_of(name: str) -> str:
    """Read the file ``name`` (without ``.sql``) of this folder."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def install(*names: str) -> migrations.RunSQL:
    """Put the functions of the files ``names`` into the database, replacing what is there; rights come last, always.

    The bodies are checked when they run, not here: a file is installed as it is today, also by an older migration whose
    tables do not have every column yet.
    """
    files = [text_of(name) for name in (*names, "rights")]
    return migrations.RunSQL(
        ["SET LOCAL check_function_bodies = off", *files], reverse_sql=migrations.RunSQL.noop, elidable=False
    )
