"""Sessions of before the network came here."""

from django.db import models

from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class PastSession(ActedModel):
    """A session between two parties from an earlier administration: history only.

    Its coins (positive minor units, 0 when not known) are in the opening balances and its documents are elsewhere, so
    nothing follows from it in coins or euro.
    """

    held_on = models.DateField()
    provider_party = NetworkKey(Party)
    recipient_party = NetworkKey(Party)
    coins = models.BigIntegerField(default=0)
    text = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "held_on", "provider_party", "recipient_party"],
                name="brokerage_pastsession_once",
            ),
            models.CheckConstraint(condition=models.Q(coins__gte=0), name="brokerage_pastsession_coins"),
            models.CheckConstraint(
                condition=~models.Q(provider_party=models.F("recipient_party")),
                name="brokerage_pastsession_two_parties",
            ),
        ]
        indexes = [
            models.Index(fields=["network_id", "provider_party", "held_on"], name="brokerage_past_provider"),
            models.Index(fields=["network_id", "recipient_party", "held_on"], name="brokerage_past_recipient"),
        ]
