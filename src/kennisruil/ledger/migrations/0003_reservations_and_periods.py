"""Reservations, period locks and seals, isolated per network."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import kennisruil.shared.keys
import kennisruil.shared.models
from kennisruil.shared.isolation import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_transfers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "network_id",
                        "account_id",
                        "period_on",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("network_id", models.UUIDField()),
                ("period_on", models.DateField()),
                ("entries", models.BigIntegerField()),
                ("closing_balance", models.BigIntegerField()),
                ("previous", models.BinaryField(null=True)),
                ("digest", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
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
        migrations.CreateModel(
            name="PeriodLock",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("period_on", models.DateField()),
                ("locked_at", models.DateTimeField()),
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network_id", "book_id", "period_on"), name="ledger_periodlock_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_on__day", 1)), name="ledger_periodlock_first_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("amount", models.BigIntegerField()),
                ("posted", models.BigIntegerField()),
                ("released", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("posted", "Posted"),
                            ("released", "Released"),
                            ("expired", "Expired"),
                        ],
                        max_length=8,
                    ),
                ),
                ("ref_kind", models.CharField(max_length=40)),
                ("ref_id", models.UUIDField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("reserved_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("request_id", models.UUIDField()),
                ("by", models.CharField(max_length=80)),
                ("ended_by", models.CharField(max_length=80)),
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
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["network_id", "account_id"],
                        name="ledger_reservation_open",
                    ),
                    models.Index(fields=["network_id", "ref_kind", "ref_id"], name="ledger_reservation_ref"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("posted__gte", 0), ("released__gte", 0)),
                        name="ledger_reservation_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("posted__lt", models.F("amount")),
                                ("released", 0),
                                ("state", "open"),
                            ),
                            models.Q(
                                (
                                    "amount",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("posted"), "+", models.F("released")
                                    ),
                                ),
                                ("ended_at__isnull", False),
                                ("state__in", ["posted", "released", "expired"]),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_reservation_state",
                    ),
                ],
            },
        ),
        Isolate("reservation", "periodlock", "seal", append_only=["periodlock", "seal"]),
    ]
