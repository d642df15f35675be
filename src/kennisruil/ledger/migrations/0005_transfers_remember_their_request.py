"""A transfer becomes the memory of its request, an account knows how far its book is closed, a seal how it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_commands")]

    operations = [
        migrations.AddField("transfer", "part", models.SmallIntegerField(db_default=0)),
        migrations.AddField("account", "open_from", models.DateTimeField(null=True)),
        migrations.AddField("seal", "form", models.SmallIntegerField(db_default=1)),
        # Nothing reads by them, and each costs every transfer a little.
        migrations.RemoveIndex("transfer", "ledger_transfer_group"),
        migrations.RemoveIndex("transfer", "ledger_transfer_rev"),
        migrations.RemoveIndex("transfer", "ledger_transfer_held"),
    ]
