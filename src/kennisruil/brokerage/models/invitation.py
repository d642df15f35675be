"""Inviting somebody to give back, and members who want to reach each other."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.brokerage.models.referral import Referral
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Invitation(ActedModel):
    """The broker invited somebody to give back, with the open needs that fitted then.

    ``ideas``: the ids of those needs with the sentence quoted for each. ``need``: the one that suits them, once they
    say so.
    """

    member = NetworkKey(Member)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    ideas = models.JSONField(default=list)
    need = NetworkKey(Need, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member", "sent_on"], name="brokerage_invitation_once_a_day")
        ]


class Approach(ActedModel):
    """A member wants to reach another whom they found: a message by way of the house, or a wish to be introduced.

    ``sent``: a message went. ``waiting``: the office is asked to introduce. ``passed_on``: it asked whether they may
    call (``referral``). ``closed``: it did not come to that.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message"
        INTRODUCTION = "introduction"

    class State(models.TextChoices):
        SENT = "sent"
        WAITING = "waiting"
        PASSED_ON = "passed_on"
        CLOSED = "closed"

    member = NetworkKey(Member)
    to_member = NetworkKey(Member)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    text = models.TextField()
    made_at = models.DateTimeField()
    since_on = models.DateField()
    referral = NetworkKey(Referral, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("to_member")), name="brokerage_approach_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="message", state="sent")
                | models.Q(kind="introduction", state__in=("waiting", "passed_on", "closed")),
                name="brokerage_approach_state_of_kind",
            ),
            # One wish to be introduced to somebody waits at a time.
            models.UniqueConstraint(
                fields=["network_id", "member", "to_member"],
                condition=models.Q(state="waiting"),
                name="brokerage_approach_waits_once",
            ),
        ]
