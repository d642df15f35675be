"""Two expressions fewer to set up for each plain transfer: its empty answer, and that nothing less than nothing is reserved."""

from django.db import migrations

from kennisruil.ledger.sql import install


class Migration(migrations.Migration):
    dependencies = [("ledger", "0019_months_by_their_instants")]

    operations = [install("plain")]
