"""Closed months: the lock of a book and the seals of its accounts."""

from django.db import models
from django.db.models import Q

from kennisruil.ledger.models.accounts import Account, Book
from kennisruil.ledger.models.recorded import RecordedModel
from kennisruil.shared.keys import NetworkKey


class PeriodLock(RecordedModel):
    """No booking lands in this month of the book, or in an earlier one, any more. Append-only."""

    book = NetworkKey(Book)
    period_on = models.DateField()
    locked_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "book_id", "period_on"], name="ledger_periodlock_once"),
            models.CheckConstraint(condition=Q(period_on__day=1), name="ledger_periodlock_first_day"),
        ]


class Seal(models.Model):
    """An account's month, sealed: SHA-256 of the previous seal and the bytes of the month's entries. Append-only.

    ``closing_balance`` is the sum of everything booked up to the end of the month: later reads start from it.
    ``form`` says how the bytes are laid out: 1 as one text, 2 hashed entry by entry (``sql/periods.sql``).
    """

    pk = models.CompositePrimaryKey("network_id", "account_id", "period_on")
    network_id = models.UUIDField()
    account = NetworkKey(Account)
    period_on = models.DateField()
    form = models.SmallIntegerField(db_default=1)
    entries = models.BigIntegerField()
    closing_balance = models.BigIntegerField()
    previous = models.BinaryField(null=True)
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()
