from pathlib import Path

from django.db import migrations

# How far the index looks is said by who asks: a function that carries settings of an extension cannot be restored by
# a role that is no superuser. The same function keeps its owner and its rights.
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_search_compares_bytes")]

    operations = [migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop)]
