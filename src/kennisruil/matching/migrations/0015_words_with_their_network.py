"""In the indexes a word bears its network, every vector lies in a cell, and people are compared who said something near.

Before, each word was looked for twice, among the words and among all statements of the network, and the two were laid
side by side; and everybody was compared by signs, though of some thousands who said something near nobody else comes.
"""

from pathlib import Path

from django.db import migrations, models

_SQL = Path(__file__).parent.parent / "sql"
_WORDS, _FOUND = ((_SQL / name).read_text(encoding="utf-8") for name in ("words.sql", "found.sql"))
# With one argument more it is another function.
_BEFORE = "DROP FUNCTION IF EXISTS matching_probes(text, text)"
_AFTER = "DROP FUNCTION matching_probes(text, text, text)"
_INDEX = """
DROP INDEX matching_knowhow_words_{language};
CREATE INDEX matching_knowhow_words_{language} ON matching_knowhow USING gin ({words})
    WHERE withdrawn_at IS NULL AND kind <> 'wish' AND language = '{language}'
"""
_CODES = """
DROP INDEX IF EXISTS matching_statementvector_codes;
CREATE INDEX matching_statementvector_codes ON matching_statementvector (network_id, model, {column})
    INCLUDE (member_id, code, id)
"""
# A statement of no theme has no cell until its vectors are made anew, which the day's work does.
_CELLS = "UPDATE matching_statementvector SET cell = theme WHERE theme IS NOT NULL"


def _indexed(language: str) -> migrations.RunSQL:
    now, before = "matching_words_of(network_id, search)", "network_id, search"
    return migrations.RunSQL(
        _INDEX.format(language=language, words=now), _INDEX.format(language=language, words=before)
    )


class Migration(migrations.Migration):
    dependencies = [("matching", "0014_one_by_one")]

    operations = [
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.AddField("statementvector", "cell", models.PositiveSmallIntegerField(null=True)),
        migrations.RunSQL(_CELLS, migrations.RunSQL.noop),
        migrations.RunSQL(_BEFORE, _AFTER),
        migrations.RunSQL(_WORDS, migrations.RunSQL.noop),
        *(_indexed(language) for language in ("nl", "fr", "en")),
        migrations.RunSQL(_CODES.format(column="cell"), _CODES.format(column="theme")),
        migrations.RunSQL(_FOUND, migrations.RunSQL.noop),
    ]
