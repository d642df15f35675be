"""Number the legs of each request, and write on each account how far its book is closed."""

from django.db import migrations

# Only legs after the first differ from the default; the order is that of the first answer. Nothing else of history
# changes, and the trigger that refuses all change is back before the migration ends.
_PARTS = """
ALTER TABLE ledger_transfer DISABLE TRIGGER append_only;
UPDATE ledger_transfer t SET part = a.n - 1
FROM ledger_requestmemory m CROSS JOIN LATERAL unnest(m.answer_ids) WITH ORDINALITY AS a (id, n)
WHERE cardinality(m.answer_ids) > 1 AND a.n > 1 AND t.network_id = m.network_id AND t.id = a.id AND t.part = 0;
ALTER TABLE ledger_transfer ENABLE TRIGGER append_only;
"""
_OPEN_FROM = """
UPDATE ledger_account a SET open_from = (l.last + interval '1 month') AT TIME ZONE b.zone
FROM ledger_book b
JOIN (SELECT network_id, book_id, max(period_on) AS last FROM ledger_periodlock GROUP BY network_id, book_id) l
    ON l.network_id = b.network_id AND l.book_id = b.id
WHERE a.network_id = b.network_id AND a.book_id = b.id;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_transfers_remember_their_request")]

    operations = [
        migrations.RunSQL(_PARTS, migrations.RunSQL.noop),
        migrations.RunSQL(_OPEN_FROM, migrations.RunSQL.noop),
    ]
