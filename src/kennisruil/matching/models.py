"""Tables of the matching room: what people can do, in their own words."""

from django.db import models

from kennisruil.matching.rules import KINDS
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.models import ActedModel


class KnowHow(ActedModel):
    """One thing a member can do (or offers, or would like to learn). Its search vector lives in the database alone."""

    member = NetworkKey(Member)
    kind = models.CharField(max_length=10, default="skill")
    text = models.TextField()
    language = models.CharField(max_length=5)
    is_in_job = models.BooleanField()
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="matching_knowhow_kind_known"),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES),
                name="matching_knowhow_language_known",
            ),
        ]
