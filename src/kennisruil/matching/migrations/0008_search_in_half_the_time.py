from pathlib import Path

from django.db import migrations

# The same function with the same arguments, quicker: it keeps its owner and its rights. The index lets it count
# statements, and find those of people, without reading those that were withdrawn.
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")
_SAID = """
CREATE INDEX matching_knowhow_said ON matching_knowhow (network_id, member_id)
    WHERE withdrawn_at IS NULL AND kind <> 'wish'
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_themes_and_questions")]

    operations = [
        migrations.RunSQL(_SAID, "DROP INDEX matching_knowhow_said"),
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
    ]
