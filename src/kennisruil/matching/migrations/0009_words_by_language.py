from pathlib import Path

from django.db import migrations

# What the search reads of words: an index for each language, and the words of a statement as a sparse vector, filled
# for what was said before. The search itself keeps its arguments, its owner and its rights.
_SQL = Path(__file__).parent.parent / "sql"
_LEXEMES, _FOUND = ((_SQL / name).read_text(encoding="utf-8") for name in ("lexemes.sql", "found.sql"))
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_COLUMN = """
ALTER TABLE matching_knowhow ADD COLUMN lexemes sparsevec
    GENERATED ALWAYS AS (matching_lexemes(language, text)) STORED
"""
_INDEX = """
CREATE INDEX matching_knowhow_words_{language} ON matching_knowhow USING gin (search)
    WHERE withdrawn_at IS NULL AND kind <> 'wish' AND language = '{language}'
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0008_search_in_half_the_time")]

    operations = [
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.RunSQL(_LEXEMES, migrations.RunSQL.noop),
        migrations.RunSQL(_COLUMN, "ALTER TABLE matching_knowhow DROP COLUMN lexemes"),
        *(
            migrations.RunSQL(_INDEX.format(language=language), f"DROP INDEX matching_knowhow_words_{language}")
            for language in ("nl", "fr", "en")
        ),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
    ]
