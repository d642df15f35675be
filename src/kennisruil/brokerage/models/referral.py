"""Referrals: a name, a phone number and why."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Referral(ActedModel):
    """Somebody was pointed to somebody, for who needs a contact and not a session; both know it."""

    need = NetworkKey(Need, null=True)
    member = NetworkKey(Member)
    to_member = NetworkKey(Member)
    why = models.TextField()
    referred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("to_member")), name="brokerage_referral_two_people"
            )
        ]
