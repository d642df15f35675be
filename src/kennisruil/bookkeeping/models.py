"""Tables of the bookkeeping room: the journal, its counter, and the outbox towards accounting packages."""

from django.db import models
from django.db.models import Q

from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class JournalCounter(ActedModel):
    """The last number drawn in a year; its row is locked while a number is drawn, so the series has no gaps."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "year"], name="bookkeeping_counter_once")]


class JournalEntry(ActedModel):
    """A booked fact in euro. Append-only; at the end of its transaction its lines must come to nothing."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    booked_on = models.DateField()
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    reference_kind = models.CharField(max_length=40)
    reference_id = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "year", "number"], name="bookkeeping_entry_number_once"),
            models.CheckConstraint(condition=Q(booked_on__year=models.F("year")), name="bookkeeping_entry_year"),
        ]
        indexes = [
            models.Index(fields=["network_id", "reference_kind", "reference_id"], name="bookkeeping_entry_about"),
            models.Index(fields=["network_id", "booked_on"], name="bookkeeping_entry_day"),
        ]


class JournalLine(ActedModel):
    """Cents on an account, debit positive, credit negative; ``account`` is its role's code that day. Append-only."""

    entry = NetworkKey(JournalEntry, related_name="lines")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=40)
    account = models.CharField(max_length=20)
    party_id = models.UUIDField(null=True)
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "entry", "position"], name="bookkeeping_line_once"),
            models.CheckConstraint(condition=~Q(cents=0), name="bookkeeping_line_cents"),
        ]
        indexes = [models.Index(fields=["network_id", "role", "party_id"], name="bookkeeping_line_role")]


class OutboxRow(ActedModel):
    """What one accounting package must hold exactly once; written in the transaction of the document it tells of.

    ``about`` names what it tells of: a journal entry or a document. A try is noted, with the time of the next, before
    the package is called: a worker that is killed meanwhile leaves a row nobody touches until then.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        ALARM = "alarm"

    target = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    booked_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    external_id = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "target", "kind", "number"], name="bookkeeping_outbox_once")
        ]
        indexes = [
            models.Index(fields=["network_id", "state", "next_try_at"], name="bookkeeping_outbox_next"),
            models.Index(fields=["network_id", "about_kind", "about_id"], name="bookkeeping_outbox_about"),
        ]


class Reconciled(ActedModel):
    """What a package last said of an account in a month, beside the journal; where they differ the office hears it."""

    target = models.CharField(max_length=20)
    month_on = models.DateField()
    account = models.CharField(max_length=20)
    ours_cents = models.BigIntegerField()
    theirs_cents = models.BigIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "target", "month_on", "account"], name="bookkeeping_reconciled_once"
            ),
            models.CheckConstraint(condition=Q(month_on__day=1), name="bookkeeping_reconciled_month"),
        ]
