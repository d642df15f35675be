"""Exchange rounds: one look at all open needs at once, and the links it suggests."""

from django.db import models

from kennisruil.brokerage.models.need import Need
from kennisruil.network.models import Member, Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class ExchangeRound(ActedModel):
    """A round of the office: ``price`` of one session in minor units, ``done`` of ``total`` needs looked at."""

    class State(models.TextChoices):
        DRAWING = "drawing"
        OPEN = "open"
        CLOSED = "closed"

    item_code = models.CharField(max_length=40)
    price = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWING)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(price__gt=0), name="brokerage_round_price_positive"),
            models.CheckConstraint(
                condition=models.Q(state="closed") ^ models.Q(closed_at=None), name="brokerage_round_closed_has_instant"
            ),
            # Two brokers who open one at once look at the same one.
            models.UniqueConstraint(
                fields=["network_id"], condition=~models.Q(state="closed"), name="brokerage_round_one_at_a_time"
            ),
        ]


class RoundLink(ActedModel):
    """One session that a plan of a round suggests: who would help with which need, between which parties.

    ``chain`` numbers the group it belongs to and ``place`` its turn there; ``quote`` is the giver's own sentence.
    """

    class Plan(models.TextChoices):
        ASSIGN = "assign"
        CHAINS = "chains"
        RINGS = "rings"

    class State(models.TextChoices):
        SUGGESTED = "suggested"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    round = NetworkKey(ExchangeRound)
    plan = models.CharField(max_length=10, choices=Plan.choices)
    chain = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    need = NetworkKey(Need)
    giver = NetworkKey(Member)
    provider_party = NetworkKey(Party)
    recipient_party = NetworkKey(Party)
    quote = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "round", "plan", "chain", "place"], name="brokerage_roundlink_once"
            ),
            # Of all plans together a need gets one person.
            models.UniqueConstraint(
                fields=["network_id", "round", "need"],
                condition=models.Q(state="accepted"),
                name="brokerage_roundlink_need_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="suggested") ^ models.Q(decided_at__isnull=False),
                name="brokerage_roundlink_decided_has_instant",
            ),
        ]
