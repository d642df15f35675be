"""Set-offs, and reminders of what is due or still to give, with what the office holds back."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import kennisruil.shared.keys
import kennisruil.shared.models
from kennisruil.shared.isolation import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_progress_of_a_run"),
        ("network", "0002_member_asks_to_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="GivingReminder",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("action_id", models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False)),
                ("coins", models.BigIntegerField()),
                ("ideas", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                ("mail_key", models.CharField(max_length=80)),
                (
                    "member",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="network.member",
                    ),
                ),
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
                    models.UniqueConstraint(
                        fields=("network_id", "party", "member", "on"), name="billing_givingreminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("coins__gt", 0), ("ideas__gte", 1)), name="billing_givingreminder_fits"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentReminder",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("action_id", models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False)),
                ("step", models.PositiveSmallIntegerField()),
                ("cents", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("on", models.DateField()),
                ("mail_key", models.CharField(max_length=80)),
                (
                    "claim",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reminders",
                        to="billing.claim",
                    ),
                ),
                (
                    "document",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reminders",
                        to="billing.document",
                    ),
                ),
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
                "indexes": [models.Index(fields=["network_id", "party", "on"], name="billing_paymentreminder_party")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network_id", "claim", "step"), name="billing_paymentreminder_step_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cents__gt", 0), ("on__gt", models.F("due_on")), ("step__gte", 1), ("step__lte", 3)
                        ),
                        name="billing_paymentreminder_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderHold",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("action_id", models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False)),
                ("reason", models.CharField(max_length=300)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("released_on", models.DateField(null=True)),
                (
                    "document",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="billing.document",
                    ),
                ),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("released_on__isnull", True)),
                        fields=["network_id", "party"],
                        name="billing_reminderhold_now",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="billing_reminderhold_span",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SetOff",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("network_id", models.UUIDField()),
                ("action_id", models.UUIDField(db_default=kennisruil.shared.models.PresentAction(), editable=False)),
                ("cents", models.BigIntegerField()),
                ("vat_cents", models.BigIntegerField(default=0)),
                ("base_cents", models.BigIntegerField(default=0)),
                ("coins", models.BigIntegerField(default=0)),
                ("on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "movement",
                    kennisruil.shared.keys.NetworkKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="billing.movement",
                    ),
                ),
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
                "indexes": [models.Index(fields=["network_id", "party", "on"], name="billing_setoff_party")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("base_cents__gte", 0),
                            ("cents__gt", 0),
                            ("coins__gte", 0),
                            ("vat_cents__gte", 0),
                            (
                                "cents",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("vat_cents"), "+", models.F("base_cents")
                                ),
                            ),
                        ),
                        name="billing_setoff_adds_up",
                    )
                ],
            },
        ),
        Isolate(
            "givingreminder",
            "paymentreminder",
            "reminderhold",
            "setoff",
            append_only=["givingreminder", "paymentreminder", "setoff"],
        ),
    ]
