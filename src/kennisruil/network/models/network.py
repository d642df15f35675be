"""A network and what it decides, each from a day on."""

from django.db import models

from kennisruil.shared.models import ActedModel


class Network(models.Model):
    """A tenant: one coin, one legal operator, one office. A global table: it is the list of networks itself."""

    id = models.UUIDField(primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="Europe/Brussels")
    languages = models.JSONField(default=list)
    is_demo = models.BooleanField(default=False)
    founded_on = models.DateField()
    book_id = models.UUIDField()
    operator_account_id = models.UUIDField()


class Setting(ActedModel):
    """One decision of the network, from a day on: counter-value, rates, terms, wordings, accounts, colours."""

    key = models.CharField(max_length=80)
    holds_from = models.DateField()
    value = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "key", "holds_from"], name="network_setting_once_a_day")
        ]


class TermsText(ActedModel):
    """A version of a text that people agree to: exchange terms, self-billing, confidence, mandate."""

    kind = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    holds_from = models.DateField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "kind", "version", "language"], name="network_termstext_once_a_version"
            )
        ]
