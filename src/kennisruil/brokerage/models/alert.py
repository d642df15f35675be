"""Of what somebody wants to hear by mail, and what they were told: never the same thing twice."""

from django.db import models

from kennisruil.brokerage.rules.alerts import ABOUT, RHYTHMS
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.models import ActedModel


class Alert(ActedModel):
    """A member hears of new needs and offers under a theme, or near to their own words, until ``ended_at``."""

    member = NetworkKey(Member)
    theme = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5)
    about = models.CharField(max_length=10)
    rhythm = models.CharField(max_length=10)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(theme="") ^ models.Q(words=""), name="brokerage_alert_theme_or_words"
            ),
            models.CheckConstraint(condition=models.Q(about__in=ABOUT), name="brokerage_alert_about_known"),
            models.CheckConstraint(condition=models.Q(rhythm__in=RHYTHMS), name="brokerage_alert_rhythm_known"),
            models.CheckConstraint(condition=models.Q(language__in=LANGUAGES), name="brokerage_alert_language_known"),
            models.UniqueConstraint(
                fields=["network_id", "member", "theme", "words"],
                condition=models.Q(ended_at=None),
                name="brokerage_alert_once",
            ),
        ]


class Told(ActedModel):
    """A member was told of a need or an offer, by whichever of their alerts; the database takes it once."""

    member = NetworkKey(Member)
    alert = NetworkKey(Alert)
    about_kind = models.CharField(max_length=10)
    about_id = models.UUIDField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "member", "about_kind", "about_id"], name="brokerage_told_once"
            )
        ]
