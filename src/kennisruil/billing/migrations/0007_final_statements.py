"""The last statement of a party that leaves belongs to no run of the close: it ends on its own day."""

import django.db.models.deletion
from django.db import migrations, models

import kennisruil.shared.keys


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0006_national_numbers_for_the_tax_form"),
        ("network", "0002_member_asks_to_leave"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="until_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="statement",
            name="run",
            field=kennisruil.shared.keys.NetworkKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="billing.closerun",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("run__isnull", False), ("until_on__isnull", True)),
                    models.Q(("closing_coins", 0), ("run__isnull", True), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="billing_statement_of_a_run_or_last",
            ),
        ),
    ]
