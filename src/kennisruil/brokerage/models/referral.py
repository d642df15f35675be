"""Referrals: a name, a phone number and why."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Referral(ActedModel):
    """Somebody is pointed to somebody, for who needs a contact and not a session.

    Whom it names (``to_member``) knows first and may say no; only then the other gets the card. ``say`` is a line to
    begin the call with; ``outcome`` what came of it, asked some weeks later.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        GIVEN = "given"
        DECLINED = "declined"
        DONE = "done"

    need = NetworkKey(Need, null=True)
    member = NetworkKey(Member)
    to_member = NetworkKey(Member)
    why = models.TextField()
    say = models.TextField(blank=True)
    referred_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    since_on = models.DateField()
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("to_member")), name="brokerage_referral_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done") | models.Q(outcome=""), name="brokerage_referral_outcome_when_done"
            ),
        ]
        indexes = [models.Index(fields=["network_id", "state", "since_on"], name="brokerage_referral_state")]

    @property
    def may_call(self) -> bool:
        """Whom it names let the other call, so the card says how."""
        return self.state in (self.State.GIVEN, self.State.DONE)
