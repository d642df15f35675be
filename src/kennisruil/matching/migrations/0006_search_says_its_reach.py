from pathlib import Path

from django.db import migrations

# How far the index looks is said by who asks: a function that carries settings of an extension cannot be restored by
# a role that is no superuser. The same function keeps its owner and its rights.
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_search_compares_bytes")]

    operations = [migrations.RunSQL(_FOUND, migrations.RunSQL.noop)]
