"""Whom a referral names knows first. Referrals of before were told to both at once: their cards are given, long ago."""

from datetime import date

from django.db import migrations, models

_STATES = [("asked", "Asked"), ("given", "Given"), ("declined", "Declined"), ("done", "Done")]


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0005_pauses_avoidances_judgements"),
    ]

    operations = [
        migrations.AddField(model_name="referral", name="outcome", field=models.TextField(blank=True, default="")),
        migrations.AlterField(model_name="referral", name="outcome", field=models.TextField(blank=True)),
        migrations.AddField(model_name="referral", name="say", field=models.TextField(blank=True, default="")),
        migrations.AlterField(model_name="referral", name="say", field=models.TextField(blank=True)),
        migrations.AddField(
            model_name="referral",
            name="since_on",
            field=models.DateField(default=date(2000, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="referral",
            name="state",
            field=models.CharField(choices=_STATES, default="given", max_length=10),
        ),
        migrations.AlterField(
            model_name="referral",
            name="state",
            field=models.CharField(choices=_STATES, default="asked", max_length=10),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["network_id", "state", "since_on"], name="brokerage_referral_state"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "done"), ("outcome", ""), _connector="OR"),
                name="brokerage_referral_outcome_when_done",
            ),
        ),
    ]
