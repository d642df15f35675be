"""Transfers, entries, reversals and the memory of requests, isolated per network."""

import django.contrib.postgres.fields
from django.db import migrations, models

import kennisruil.shared.models
from kennisruil.shared.isolation import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_books_and_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestMemory",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "network_id", "request_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("network_id", models.UUIDField()),
                ("request_id", models.UUIDField()),
                ("content", models.BinaryField()),
                ("answer_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "network_id",
                        "account_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("network_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("version", models.BigIntegerField()),
                ("transfer_id", models.UUIDField()),
                ("amount", models.BigIntegerField()),
                ("balance_after", models.BigIntegerField()),
                ("booked_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network_id", "account_id", "booked_at", "version"), name="ledger_entry_moment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReversedSoFar",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "network_id", "transfer_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("network_id", models.UUIDField()),
                ("transfer_id", models.UUIDField()),
                ("amount", models.BigIntegerField()),
                ("reversed", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reversed__gt", 0), ("reversed__lte", models.F("amount"))),
                        name="ledger_reversed_within",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                (
                    "action_id",
                    models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False, null=True),
                ),
                ("book_id", models.UUIDField()),
                ("kind", models.CharField(max_length=40)),
                ("from_id", models.UUIDField()),
                ("to_id", models.UUIDField()),
                ("amount", models.BigIntegerField()),
                ("ref_kind", models.CharField(max_length=40)),
                ("ref_id", models.UUIDField(null=True)),
                ("group_id", models.UUIDField(null=True)),
                ("reverses_id", models.UUIDField(null=True)),
                ("reservation_id", models.UUIDField(null=True)),
                ("occurred_at", models.DateTimeField()),
                ("booked_at", models.DateTimeField()),
                ("period_on", models.DateField()),
                ("by", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=500)),
                ("request_id", models.UUIDField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ref_id__isnull", False)),
                        fields=["network_id", "ref_kind", "ref_id"],
                        name="ledger_transfer_ref",
                    ),
                    models.Index(
                        condition=models.Q(("group_id__isnull", False)),
                        fields=["network_id", "group_id"],
                        name="ledger_transfer_group",
                    ),
                    models.Index(
                        condition=models.Q(("reverses_id__isnull", False)),
                        fields=["network_id", "reverses_id"],
                        name="ledger_transfer_rev",
                    ),
                    models.Index(
                        condition=models.Q(("reservation_id__isnull", False)),
                        fields=["network_id", "reservation_id"],
                        name="ledger_transfer_held",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("from_id", models.F("to_id")), _negated=True)),
                        name="ledger_transfer_moves",
                    )
                ],
            },
        ),
        Isolate(
            "transfer",
            "entry",
            "reversedsofar",
            "requestmemory",
            append_only=["transfer", "entry", "requestmemory"],
            # Their only writers hold both accounts locked, and nothing is ever deleted.
            without_keys=["transfer", "entry"],
        ),
    ]
