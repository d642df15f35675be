"""Sessions: who, when, at which price; who pays; the yes of both sides; what came of it."""

from uuid import UUID

from django.db import models

from kennisruil.brokerage.models.joint import JointSession
from kennisruil.brokerage.models.need import Need
from kennisruil.brokerage.rules.course import MET, SIDES, STATES, Course
from kennisruil.menu.models import MenuItem
from kennisruil.network.models import Member, Party
from kennisruil.pathway.models import Concept
from kennisruil.shared.ids import derived_id
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Session(ActedModel):
    """A brokered meeting. Prices (positive minor units) and counter-value are those of the day it was arranged.

    ``held_on`` is the civil day of ``starts_at``. ``revision`` grows with each change that calendars must learn of.
    With several recipients each has a row of their own; ``joint`` ties them together,
    the asker's first.
    """

    joint = NetworkKey(JointSession, null=True)
    place_in_joint = models.PositiveSmallIntegerField(default=0)
    need = NetworkKey(Need, null=True)
    concept = NetworkKey(Concept, null=True)
    recipient = NetworkKey(Member)
    provider = NetworkKey(Member)
    provider_party = NetworkKey(Party)
    item = NetworkKey(MenuItem)
    text = models.TextField()
    place = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    held_on = models.DateField()
    recipient_coins = models.BigIntegerField()
    provider_coins = models.BigIntegerField()
    counter_value_cents = models.BigIntegerField()
    provider_base_cents = models.BigIntegerField()
    state = models.CharField(max_length=10)
    since_on = models.DateField()
    arranged_at = models.DateTimeField()
    recipient_accepted_at = models.DateTimeField(null=True)
    provider_accepted_at = models.DateTimeField(null=True)
    recipient_answer = models.CharField(max_length=10, blank=True)
    provider_answer = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="brokerage_session_state_known"),
            models.CheckConstraint(
                condition=models.Q(recipient_coins__gt=0, provider_coins__gt=0, counter_value_cents__gt=0),
                name="brokerage_session_prices_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="brokerage_session_lasts"
            ),
            models.CheckConstraint(
                condition=~models.Q(recipient=models.F("provider")), name="brokerage_session_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(state="held", held_at__isnull=False)
                | ~models.Q(state="held") & models.Q(held_at=None),
                name="brokerage_session_held_has_instant",
            ),
            models.UniqueConstraint(
                fields=["network_id", "joint", "recipient"],
                condition=models.Q(joint__isnull=False),
                name="brokerage_session_joint_once",
            ),
        ]
        indexes = [
            models.Index(fields=["network_id", "state", "held_on"], name="brokerage_session_state"),
            models.Index(fields=["network_id", "held_on"], name="brokerage_session_day"),
        ]

    @property
    def settlement_id(self) -> UUID:
        """The one id of the movement of coins: a second confirmation books nothing new."""
        return derived_id(self.network_id, "session", self.pk, "settlement")

    @property
    def group_id(self) -> UUID:
        """The linked group of its movements: one for all recipients of a joint session."""
        return derived_id(self.network_id, "joint", self.joint_id, "group") if self.joint_id else self.settlement_id

    @property
    def supply_id(self) -> UUID:
        """The id under which billing knows what was supplied."""
        return derived_id(self.network_id, "session", self.pk, "supply")

    @property
    def course(self) -> Course:
        """Where the session stands, as a value of the rules."""
        return Course(
            state=self.state,
            held_on=self.held_on,
            since_on=self.since_on,
            accepted=frozenset(side for side in SIDES if getattr(self, f"{side}_accepted_at")),
            answers={side: said for side in SIDES if (said := getattr(self, f"{side}_answer"))},
        )

    @property
    def have_met(self) -> bool:
        """Both agreed on it once and it was not called off: each may know how to reach the other."""
        return self.state in MET

    def side_of(self, member_id: UUID) -> str | None:
        """Which side a member is on, or None."""
        return {self.recipient_id: "recipient", self.provider_id: "provider"}.get(member_id)

    def member_on(self, side: str) -> Member:
        """The person on a side."""
        return self.recipient if side == "recipient" else self.provider


class SessionPayer(ActedModel):
    """What one party pays of a session; the reservation is made when both agreed."""

    session = NetworkKey(Session, related_name="payers")
    position = models.PositiveSmallIntegerField()
    party = NetworkKey(Party)
    coins = models.BigIntegerField()
    base_cents = models.BigIntegerField()
    reservation_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "session", "party"], name="brokerage_payer_once"),
            models.CheckConstraint(condition=models.Q(coins__gt=0, base_cents__gte=0), name="brokerage_payer_pays"),
        ]


class Acceptance(ActedModel):
    """One side's yes: to which revision, at what euro consequence, by which version of the terms; append-only.

    ``is_by_phone``: the office heard it and noted it.
    """

    session = NetworkKey(Session)
    side = models.CharField(max_length=10)
    member = NetworkKey(Member)
    revision = models.PositiveIntegerField()
    accepted_at = models.DateTimeField()
    terms_version = models.CharField(max_length=20, blank=True)
    shown = models.JSONField(default=dict)
    is_by_phone = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "session", "side", "revision"], name="brokerage_acceptance_once"
            ),
            models.CheckConstraint(condition=models.Q(side__in=SIDES), name="brokerage_acceptance_side_known"),
        ]


class Outcome(ActedModel):
    """What came of a session, in a line or two, by one side."""

    session = NetworkKey(Session)
    side = models.CharField(max_length=10)
    text = models.TextField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "session", "side"], name="brokerage_outcome_once"),
            models.CheckConstraint(condition=models.Q(side__in=SIDES), name="brokerage_outcome_side_known"),
        ]
