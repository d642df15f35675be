"""Coins, the books that count in them, accounts, and the history of their limits."""

from django.db import models
from django.db.models import F, Q

from kennisruil.ledger.models.recorded import RecordedModel
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import NetworkModel


class Coin(NetworkModel):
    """A unit of exchange; ``scale`` is the number of decimals: with 2, one coin is 100 minor units."""

    name = models.CharField(max_length=60)
    sign = models.CharField(max_length=12)
    scale = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "sign"], name="ledger_coin_sign"),
            models.CheckConstraint(condition=Q(scale__lte=6), name="ledger_coin_scale"),
        ]


class Book(RecordedModel):
    """Accounts whose balances sum to zero; ``zone`` decides in which civil month an instant falls."""

    coin = NetworkKey(Coin)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    by = models.CharField(max_length=80)


class Account(RecordedModel):
    """What one party, or the network itself, has in a book; all amounts in minor units.

    ``reserved`` is part of ``balance``: what can be spent is ``balance - reserved``. An empty limit binds nothing.
    ``floor_in_force`` lies under ``floor`` only while the account is on its way back to it, and so for the ceiling.
    ``alarm_level`` is the balance at which the office wants to be told; ``version`` counts the entries.
    ``negative_since`` means something only while the balance is below zero. Before ``open_from`` nothing is
    booked any more: closing a month writes it on every account, the row that a waiting transfer looks at anew. The
    policies of all who may write (``sql/rights.sql``) hold that ``reserved`` is not below zero, what is available not
    below the floor in force, ``balance`` not above the ceiling in force. A trigger holds that closing demands zero.
    """

    class Kind(models.TextChoices):
        MEMBER = "member"
        OPERATOR = "operator"

    class State(models.TextChoices):
        OPEN = "open"
        FROZEN = "frozen"
        CLOSED = "closed"

    book = NetworkKey(Book)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=6, choices=State.choices)
    balance = models.BigIntegerField()
    reserved = models.BigIntegerField()
    version = models.BigIntegerField()
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    floor_in_force = models.BigIntegerField(null=True)
    ceiling_in_force = models.BigIntegerField(null=True)
    alarm_level = models.BigIntegerField(null=True)
    negative_since = models.DateTimeField(null=True)
    open_from = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    state_at = models.DateTimeField()
    by = models.CharField(max_length=80)


class LimitChange(RecordedModel):
    """Which limits an account got, when, from whom and why; the first row is its opening. Append-only."""

    account = NetworkKey(Account)
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    alarm_level = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(ceiling__isnull=True) | Q(floor__lte=F("ceiling")),
                name="ledger_limitchange_order",
            ),
        ]
