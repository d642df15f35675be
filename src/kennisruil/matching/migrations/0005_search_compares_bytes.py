from pathlib import Path

from django.db import migrations

# The same function with the same arguments, quicker: it keeps its owner and its rights.
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("matching", "0004_weighings")]

    # Only a session that has read a vector knows the settings of the function.
    operations = [
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
    ]
