"""How much somebody wants to give, and which needs wait for whom."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.brokerage.rules.capacity import PERIODS
from kennisruil.brokerage.rules.places import PLACE_STATES
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Capacity(ActedModel):
    """At most so many sessions a month or a quarter, said by a member; who says nothing follows the network."""

    member = NetworkKey(Member)
    most = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member"], name="brokerage_capacity_once"),
            models.CheckConstraint(
                condition=models.Q(most__gte=1, most__lte=50, per__in=PERIODS), name="brokerage_capacity_sane"
            ),
        ]


class WaitingPlace(ActedModel):
    """A need that waits for one person, by ``position`` in that person's row; ``since_on``: when its state began."""

    need = NetworkKey(Need)
    member = NetworkKey(Member)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "need", "member"], name="brokerage_place_once"),
            models.CheckConstraint(condition=models.Q(state__in=PLACE_STATES), name="brokerage_place_state_known"),
            # Whatever happens at once, one need at a time is offered a person's next session.
            models.UniqueConstraint(
                fields=["network_id", "member"],
                condition=models.Q(state="offered"),
                name="brokerage_place_one_offered",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "member", "state", "position"], name="brokerage_place_row")]
