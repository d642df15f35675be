"""The commands of the ledger: functions that alone may write its tables."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_reservations_and_periods")]

    operations = [install("parts", "accounts", "transfer", "legs", "reservations", "reversals", "periods")]
