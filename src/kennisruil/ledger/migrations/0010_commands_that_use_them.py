"""The commands again, with the zone at hand and batches of single transfers in one statement."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_accounts_know_their_zone")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS ledger_first_not_plain("
            "uuid, uuid, integer[], uuid[], uuid[], bigint[], boolean[], timestamptz[], uuid[], boolean)",
            migrations.RunSQL.noop,
        ),
        install("accounts", "plain", "batch"),
    ]
