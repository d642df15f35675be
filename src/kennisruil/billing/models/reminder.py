"""Kind words about what is due or still to give: what was sent, and what the office holds back."""

from django.db import models
from django.db.models import Q

from kennisruil.billing.models.document import Document
from kennisruil.billing.models.settlement import Claim
from kennisruil.network.models import Member, Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class PaymentReminder(ActedModel):
    """A party was reminded of one open claim that is due: first, second or third time, how much. Append-only.

    ``mail_key`` begins the keys of the mails that said it; several claims of one day share a mail.
    """

    party = NetworkKey(Party)
    claim = NetworkKey(Claim, related_name="reminders")
    document = NetworkKey(Document, null=True, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField()
    due_on = models.DateField()
    on = models.DateField()
    mail_key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "claim", "step"], name="billing_paymentreminder_step_once"),
            models.CheckConstraint(
                condition=Q(cents__gt=0, step__gte=1, step__lte=3, on__gt=models.F("due_on")),
                name="billing_paymentreminder_due",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "party", "on"], name="billing_paymentreminder_party")]


class ReminderHold(ActedModel):
    """The office holds reminders back: of one document, or (without) of all a party has; until a day or for good."""

    party = NetworkKey(Party)
    document = NetworkKey(Document, null=True)
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    released_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="billing_reminderhold_span",
            )
        ]
        indexes = [
            models.Index(
                fields=["network_id", "party"], condition=Q(released_on__isnull=True), name="billing_reminderhold_now"
            )
        ]


class GivingReminder(ActedModel):
    """A person was told who could use what they know, for a party that has still to give. Append-only."""

    party = NetworkKey(Party)
    member = NetworkKey(Member)
    coins = models.BigIntegerField()
    ideas = models.PositiveSmallIntegerField()
    on = models.DateField()
    mail_key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "party", "member", "on"], name="billing_givingreminder_once"),
            # Never to somebody for whom nothing fits.
            models.CheckConstraint(condition=Q(coins__gt=0, ideas__gte=1), name="billing_givingreminder_fits"),
        ]
