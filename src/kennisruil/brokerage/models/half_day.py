"""When somebody has time: half-days of every week, and days on which it is otherwise."""

from django.db import models

from kennisruil.brokerage.rules.half_days import HALVES
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class WeekHalf(ActedModel):
    """A half-day of every week on which a member usually has time; ``weekday`` 0 is Monday."""

    member = NetworkKey(Member)
    weekday = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member", "weekday", "half"], name="brokerage_weekhalf_once"),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, half__in=HALVES), name="brokerage_weekhalf_known"
            ),
        ]


class DayHalf(ActedModel):
    """A half-day of one date that differs from the week: free after all, or not free. Past ones are cleared away."""

    member = NetworkKey(Member)
    on = models.DateField()
    half = models.CharField(max_length=10)
    is_free = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member", "on", "half"], name="brokerage_dayhalf_once"),
            models.CheckConstraint(condition=models.Q(half__in=HALVES), name="brokerage_dayhalf_known"),
        ]
        indexes = [models.Index(fields=["network_id", "on"], name="brokerage_dayhalf_day")]
