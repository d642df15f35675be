"""Coins held for something agreed."""

from django.db import models
from django.db.models import F, Q

from kennisruil.ledger.models.accounts import Account
from kennisruil.ledger.models.recorded import RecordedModel
from kennisruil.shared.keys import NetworkKey


class Reservation(RecordedModel):
    """An amount of an account, held until it is posted (whole or in parts), released or, with ``expires_at``, expired.

    ``amount = posted + released + what is still held``. Without ``expires_at`` it never ends by itself.
    """

    class State(models.TextChoices):
        OPEN = "open"
        POSTED = "posted"
        RELEASED = "released"
        EXPIRED = "expired"

    account = NetworkKey(Account)
    amount = models.BigIntegerField()
    posted = models.BigIntegerField()
    released = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    ref_kind = models.CharField(max_length=40)
    ref_id = models.UUIDField(null=True)
    expires_at = models.DateTimeField(null=True)
    reserved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    request_id = models.UUIDField()
    by = models.CharField(max_length=80)
    ended_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, posted__gte=0, released__gte=0), name="ledger_reservation_amounts"
            ),
            models.CheckConstraint(
                condition=Q(state="open", released=0, posted__lt=F("amount"), ended_at__isnull=True)
                | Q(
                    state__in=["posted", "released", "expired"],
                    amount=F("posted") + F("released"),
                    ended_at__isnull=False,
                ),
                name="ledger_reservation_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["network_id", "account_id"], name="ledger_reservation_open", condition=Q(state="open")
            ),
            models.Index(fields=["network_id", "ref_kind", "ref_id"], name="ledger_reservation_ref"),
        ]
