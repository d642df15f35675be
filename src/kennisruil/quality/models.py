"""Tables of the quality room."""

from django.db import models

from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class Feedback(ActedModel):
    """One person's answers about one thing ``(kind, id)``; ``concerns`` is the person who gave what was received.

    ``for_office`` waits for the office until somebody there handled it; other words wait again.
    """

    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    member = NetworkKey(Member)
    concerns = NetworkKey(Member, null=True)
    helpfulness = models.PositiveSmallIntegerField(null=True)
    clarity = models.PositiveSmallIntegerField(null=True)
    again = models.BooleanField(null=True)
    taken_along = models.TextField(blank=True)
    for_office = models.TextField(blank=True)
    given_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "about_kind", "about_id", "member"], name="quality_feedback_once"
            ),
            models.CheckConstraint(
                condition=models.Q(helpfulness=None) | models.Q(helpfulness__range=(1, 5)),
                name="quality_helpfulness_range",
            ),
            models.CheckConstraint(
                condition=models.Q(clarity=None) | models.Q(clarity__range=(1, 5)), name="quality_clarity_range"
            ),
        ]
