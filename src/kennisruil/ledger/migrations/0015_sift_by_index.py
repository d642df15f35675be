"""The sift of a batch looks requests up by their index, whatever the size of the table."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_statistics_after_an_import")]

    operations = [install("sift")]
