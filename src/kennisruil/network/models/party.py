"""Who holds an account and is addressed by documents."""

from django.db import models

from kennisruil.network.rules import PARTY_KINDS, VAT_KINDS
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel, NetworkModel


class Party(ActedModel):
    """A person or an organisation with a coin account; what the law asks of it is dated, in its facts."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    account_id = models.UUIDField(null=True)
    is_operator = models.BooleanField(default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "number"], name="network_party_number_once"),
            models.UniqueConstraint(fields=["network_id", "account_id"], name="network_party_account_once"),
            models.CheckConstraint(condition=models.Q(kind__in=PARTY_KINDS), name="network_party_kind_known"),
        ]
        indexes = [models.Index(fields=["network_id", "name"], name="network_party_name")]


class PartyFacts(ActedModel):
    """What documents say and the VAT rules read of a party, from a day on."""

    party = NetworkKey(Party)
    holds_from = models.DateField()
    legal_name = models.CharField(max_length=200)
    vat_kind = models.CharField(max_length=30, blank=True)
    enterprise_number = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="BE")
    iban = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    peppol_registered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "party", "holds_from"], name="network_partyfacts_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(vat_kind__in=("", *VAT_KINDS)), name="network_partyfacts_vat_kind_known"
            ),
        ]


class PartyCounter(NetworkModel):
    """The last number given to a party of the network."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id"], name="network_partycounter_one")]
