"""Room for many versions of an account on its page, and batches that take up sets again after a refusal."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0010_commands_that_use_them")]

    operations = [
        # With sixteen clients on one account some thirty versions of its row are still looked at by somebody: when they
        # find no room on the page, every index of the table grows with each transfer.
        migrations.RunSQL(
            "ALTER TABLE ledger_account SET (fillfactor = 20)", "ALTER TABLE ledger_account SET (fillfactor = 60)"
        ),
        install("batch"),
    ]
