"""Write on each account the zone of its book."""

from django.db import migrations

_ZONES = """
UPDATE ledger_account a SET zone = b.zone FROM ledger_book b
WHERE b.network_id = a.network_id AND b.id = a.book_id AND a.zone = '';
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_lighter_account_rows")]

    operations = [migrations.RunSQL(_ZONES, migrations.RunSQL.noop)]
