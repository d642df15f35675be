"""Tables of the menu card: versions and their items, append-only."""

from django.db import models

from kennisruil.menu.rules import DOCUMENT_RULES, KINDS, MARGIN_BEARERS, ItemLine
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class MenuCard(ActedModel):
    """A version of the card, in force from a day until the next one's."""

    holds_from = models.DateField()
    is_demo = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "holds_from"], name="menu_card_once_a_day")]


class MenuItem(ActedModel):
    """A service on one version; coins are signed minor units per role, as that role feels them."""

    card = NetworkKey(MenuCard, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    recipient_coins = models.BigIntegerField()
    provider_coins = models.BigIntegerField()
    margin_bearer = models.CharField(max_length=20)
    document_rule = models.CharField(max_length=20)
    names = models.JSONField()
    notes = models.JSONField(default=dict)
    budget_minor_per_year = models.BigIntegerField(null=True)
    alarm_percent = models.PositiveSmallIntegerField(default=80)
    duration_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "card", "code"], name="menu_item_once_a_card"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="menu_item_kind_known"),
            models.CheckConstraint(
                condition=models.Q(document_rule__in=DOCUMENT_RULES),
                name="menu_item_document_known",
            ),
            models.CheckConstraint(
                condition=models.Q(margin_bearer__in=MARGIN_BEARERS),
                name="menu_item_bearer_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="session") | models.Q(recipient_coins__lt=0, provider_coins__gt=0),
                name="menu_item_session_costs_and_earns",
            ),
        ]

    def name_in(self, language: str) -> str:
        """The name as a reader of ``language`` knows it, else in Dutch."""
        return str(self.names.get(language[:2]) or self.names.get("nl", self.code))

    def note_in(self, language: str) -> str:
        """One sentence about the service in ``language``, else in Dutch; may be empty."""
        return str(self.notes.get(language[:2]) or self.notes.get("nl", ""))

    @property
    def line(self) -> ItemLine:
        """The item as a value of the rules."""
        return ItemLine(
            code=self.code,
            kind=self.kind,
            recipient_coins=self.recipient_coins,
            provider_coins=self.provider_coins,
            margin_bearer=self.margin_bearer,
            document_rule=self.document_rule,
            names=self.names,
            notes=self.notes,
            budget_minor_per_year=self.budget_minor_per_year,
            alarm_percent=self.alarm_percent,
            duration_minutes=self.duration_minutes,
        )
