"""One booking for each part of a request; the hot path, batches, and seals that take no memory."""

from django.db import migrations, models

from kennisruil.ledger.sql import install

_APPEND_ONLY = ("limitchange", "transfer", "entry", "requestmemory", "periodlock", "seal")
# For the statement, not for each row: also what would change nothing is refused.
_TRIGGERS = [
    f"""
    DROP TRIGGER append_only ON ledger_{name};
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_{name}
    FOR EACH STATEMENT EXECUTE FUNCTION kr_refuse_change()
    """
    for name in _APPEND_ONLY
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_parts_and_open_months")]

    operations = [
        migrations.AddConstraint(
            "transfer",
            models.UniqueConstraint(fields=("network_id", "request_id", "part"), name="ledger_transfer_request"),
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS ledger_negative_since(timestamptz, bigint, timestamptz)", migrations.RunSQL.noop
        ),
        migrations.RunSQL(_TRIGGERS, migrations.RunSQL.noop),
        install("parts", "accounts", "transfer", "plain", "legs", "batch", "reservations", "reversals", "periods"),
    ]
