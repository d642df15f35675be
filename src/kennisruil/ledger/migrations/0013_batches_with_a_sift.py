"""Batches with refusals: what passes a limit is found in memory, the rest is written as sets."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_limits_held_by_policies")]

    operations = [install("batch", "sift", "many")]
