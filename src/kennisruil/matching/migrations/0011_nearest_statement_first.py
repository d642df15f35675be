from pathlib import Path

from django.db import migrations

# The signs of a statement stand in their index with the statement's own number, so that the first stage can look at the
# vector of the nearest one alone; and they stand there plain, for unpacking them takes longer than comparing them. Rows
# of before are unpacked until their vectors are made anew.
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_CODES = """
CREATE INDEX matching_statementvector_codes ON matching_statementvector (network_id, model, theme)
    INCLUDE (member_id, code{id})
"""
_WITH, _WITHOUT = _CODES.format(id=", id"), _CODES.format(id="")
_PLAIN = """
ALTER TABLE matching_personvector ALTER COLUMN code SET STORAGE PLAIN;
ALTER TABLE matching_statementvector ALTER COLUMN code SET STORAGE PLAIN;
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0010_people_by_signs")]

    operations = [
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.RunSQL("DROP INDEX matching_statementvector_codes", _WITHOUT),
        migrations.RunSQL(_PLAIN, migrations.RunSQL.noop),
        migrations.RunSQL(_WITH, "DROP INDEX matching_statementvector_codes"),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
    ]
