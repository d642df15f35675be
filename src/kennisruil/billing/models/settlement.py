"""What is open in euro, and how it was settled."""

from django.db import models
from django.db.models import F, Q

from kennisruil.billing.models.document import Document
from kennisruil.billing.models.supply import LotClosing, Movement
from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Claim(ActedModel):
    """Euro that one side still has to settle: VAT, a base that waits for a return service, or what was paid too much.

    ``sign`` is 1 when the party owes it, -1 when the operator does; ``account`` is the role it stands on in the books.
    Settled parts are counted here under a CHECK; each has its :class:`Allocation`.
    """

    class Part(models.TextChoices):
        VAT = "vat"
        BASE = "base"
        PREPAID = "prepaid"

    party = NetworkKey(Party)
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=10)
    sign = models.SmallIntegerField()
    account = models.CharField(max_length=20)
    cents = models.BigIntegerField()
    settled_cents = models.BigIntegerField(default=0)
    issued_on = models.DateField()
    due_on = models.DateField(null=True)
    document = NetworkKey(Document, null=True, related_name="claims")
    old_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0, settled_cents__gte=0, settled_cents__lte=F("cents"), sign__in=[1, -1]),
                name="billing_claim_within",
            ),
            models.CheckConstraint(condition=Q(part__in=["vat", "base", "prepaid"]), name="billing_claim_part"),
        ]
        indexes = [
            models.Index(
                fields=["network_id", "party", "position"],
                condition=Q(settled_cents__lt=F("cents")),
                name="billing_claim_open",
            )
        ]


class Posted(ActedModel):
    """The movement stands in the euro books: by which document and entry, and which open base it made. Append-only."""

    movement = NetworkKey(Movement, related_name="posted")
    document = NetworkKey(Document, null=True, related_name="posted")
    entry_id = models.UUIDField(null=True)
    claim = NetworkKey(Claim, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "movement"], name="billing_posted_once")]


class ClosingBooked(ActedModel):
    """A closing of a lot reached the books: both its movements stand there. Append-only."""

    closing = NetworkKey(LotClosing, related_name="booked")
    entry_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "closing"], name="billing_closingbooked_once")]


class Allocation(ActedModel):
    """A part of a claim was settled: how, when, by what. Append-only."""

    claim = NetworkKey(Claim, related_name="allocations")
    cents = models.BigIntegerField()
    how = models.CharField(max_length=20)
    on = models.DateField()
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="billing_allocation_cents")]


class Payment(ActedModel):
    """Euro that came in (positive) or went out (negative), and what it settled. Append-only."""

    party = NetworkKey(Party)
    cents = models.BigIntegerField()
    vat_cents = models.BigIntegerField(default=0)
    base_cents = models.BigIntegerField(default=0)
    prepaid_cents = models.BigIntegerField(default=0)
    coins = models.BigIntegerField(default=0)
    paid_on = models.DateField()
    structured_message = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=300, blank=True)
    document = NetworkKey(Document, null=True)
    movement = NetworkKey(Movement, null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(cents=0), name="billing_payment_cents")]
        indexes = [models.Index(fields=["network_id", "party", "paid_on"], name="billing_payment_party")]


class SetOff(ActedModel):
    """What a party owed and was owed closed each other: of VAT, and of base, which bought coins back. Append-only.

    Its allocations name it, so each cent on one side has its cent on the other.
    """

    party = NetworkKey(Party)
    cents = models.BigIntegerField()
    vat_cents = models.BigIntegerField(default=0)
    base_cents = models.BigIntegerField(default=0)
    coins = models.BigIntegerField(default=0)
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    movement = NetworkKey(Movement, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0, vat_cents__gte=0, base_cents__gte=0, coins__gte=0)
                & Q(cents=F("vat_cents") + F("base_cents")),
                name="billing_setoff_adds_up",
            )
        ]
        indexes = [models.Index(fields=["network_id", "party", "on"], name="billing_setoff_party")]
