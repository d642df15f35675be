from pathlib import Path

from django.db import migrations

# Names of who goes on are read one by one, at any size of network; and a few people fewer are compared.
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"


class Migration(migrations.Migration):
    dependencies = [("matching", "0013_words_of_one_network")]

    operations = [migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop)]
