"""National numbers of people, for the tax form only."""

import django.db.models.deletion
from django.db import migrations, models

import kennisruil.shared.keys
import kennisruil.shared.models
from kennisruil.shared.isolation import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0001_ground"),
        ("network", "0002_member_asks_to_leave"),
        ("billing", "0005_bank_files_batches_and_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxNumber",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("action_id", models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False)),
                ("number", models.CharField(max_length=11)),
                ("kept_at", models.DateTimeField()),
                (
                    "party",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="network.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network_id", "party"), name="billing_taxnumber_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[0-9]{11}$")), name="billing_taxnumber_digits"
                    ),
                ],
            },
        ),
        Isolate("taxnumber"),
    ]
