"""Who said yes to which text."""

from django.db import models

from kennisruil.network.models.member import Member
from kennisruil.network.models.party import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Agreement(ActedModel):
    """A yes to a text: which version, when, by whom; of a party, or of a person for what is promised in person."""

    party = NetworkKey(Party, null=True)
    member = NetworkKey(Member, null=True)
    kind = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    agreed_on = models.DateField()
    by = models.CharField(max_length=80)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "party", "member", "kind", "version", "agreed_on"],
                name="network_agreement_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(party__isnull=True) ^ models.Q(member__isnull=True),
                name="network_agreement_of_one",
            ),
        ]
