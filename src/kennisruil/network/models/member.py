"""People of a network."""

from django.db import models

from kennisruil.network.models.party import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Member(ActedModel):
    """A person in one network: how to reach them, what they do, what they show.

    Phone number and mail address are shown to other members only when the person said so (``shows_…``); whoever they
    agree to meet gets both unless they said no (``shares_when_met``). ``reach_answered_on``: when they were asked.
    """

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="nl")
    job_title = models.CharField(max_length=120, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    shows_phone = models.BooleanField(default=False)
    shows_email = models.BooleanField(default=False)
    shares_when_met = models.BooleanField(default=True, db_default=True)
    reach_answered_on = models.DateField(null=True)
    is_outsider = models.BooleanField(default=False)
    joined_on = models.DateField()
    leaving_asked_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["network_id", "family_name", "given_name"], name="network_member_name")]

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}".strip()


class Acting(ActedModel):
    """A member may act for a party, from a day until another; ``is_own`` marks the party that is the person itself."""

    member = NetworkKey(Member, related_name="acting")
    party = NetworkKey(Party, related_name="acting")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "member", "party", "from_on"], name="network_acting_once")
        ]
