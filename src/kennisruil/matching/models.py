"""Tables of the matching room: what people can do, in their own words, and the vectors of what they said."""

from django.db import models

from kennisruil.matching.rules import KINDS, READERS
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.models import ActedModel, NetworkModel


class KnowHow(ActedModel):
    """One thing a member can do, a role they hold, what they offer, or would like to learn (never matched as know-how).

    Its search words live in the database alone. ``readers``: everybody in the network, or the office alone.
    """

    member = NetworkKey(Member)
    kind = models.CharField(max_length=10, default="skill")
    text = models.TextField()
    language = models.CharField(max_length=5)
    is_in_job = models.BooleanField()
    readers = models.CharField(max_length=10, default="members", db_default="members")
    said_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="matching_knowhow_kind_known"),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES),
                name="matching_knowhow_language_known",
            ),
            models.CheckConstraint(condition=models.Q(readers__in=READERS), name="matching_knowhow_readers_known"),
        ]


class PersonVector(NetworkModel):
    """The vector of all a member can do, by one model version; the column ``vector`` lives in the database alone.

    Made from what stands in ``KnowHow`` and remade at will, so that no action writes it. ``made_of`` is a hash of that.
    """

    member = NetworkKey(Member)
    model = models.CharField(max_length=60)
    made_of = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "model", "member"], name="matching_personvector_once")
        ]


class StatementVector(NetworkModel):
    """The vector of a statement (``nr`` 0) or of one thing it lists, by one model version; ``text`` is that part.

    ``theme`` numbers the theme of the program it is nearest to, null when none is near.
    """

    member = NetworkKey(Member)
    know_how = NetworkKey(KnowHow)
    model = models.CharField(max_length=60)
    nr = models.PositiveSmallIntegerField()
    text = models.TextField()
    theme = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "model", "know_how", "nr"], name="matching_statementvector_once"
            )
        ]
