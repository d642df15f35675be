"""Payments that turned out to be somebody else's: taken off the account again, with all they settled."""

from django.db import models

from kennisruil.billing.models.document import Document
from kennisruil.billing.models.settlement import Payment
from kennisruil.billing.models.supply import Movement
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class PaymentUndoing(ActedModel):
    """The one undoing of a payment: what it settled is open again, its coins are still to give. Append-only."""

    payment = NetworkKey(Payment, related_name="undoings")
    undone_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    movement = NetworkKey(Movement, null=True)
    document = NetworkKey(Document, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "payment"], name="billing_undoing_once")]
