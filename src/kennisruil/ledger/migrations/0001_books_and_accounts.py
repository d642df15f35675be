"""Coins, books, accounts and their limits, isolated per network."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

import kennisruil.shared.keys
import kennisruil.shared.models
from kennisruil.shared.isolation import Isolate


class Migration(migrations.Migration):
    initial = True

    dependencies = [("shared", "0001_ground")]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("name", models.CharField(max_length=120)),
                ("zone", models.CharField(max_length=60)),
                ("opened_at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("kind", models.CharField(choices=[("member", "Member"), ("operator", "Operator")], max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("frozen", "Frozen"), ("closed", "Closed")], max_length=6
                    ),
                ),
                ("balance", models.BigIntegerField()),
                ("reserved", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
                ("floor", models.BigIntegerField(null=True)),
                ("ceiling", models.BigIntegerField(null=True)),
                ("floor_in_force", models.BigIntegerField(null=True)),
                ("ceiling_in_force", models.BigIntegerField(null=True)),
                ("alarm_level", models.BigIntegerField(null=True)),
                ("negative_since", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("state_at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                (
                    "book",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.book",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coin",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("name", models.CharField(max_length=60)),
                ("sign", models.CharField(max_length=12)),
                ("scale", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network_id", "sign"), name="ledger_coin_sign"),
                    models.CheckConstraint(condition=models.Q(("scale__lte", 6)), name="ledger_coin_scale"),
                ],
            },
        ),
        migrations.AddField(
            model_name="book",
            name="coin",
            field=kennisruil.shared.keys.NetworkKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="ledger.coin",
            ),
        ),
        migrations.CreateModel(
            name="LimitChange",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("floor", models.BigIntegerField(null=True)),
                ("ceiling", models.BigIntegerField(null=True)),
                ("alarm_level", models.BigIntegerField(null=True)),
                ("reason", models.CharField(max_length=500)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(condition=models.Q(("reserved__gte", 0)), name="ledger_account_reserved"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "floor_in_force__lte",
                        django.db.models.functions.comparison.Least(
                            models.F("floor"),
                            django.db.models.expressions.CombinedExpression(
                                models.F("balance"), "-", models.F("reserved")
                            ),
                        ),
                    )
                ),
                name="ledger_account_floor",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ceiling_in_force__gte",
                        django.db.models.functions.comparison.Greatest(models.F("ceiling"), models.F("balance")),
                    )
                ),
                name="ledger_account_ceiling",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("balance", 0), ("reserved", 0)),
                    _connector="OR",
                ),
                name="ledger_account_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="limitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("floor__isnull", True),
                    ("ceiling__isnull", True),
                    ("floor__lte", models.F("ceiling")),
                    _connector="OR",
                ),
                name="ledger_limitchange_order",
            ),
        ),
        # Every transfer updates two accounts in place: room on the page keeps their indexes out of it.
        migrations.RunSQL("ALTER TABLE ledger_account SET (fillfactor = 60)", migrations.RunSQL.noop),
        Isolate("coin", "book", "account", "limitchange", append_only=["limitchange"]),
    ]
