"""One session for several recipients: who receives along with the asker, and how the price is shared."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.brokerage.rules.joint import PRICE_RULES
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Companion(ActedModel):
    """Somebody who receives along with who asked a need; ``own_need``: what they asked themselves, if they did."""

    need = NetworkKey(Need)
    member = NetworkKey(Member)
    own_need = NetworkKey(Need, null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "need", "member"], name="brokerage_companion_once"),
            models.CheckConstraint(
                condition=models.Q(own_need=None) | ~models.Q(own_need=models.F("need")),
                name="brokerage_companion_another_need",
            ),
        ]


class JointSession(ActedModel):
    """What the sessions of several recipients with one provider at one time have in common.

    ``price_rule``: ``each`` pays the price of the card, or it is ``split`` among them.
    """

    price_rule = models.CharField(max_length=10)
    arranged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(price_rule__in=PRICE_RULES), name="brokerage_joint_rule_known")
        ]
