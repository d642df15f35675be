"""Runs of the month close, and the statements they leave."""

from django.db import models
from django.db.models import Q

from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class CloseRun(ActedModel):
    """One run of a month's close. What it decides is fixed at its start, so that a run resumed later ends the same.

    ``cutoff_at``: movements recorded until then belong to it. ``issued_on`` stands on its documents. ``step`` and its
    counts say how far it has come, for who watches; nothing is decided by them.
    """

    month_on = models.DateField()
    run = models.CharField(max_length=10)
    issued_on = models.DateField()
    cutoff_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=20, blank=True, default="")
    step_done = models.PositiveIntegerField(default=0)
    step_total = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "month_on", "run", "issued_on"], name="billing_run_once"),
            models.UniqueConstraint(
                fields=["network_id", "month_on"], condition=Q(run="final"), name="billing_run_one_final"
            ),
            models.CheckConstraint(condition=Q(run__in=["first", "final"], month_on__day=1), name="billing_run_known"),
        ]


class Statement(ActedModel):
    """A party's month: coins before, each movement, coins after, and the euro that was open. Append-only.

    A party that leaves gets its last one the same day, up to and including ``until_on`` and of no run: it stands in
    the place of that month's.
    """

    party = NetworkKey(Party)
    run = NetworkKey(CloseRun, null=True)
    until_on = models.DateField(null=True)
    month_on = models.DateField()
    number = models.CharField(max_length=40)
    opening_coins = models.BigIntegerField()
    closing_coins = models.BigIntegerField()
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "month_on", "party"], name="billing_statement_once"),
            models.CheckConstraint(
                condition=Q(run__isnull=False, until_on__isnull=True)
                | Q(run__isnull=True, until_on__isnull=False, closing_coins=0),
                name="billing_statement_of_a_run_or_last",
            ),
        ]
