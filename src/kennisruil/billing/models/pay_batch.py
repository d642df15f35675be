"""What the network pays out together: a batch that one person prepares and another approves, and its orders."""

from django.db import models
from django.db.models import F, Q

from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class PayBatch(ActedModel):
    """Orders that go to the bank in one file. Who prepared it never approves it: a CHECK and a trigger hold that."""

    class State(models.TextChoices):
        PREPARED = "prepared"
        APPROVED = "approved"
        WITHDRAWN = "withdrawn"
        CLOSED = "closed"

    message_id = models.CharField(max_length=35)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    pay_on = models.DateField()
    minimum_cents = models.BigIntegerField()
    debtor_name = models.CharField(max_length=70)
    debtor_iban = models.CharField(max_length=34)
    version = models.CharField(max_length=20)
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "message_id"], name="billing_paybatch_once"),
            models.CheckConstraint(condition=~Q(approved_by=F("prepared_by")), name="billing_paybatch_second_person"),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "withdrawn"])
                | Q(state__in=["approved", "closed"], approved_at__isnull=False, file_id__isnull=False)
                & ~Q(approved_by=""),
                name="billing_paybatch_approved",
            ),
        ]


class PayOrder(ActedModel):
    """What a batch pays to one party; name, account and amount stay as they were when it was prepared."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PAID = "paid"
        DROPPED = "dropped"

    batch = NetworkKey(PayBatch, related_name="orders")
    party = NetworkKey(Party)
    cents = models.BigIntegerField()
    name = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    end_to_end = models.CharField(max_length=35)
    message = models.CharField(max_length=140)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "end_to_end"], name="billing_payorder_once"),
            models.UniqueConstraint(
                fields=["network_id", "party"],
                condition=Q(state="waiting"),
                name="billing_payorder_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(cents__gt=0, state__in=["waiting", "paid", "dropped"]),
                name="billing_payorder_known",
            ),
        ]
