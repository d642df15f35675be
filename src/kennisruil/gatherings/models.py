"""Tables of gatherings, places and contributions."""

from django.db import models
from django.db.models import F, Q

from kennisruil.gatherings.rules import Kind, Offer, Seat, State
from kennisruil.menu.models import MenuItem
from kennisruil.network.models import Member, Party
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Gathering(ActedModel):
    """A workshop, info session, bootcamp, lab or round table; ``provider`` is empty where the office gives it.

    ``item`` is the row of the menu card that held when it was planned: a later card changes no price of it.
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    planned_on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    capacity = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    item = NetworkKey(MenuItem)
    provider = NetworkKey(Party, null=True)
    provider_member = NetworkKey(Member, null=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in State], default=State.PLANNED)
    held_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=0) | Q(taken__lte=F("capacity")), name="gatherings_gathering_not_over_full"
            ),
            models.CheckConstraint(
                condition=Q(state=State.HELD, held_on__isnull=False) | (~Q(state=State.HELD) & Q(held_on__isnull=True)),
                name="gatherings_gathering_held_has_day",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "planned_on"], name="gatherings_planned")]


class Place(ActedModel):
    """One person's place, and the party for which they come."""

    gathering = NetworkKey(Gathering)
    member = NetworkKey(Member)
    party = NetworkKey(Party)
    state = models.CharField(max_length=10, choices=[(seat, seat) for seat in Seat], default=Seat.ENROLLED)
    reservation_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "gathering", "member"], name="gatherings_place_once")
        ]


class Contribution(ActedModel):
    """What somebody makes for the network outside a session: an article, a case."""

    member = NetworkKey(Member)
    party = NetworkKey(Party)
    item_code = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    offered_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(offer, offer) for offer in Offer], default=Offer.OFFERED)
    performed_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["network_id", "state", "offered_on"], name="gatherings_contribution_state")]

    @property
    def chip(self) -> str:
        """The chip that shows the state: an offer waits for the office."""
        return "waiting" if self.state == Offer.OFFERED else self.state
