"""What every transfer pays for an account's row: its zone at hand, and shorter checks."""

from django.db import migrations, models
from django.db.models import F, Q

# A constraint trigger of its own: it looks at a row when its state changes, not with every transfer.
_CLOSED_IS_EMPTY = """
CREATE FUNCTION kr_closed_account_is_empty() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a closed account has coins' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
END
$$;
CREATE TRIGGER closed_is_empty AFTER INSERT OR UPDATE OF state ON ledger_account FOR EACH ROW
WHEN (NEW.state = 'closed' AND (NEW.balance <> 0 OR NEW.reserved <> 0)) EXECUTE FUNCTION kr_closed_account_is_empty();
"""
_NO_LONGER = """
DROP TRIGGER closed_is_empty ON ledger_account;
DROP FUNCTION kr_closed_account_is_empty();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_plain_transfers_and_batches")]

    operations = [
        migrations.AddField("account", "zone", models.CharField(max_length=60, db_default="")),
        migrations.RemoveConstraint("account", "ledger_account_floor"),
        migrations.RemoveConstraint("account", "ledger_account_ceiling"),
        migrations.RemoveConstraint("account", "ledger_account_state"),
        migrations.AddConstraint(
            "account",
            models.CheckConstraint(
                condition=Q(floor_in_force__lte=F("balance") - F("reserved")), name="ledger_account_floor"
            ),
        ),
        migrations.AddConstraint(
            "account",
            models.CheckConstraint(condition=Q(ceiling_in_force__gte=F("balance")), name="ledger_account_ceiling"),
        ),
        migrations.RunSQL(_CLOSED_IS_EMPTY, _NO_LONGER),
    ]
