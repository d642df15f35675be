"""Less for each transfer to open: what it is about is indexed by hash, and two indexes of accounts that nobody asks go.

Every statement that writes opens every index of its table, also those that it leaves as they are.
"""

from django.contrib.postgres.indexes import HashIndex
from django.db import migrations

_UNASKED = """
DROP INDEX ledger_account_action_id_ix;
DROP INDEX ledger_account_book_id_ix;
"""
_ASKED = """
CREATE INDEX ledger_account_action_id_ix ON ledger_account (network_id, action_id);
CREATE INDEX ledger_account_book_id_ix ON ledger_account (network_id, book_id);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_a_plain_transfer_alone")]

    operations = [
        migrations.RemoveIndex("transfer", "ledger_transfer_ref"),
        migrations.AddIndex("transfer", HashIndex(fields=["ref_id"], name="ledger_transfer_ref")),
        migrations.RunSQL(_UNASKED, _ASKED),
    ]
