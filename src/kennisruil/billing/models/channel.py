"""Documents on their way through an e-invoice channel, what happened to each, and what came in."""

from django.db import models
from django.db.models import Q

from kennisruil.billing.models.document import Document
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel

STATES = ["waiting", "unsure", "sent", "delivered", "rejected", "unregistered", "stuck"]


class Submission(ActedModel):
    """A document handed to a channel, once: ``key`` is the same at every try.

    ``unsure`` means the answer was lost: the channel is asked before anything is sent again. ``unregistered`` got the
    other way (mail); ``stuck`` stopped trying and waits for the office.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        UNSURE = "unsure"
        SENT = "sent"
        DELIVERED = "delivered"
        REJECTED = "rejected"
        UNREGISTERED = "unregistered"
        STUCK = "stuck"

    document = NetworkKey(Document, related_name="submissions")
    adapter = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    receiver = models.CharField(max_length=80)
    document_type = models.CharField(max_length=30)
    state = models.CharField(max_length=15, choices=State.choices)
    external_id = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "document"], name="billing_submission_once"),
            models.UniqueConstraint(fields=["network_id", "key"], name="billing_submission_key_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="billing_submission_state"),
        ]
        indexes = [
            models.Index(
                fields=["network_id", "next_try_at"],
                condition=Q(next_try_at__isnull=False),
                name="billing_submission_next",
            )
        ]


class SubmissionEvent(ActedModel):
    """Something that happened to a submission. Append-only."""

    submission = NetworkKey(Submission, related_name="events")
    at = models.DateTimeField()
    state = models.CharField(max_length=15)
    text = models.CharField(max_length=500, blank=True)


class InboxDocument(ActedModel):
    """A document that came in through a channel, once per ``external_id``; ``file_id`` keeps its bytes."""

    adapter = models.CharField(max_length=20)
    external_id = models.CharField(max_length=120)
    sender = models.CharField(max_length=80)
    sender_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    total_cents = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()
    file_id = models.UUIDField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "adapter", "external_id"], name="billing_inbox_once")
        ]
