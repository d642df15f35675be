"""The hot path and the policies of its rows compare by one operator: each other one is looked up with every call."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0017_fewer_indexes_to_open")]

    operations = [install("plain")]
