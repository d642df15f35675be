"""What a concept lacks, who may read its confidential part, and who is asked to help."""

from django.db import models

from kennisruil.brokerage.rules.asking import NEED_STATES, PROPOSAL_STATES, Listed
from kennisruil.network.models import Member, Party
from kennisruil.pathway.models import Concept
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Need(ActedModel):
    """A need in its asker's own words.

    ``confidential_text`` is read by the asker, the office, and who promised confidence.
    """

    member = NetworkKey(Member)
    concept = NetworkKey(Concept, null=True)
    text = models.TextField()
    sought = models.TextField(blank=True)
    confidential_text = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=NEED_STATES), name="brokerage_need_state_known")
        ]
        indexes = [models.Index(fields=["network_id", "state", "since_on"], name="brokerage_need_state")]

    @property
    def whole_text(self) -> str:
        """What may be searched with: the open lines, never the confidential part."""
        return f"{self.text}\n{self.sought}".strip()


class Promise(ActedModel):
    """A member promised confidence about one need, by a version of the text; append-only."""

    need = NetworkKey(Need)
    member = NetworkKey(Member)
    version = models.CharField(max_length=20)
    promised_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network_id", "need", "member"], name="brokerage_promise_once")]


class Proposal(ActedModel):
    """A person on the list of a need: first listed, then asked, with the answer given.

    ``over_reason``: why they are asked although they give as much as they wanted.
    """

    need = NetworkKey(Need, related_name="proposals")
    member = NetworkKey(Member)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    since_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    over_reason = models.TextField(blank=True)
    party = NetworkKey(Party, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "need", "member"], name="brokerage_proposal_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=PROPOSAL_STATES), name="brokerage_proposal_state_known"
            ),
            # One answer is awaited at a time, whatever two brokers do at once.
            models.UniqueConstraint(
                fields=["network_id", "need"],
                condition=models.Q(state__in=("asked", "yes", "other_date")),
                name="brokerage_proposal_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["network_id", "state", "since_on"], name="brokerage_proposal_state")]

    @property
    def listed(self) -> Listed:
        """The row as a value of the rules."""
        return Listed(id=self.pk, member_id=self.member_id, state=self.state, since_on=self.since_on)
