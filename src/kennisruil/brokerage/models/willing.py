"""When somebody is left in peace, whom somebody would rather not meet, and what the office judged of a fit."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Pause(ActedModel):
    """From a day, until another or until further notice, a member is proposed for nothing; ``ended_on``: earlier."""

    member = NetworkKey(Member)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="brokerage_pause_lasts",
            )
        ]


class Avoidance(ActedModel):
    """Two people who are not proposed to each other, because one of them asked so; only the office knows."""

    member = NetworkKey(Member)
    other = NetworkKey(Member)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member", "other"], name="brokerage_avoidance_once"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("other")), name="brokerage_avoidance_two_people"
            ),
        ]


class Judgement(ActedModel):
    """How well somebody fits a need, said by the office: 3 best, 2 clearly helpful, 1 adjacent, 0 not at all."""

    need = NetworkKey(Need)
    member = NetworkKey(Member)
    grade = models.PositiveSmallIntegerField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "need", "member"], name="brokerage_judgement_once"),
            models.CheckConstraint(condition=models.Q(grade__lte=3), name="brokerage_judgement_grade_known"),
        ]
