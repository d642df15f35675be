from pathlib import Path

from django.db import migrations

# The signs of each vector beside it, in an index of their own that is read instead of the vectors: sixteen times
# smaller, and exact where the index of vectors guessed. Filled for the vectors there are.
_FOUND = (Path(__file__).parent.parent / "sql" / "found.sql").read_text(encoding="utf-8")
# The function as it is now names columns that come later; it is made again when they are there.
_UNREAD = "SET LOCAL check_function_bodies = off;\n"
_SIGNS = """
ALTER TABLE matching_{table} ADD COLUMN code bit(512)
    GENERATED ALWAYS AS (binary_quantize(vector)::bit(512)) STORED;
CREATE INDEX matching_{table}_codes ON matching_{table} ({columns}) INCLUDE (member_id, code);
"""
_BACK = "ALTER TABLE matching_{table} DROP COLUMN code"
_NEAR = "CREATE INDEX matching_personvector_near ON matching_personvector USING hnsw (vector halfvec_ip_ops)"
# The search takes one argument more: the one without is another function.
_BEFORE = """
DROP FUNCTION IF EXISTS matching_found(uuid, text, halfvec, boolean, double precision[], text, text, text[], text[],
    double precision[], double precision[], uuid[], integer, integer)
"""
_OWNER = """
ALTER FUNCTION matching_found OWNER TO kr_search;
REVOKE ALL ON FUNCTION matching_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_found TO kr_app;
"""
_TABLES = {"personvector": "network_id, model", "statementvector": "network_id, model, theme"}


class Migration(migrations.Migration):
    dependencies = [("matching", "0009_words_by_language")]

    operations = [
        migrations.RunSQL("SELECT '[1]'::vector", migrations.RunSQL.noop),
        migrations.RunSQL("DROP INDEX matching_personvector_near", _NEAR),
        *(
            migrations.RunSQL(_SIGNS.format(table=table, columns=columns), _BACK.format(table=table))
            for table, columns in _TABLES.items()
        ),
        migrations.RunSQL(_BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(_UNREAD + _FOUND, migrations.RunSQL.noop),
        migrations.RunSQL(_OWNER, migrations.RunSQL.noop),
    ]
