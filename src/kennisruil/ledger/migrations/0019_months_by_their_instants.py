"""The month of a transfer is that of its instant in the zone of its book, which never changes: no column for it, nor a
copy of the zone on every account. Working it out took a twentieth of what a transfer costs the database.
"""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0018_one_operator")]

    operations = [
        install("parts", "accounts", "transfer", "legs", "batch", "plain", "periods"),
        migrations.RemoveField("transfer", "period_on"),
        migrations.RemoveField("account", "zone"),
    ]
