"""Transfers, the entries they leave on accounts, what was reversed of them, and the memory of requests."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import F, Q

from kennisruil.ledger.models.recorded import RecordedModel


class Transfer(RecordedModel):
    """One positive amount from one account to another of the same book. Append-only.

    Keys to accounts are plain columns on purpose: only functions that hold both accounts locked insert here,
    nothing is ever deleted, and ``kennisruil check`` looks for orphans; foreign keys would cost a quarter of
    the speed. One request makes one transfer, or several with ``part`` from 0 on: a transfer that stands alone is the
    memory of its own request. ``occurred_at`` is when it happened, ``booked_at`` when the books took it; its month is
    that of the latter in the zone of the book. That an amount is positive and moves between two accounts is held by the
    policies of all who may write (``sql/rights.sql``). ``reason`` is filled when a limit was passed on purpose or a
    transfer is reversed.
    """

    book_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    from_id = models.UUIDField()
    to_id = models.UUIDField()
    amount = models.BigIntegerField()
    ref_kind = models.CharField(max_length=40)
    ref_id = models.UUIDField(null=True)
    group_id = models.UUIDField(null=True)
    reverses_id = models.UUIDField(null=True)
    reservation_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    request_id = models.UUIDField()
    part = models.SmallIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "request_id", "part"], name="ledger_transfer_request"),
        ]
        indexes = [
            # By hash, which leaves out what is about nothing; a condition that does the same would be read from its
            # text for every statement that inserts.
            HashIndex(fields=["ref_id"], name="ledger_transfer_ref"),
        ]


class Entry(models.Model):
    """One side of a transfer on one account; ``version`` counts from 1, ``balance_after`` saves sums. Append-only."""

    pk = models.CompositePrimaryKey("network_id", "account_id", "version")
    network_id = models.UUIDField()
    account_id = models.UUIDField()
    version = models.BigIntegerField()
    transfer_id = models.UUIDField()
    amount = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    booked_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Serves the months and moments of an account; unique only because the version is in it.
            models.UniqueConstraint(
                fields=["network_id", "account_id", "booked_at", "version"], name="ledger_entry_moment"
            ),
        ]


class ReversedSoFar(models.Model):
    """How much of a transfer has been reversed; the CHECK keeps the parts within the whole."""

    pk = models.CompositePrimaryKey("network_id", "transfer_id")
    network_id = models.UUIDField()
    transfer_id = models.UUIDField()
    amount = models.BigIntegerField()
    reversed = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reversed__gt=0, reversed__lte=F("amount")), name="ledger_reversed_within"
            ),
        ]


class RequestMemory(models.Model):
    """What a request asked for (a SHA-256) and the rows it made: a retry gets the first answer. Append-only.

    A request for one transfer has no row here: its transfer says what was asked.
    """

    pk = models.CompositePrimaryKey("network_id", "request_id")
    network_id = models.UUIDField()
    request_id = models.UUIDField()
    content = models.BinaryField()
    answer_ids = ArrayField(models.UUIDField())
    at = models.DateTimeField()
