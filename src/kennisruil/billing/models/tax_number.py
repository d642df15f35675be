"""The national number of a person, asked for the tax form only and forgotten when that is done."""

from django.db import models

from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class TaxNumber(ActedModel):
    """Eleven digits of a party that is a person; deleted once the form is sent."""

    party = NetworkKey(Party)
    number = models.CharField(max_length=11)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "party"], name="billing_taxnumber_once"),
            models.CheckConstraint(condition=models.Q(number__regex=r"^[0-9]{11}$"), name="billing_taxnumber_digits"),
        ]
