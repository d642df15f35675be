"""What the bank told: the files as they came, their parts in order, and each move of money once, with its state."""

from django.db import models
from django.db.models import Q

from kennisruil.billing.models.document import Document
from kennisruil.billing.models.pay_batch import PayOrder
from kennisruil.billing.models.settlement import Payment
from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class BankFile(ActedModel):
    """A file of the bank as it was brought in, once for the same bytes; ``file_id`` keeps them. Append-only."""

    name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    file_id = models.UUIDField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "sha256"], name="billing_bankfile_once")]
        indexes = [models.Index(fields=["network_id", "read_at"], name="billing_bankfile_read")]


class BankLine(ActedModel):
    """One move of money on a bank account, however many files tell of it; positive came in, in cents of ``currency``.

    ``left`` waits for somebody, ``proposed`` for a yes, ``booked`` has its payment or closed its order, ``aside`` is
    nothing of ours. ``reason`` says why (a key of ``web.bank_words``); ``bookings`` counts how often it was booked, so
    that a booking after an undo is another one.
    """

    class State(models.TextChoices):
        LEFT = "left"
        PROPOSED = "proposed"
        BOOKED = "booked"
        ASIDE = "aside"

    account = models.CharField(max_length=40)
    booked_on = models.DateField()
    valued_on = models.DateField(null=True)
    cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    name = models.CharField(max_length=140, blank=True)
    iban = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    structured = models.CharField(max_length=12, blank=True)
    end_to_end = models.CharField(max_length=35, blank=True)
    reference = models.CharField(max_length=35, blank=True)
    statement = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=10)
    adds_up = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=30)
    party = NetworkKey(Party, null=True)
    document = NetworkKey(Document, null=True)
    order = NetworkKey(PayOrder, null=True)
    payment = NetworkKey(Payment, null=True)
    bookings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "payment"],
                condition=Q(payment__isnull=False),
                name="billing_bankline_payment_once",
            ),
            models.CheckConstraint(
                condition=Q(state="booked") & (Q(payment__isnull=False) | Q(order__isnull=False))
                | ~Q(state="booked") & Q(payment__isnull=True, order__isnull=True),
                name="billing_bankline_booked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["left", "proposed", "booked", "aside"])
                & (~Q(state="proposed") | Q(party__isnull=False)),
                name="billing_bankline_state",
            ),
            # A statement may carry a line of nothing, such as a notice; it can never be booked.
            models.CheckConstraint(condition=~Q(cents=0) | ~Q(state="booked"), name="billing_bankline_cents"),
        ]
        indexes = [
            models.Index(fields=["network_id", "account", "cents"], name="billing_bankline_same"),
            models.Index(fields=["network_id", "state", "booked_on"], name="billing_bankline_waits"),
        ]


class BankPart(ActedModel):
    """A part of a file, in its order: a move (``line``; ``was_known`` when an earlier file told of it), or set apart.

    What could not be read has a ``reason`` and no line; ``raw`` is its text as it stood. Append-only.
    """

    file = NetworkKey(BankFile, related_name="parts")
    position = models.PositiveIntegerField()
    line = NetworkKey(BankLine, null=True, related_name="parts")
    was_known = models.BooleanField(default=False)
    reason = models.CharField(max_length=30, blank=True)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    raw = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "file", "position"], name="billing_bankpart_once"),
            models.CheckConstraint(
                condition=Q(line__isnull=False, reason="") | Q(line__isnull=True) & ~Q(reason=""),
                name="billing_bankpart_read_or_apart",
            ),
        ]
