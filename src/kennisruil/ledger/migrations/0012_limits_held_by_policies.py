"""What a row must keep moves from CHECKs to the policies of all who may write; the hot path with fewer conditions."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_room_on_hot_pages")]

    operations = [
        # The policies come with the rights, before the CHECKs go: no moment without either.
        install("plain"),
        migrations.RemoveConstraint("account", "ledger_account_reserved"),
        migrations.RemoveConstraint("account", "ledger_account_floor"),
        migrations.RemoveConstraint("account", "ledger_account_ceiling"),
        migrations.RemoveConstraint("transfer", "ledger_transfer_moves"),
    ]
