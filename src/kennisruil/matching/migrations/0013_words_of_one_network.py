"""Words and parts of words are indexed together with their network, and who is as near as another by their id.

Before, a question read the words of every network of the installation and dropped the others' statements; or, the more
networks there were, the sooner it gathered all statements of its own for each word: ten times half a million.
"""

from pathlib import Path

from django.db import migrations

_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
# Trusted: the owner of a database may add it, so that one which was prepared before has it too.
_EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gin"
_IS_SAID = "withdrawn_at IS NULL AND kind <> 'wish'"
_PLAIN_NAME = "matching_plain(given_name || ' ' || family_name || ' ' || organisation_name || ' ' || job_title)"
# Each index: its table, what is looked for, and for which rows.
_INDEXES = {
    "matching_knowhow_words": ("matching_knowhow", "search", f"WHERE {_IS_SAID}"),
    "matching_knowhow_parts": ("matching_knowhow", "matching_plain(text) gin_trgm_ops", ""),
    "matching_member_parts": ("network_member", f"{_PLAIN_NAME} gin_trgm_ops", ""),
    **{
        f"matching_knowhow_words_{language}": (
            "matching_knowhow", "search", f"WHERE {_IS_SAID} AND language = '{language}'",
        )
        for language in ("nl", "fr", "en")
    },
}  # fmt: skip


def _made(name: str, columns: str) -> str:
    table, sought, rows = _INDEXES[name]
    return f"DROP INDEX IF EXISTS {name}; CREATE INDEX {name} ON {table} USING gin ({columns}{sought}) {rows}"


class Migration(migrations.Migration):
    dependencies = [("matching", "0012_more_people_in_a_large_network")]

    operations = [
        migrations.RunSQL(_EXTENSION, migrations.RunSQL.noop),
        *(migrations.RunSQL(_made(name, "network_id, "), _made(name, "")) for name in _INDEXES),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
    ]
