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
    ``still_true_at``: when its owner last said that an offer still stands.
    """

    member = NetworkKey(Member)
    kind = models.CharField(max_length=10, default="skill")
    text = models.TextField()
    language = models.CharField(max_length=5)
    is_in_job = models.BooleanField()
    readers = models.CharField(max_length=10, default="members", db_default="members")
    said_at = models.DateTimeField()
    still_true_at = models.DateTimeField(null=True)
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
    ``occupation``: the nearest of ESCO to the job title, empty when none is near or none were read in.
    """

    member = NetworkKey(Member)
    model = models.CharField(max_length=60)
    made_of = models.CharField(max_length=64)
    occupation = models.CharField(max_length=120, default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "model", "member"], name="matching_personvector_once")
        ]


class StatementVector(NetworkModel):
    """The vector of a statement (``nr`` 0) or of one thing it lists, by one model version; ``text`` is that part.

    ``theme`` numbers the theme of the program it is nearest to, null when none is near; ``cell`` numbers it then too,
    for the search looks there for it (null in rows of before there were cells).
    """

    member = NetworkKey(Member)
    know_how = NetworkKey(KnowHow)
    model = models.CharField(max_length=60)
    nr = models.PositiveSmallIntegerField()
    text = models.TextField()
    theme = models.PositiveSmallIntegerField(null=True)
    cell = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "model", "know_how", "nr"], name="matching_statementvector_once"
            )
        ]


class QuestionVector(NetworkModel):
    """The vector of a text that asks (an open need, by its opaque kind and id), by one model version; remade at will.

    ``made_of``: a hash of the text. The spreads are the units of its products, ``themes`` the weights of its themes by
    number (see ``rules.asked``). The column ``vector`` lives in the database alone.
    """

    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    model = models.CharField(max_length=60)
    made_of = models.CharField(max_length=64)
    best_spread = models.FloatField()
    whole_spread = models.FloatField()
    themes = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "model", "about_kind", "about_id"], name="matching_questionvector_once"
            )
        ]


class Theming(NetworkModel):
    """A theme that a row (a statement, or a need by its opaque kind and id) carries on screen.

    Suggested ones are remade at will, so that no action writes them; ``is_said``: somebody chose it, and nothing is
    suggested for that row any more. An empty ``theme`` says that none fits. ``place``: the first is the main one.
    """

    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    theme = models.CharField(max_length=80, blank=True)
    place = models.PositiveSmallIntegerField()
    is_said = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "about_kind", "about_id", "theme"], name="matching_theming_once"
            )
        ]
        indexes = [models.Index(fields=["network_id", "theme", "about_kind"], name="matching_theming_theme")]


class Occupation(models.Model):
    """An occupation of the ESCO classification, the same for every network; ``vector`` lives in the database alone.

    ``isco``: the group of the International Standard Classification of Occupations; its first two digits are a field of
    work. ``model``: the model version that made the vector.
    """

    id = models.CharField(primary_key=True, max_length=120)
    isco = models.CharField(max_length=8)
    name_nl = models.CharField(max_length=300, blank=True)
    name_fr = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    model = models.CharField(max_length=60, blank=True)


class Weighing(ActedModel):
    """The weights with which a network searches, from a moment on; the latest holds. Append-only.

    ``needs``: on how many needs they were found, nought for the weights of the program.
    """

    best = models.FloatField()
    whole = models.FloatField()
    words = models.FloatField()
    lent = models.FloatField()
    needs = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(best__gt=0, whole__gte=0, words__gte=0, lent__gte=0),
                name="matching_weighing_positive",
            )
        ]
