"""Supplies, and every movement of coins with its worth in euro."""

from django.db import models
from django.db.models import Q

from kennisruil.network.models import Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Supply(ActedModel):
    """A service provided, the taxable fact: it exists on ``performed_on``, whoever confirmed it when. Append-only.

    ``ref_kind`` and ``ref_id`` name the row it came from (a session, a gathering), ``group_id`` what the ledger linked.
    """

    ref_kind = models.CharField(max_length=40)
    ref_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    performed_on = models.DateField()
    text = models.CharField(max_length=300)
    group_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["network_id", "ref_kind", "ref_id"], name="billing_supply_ref"),
            models.Index(fields=["network_id", "performed_on"], name="billing_supply_day"),
        ]


class Movement(ActedModel):
    """Coins of one party that moved, and what they are worth. Append-only.

    ``coins`` is positive when the party gave, negative when it received; ``cents`` is never negative. ``position``
    counts a party's movements, so lots have one order. ``booked_on`` decides on which statement it stands.
    """

    party = NetworkKey(Party)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    coins = models.BigIntegerField()
    cents = models.BigIntegerField()
    booked_on = models.DateField()
    recorded_at = models.DateTimeField()
    supply = NetworkKey(Supply, null=True, related_name="movements")
    side = models.CharField(max_length=10, blank=True)
    rule = models.CharField(max_length=10, blank=True)
    reverses = NetworkKey("self", null=True, related_name="reversals")
    other_party = NetworkKey(Party, null=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "party", "position"], name="billing_movement_position_once"),
            models.CheckConstraint(condition=~Q(coins=0) & Q(cents__gte=0), name="billing_movement_amounts"),
            models.CheckConstraint(
                condition=Q(supply__isnull=False, side__in=["recipient", "provider"]) | Q(supply__isnull=True, side=""),
                name="billing_movement_side",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "party", "booked_on"], name="billing_movement_day")]


class MovementCounter(ActedModel):
    """The last position of a party's movements; its row is locked while its lots change."""

    party = NetworkKey(Party)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "party"], name="billing_movementcounter_once")]


class Lot(ActedModel):
    """Coins with the cents they came from: positive are a credit, negative a return still to give. Append-only."""

    movement = NetworkKey(Movement)
    party = NetworkKey(Party)
    position = models.PositiveIntegerField()
    coins = models.BigIntegerField()
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "movement"], name="billing_lot_once"),
            models.CheckConstraint(condition=~Q(coins=0) & Q(cents__gte=0), name="billing_lot_amounts"),
        ]
        indexes = [models.Index(fields=["network_id", "party", "position"], name="billing_lot_order")]


class LotClosing(ActedModel):
    """A movement closed coins of a lot. Append-only; the database keeps the closings of a lot within the lot."""

    lot = NetworkKey(Lot, related_name="closings")
    movement = NetworkKey(Movement, related_name="closings")
    party = NetworkKey(Party)
    coins = models.BigIntegerField()
    lot_cents = models.BigIntegerField()
    movement_cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "lot", "movement"], name="billing_lotclosing_once"),
            models.CheckConstraint(
                condition=Q(coins__gt=0, lot_cents__gte=0, movement_cents__gte=0), name="billing_lotclosing_amounts"
            ),
        ]
