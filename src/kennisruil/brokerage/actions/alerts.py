"""Asking for news by mail under a theme or near to own words, and wanting it no longer."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.models import Alert
from kennisruil.brokerage.rules.alerts import ABOUT, LONGEST_WORDS, MOST_ALERTS, RHYTHMS
from kennisruil.brokerage.rules.approaching import AlertRefused
from kennisruil.matching.rules.theming import known_themes
from kennisruil.network.models import Member
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.languages import LANGUAGES


def want_news(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    theme: str = "",
    words: str = "",
    about: str = "both",
    rhythm: str = "weekly",
    language: str,
    by: Actor,
    at: datetime,
) -> Alert:
    """Tell a member by mail of new needs and offers under a theme, or near to their own words; from now on.

    :raises AlertRefused: neither or both of theme and words, an unknown theme, more than twenty, or the same again.
    """
    words = " ".join(words.split())[:LONGEST_WORDS]
    with action("brokerage.want_news", network_id=network_id, by=by, at=at, about=("member", member_id)):
        # Two at once wait for each other, so that neither the count nor the sameness is missed.
        Member.objects.select_for_update().get(network_id=network_id, pk=member_id)
        own = Alert.objects.filter(network_id=network_id, member_id=member_id, ended_at=None)
        same = next((row for row in own.order_by("pk") if row.pk == id), None)
        if same is not None:
            return same
        problems = {
            "theme": bool(theme) and not known_themes([theme]),
            "words": bool(theme) == bool(words),
            "about": about not in ABOUT,
            "rhythm": rhythm not in RHYTHMS,
            "known": own.filter(theme=theme, words=words).exists(),
            "too_many": own.count() >= MOST_ALERTS,
        }
        problem = next((name for name, is_wrong in problems.items() if is_wrong), "")
        if problem:
            raise AlertRefused(problem=problem)
        return Alert.objects.create(
            id=id,
            network_id=network_id,
            member_id=member_id,
            theme=theme,
            words=words,
            language=language if language in LANGUAGES else "nl",
            about=about,
            rhythm=rhythm,
            since_at=at,
        )


def change_rhythm(*, network_id: UUID, alert_id: UUID, rhythm: str, by: Actor, at: datetime) -> None:
    """Tell of it at once, or in the weekly mail. :raises AlertRefused: another rhythm; nothing changes."""
    if rhythm not in RHYTHMS:
        raise AlertRefused(problem="rhythm")
    with action("brokerage.change_rhythm", network_id=network_id, by=by, at=at, about=("alert", alert_id)):
        Alert.objects.filter(network_id=network_id, pk=alert_id, ended_at=None).update(rhythm=rhythm)


def end_news(*, network_id: UUID, alert_id: UUID, by: Actor, at: datetime) -> None:
    """Tell a member of this no longer. A second time changes nothing."""
    with action("brokerage.end_news", network_id=network_id, by=by, at=at, about=("alert", alert_id)):
        Alert.objects.filter(network_id=network_id, pk=alert_id, ended_at=None).update(ended_at=at)


def end_all_news(*, network_id: UUID, member_id: UUID, rhythm: str | None = None, by: Actor, at: datetime) -> None:
    """Tell a member of nothing any more, or of nothing in one rhythm. A second time changes nothing."""
    with action("brokerage.end_all_news", network_id=network_id, by=by, at=at, about=("member", member_id)):
        rows = Alert.objects.filter(network_id=network_id, member_id=member_id, ended_at=None)
        (rows.filter(rhythm=rhythm) if rhythm else rows).update(ended_at=at)
