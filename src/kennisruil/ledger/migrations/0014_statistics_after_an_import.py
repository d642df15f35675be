"""Whoever imports a history may have the ledger's tables counted anew, before its months are closed."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_batches_with_a_sift")]

    operations = [install("statistics")]
