"""The hot path raises a retry where it stands alone; the index of what a transfer is about counts every row.

A condition of an index is read from its text for every statement that inserts; the few rows it left out cost less.
"""

from django.db import migrations, models

from kennisruil.ledger.sql import install

_BEFORE = """
DROP FUNCTION IF EXISTS ledger_transfer_plain(
    uuid, uuid, uuid, uuid, uuid, bigint, text, text, uuid, uuid, timestamptz, timestamptz, uuid, text)
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0015_sift_by_index")]

    operations = [
        migrations.RunSQL(_BEFORE, reverse_sql=migrations.RunSQL.noop),
        install("plain"),
        migrations.RemoveIndex("transfer", "ledger_transfer_ref"),
        migrations.AddIndex(
            "transfer", models.Index(fields=["network_id", "ref_kind", "ref_id"], name="ledger_transfer_ref")
        ),
    ]
