"""Telling people the news they wait for: each item once for each person, whoever tells and however often."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kennisruil.brokerage.actions.mails.news import mail_news
from kennisruil.brokerage.models import Need, Told
from kennisruil.brokerage.queries.alerts import news_for, news_items
from kennisruil.brokerage.rules.alerts import News, letters_of, told_now
from kennisruil.matching import actions as matching
from kennisruil.matching.models import QuestionVector
from kennisruil.matching.rules import model
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

# Who tells in a network waits for who tells there already, and then finds it told.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))"


def tell_news(*, network_id: UUID, today: date, only: tuple[str, UUID] | None = None, by: Actor, at: datetime) -> int:
    """Tell who waits for it of new needs and offers, or of one (``only``: kind and id); gives how many letters.

    What is wanted at once goes now; the weekly mail goes when everything is told on the day decided. Safe to repeat and
    from several processes at once: what was told is kept, and nobody is told the same thing twice.
    """
    items = news_items(network_id=network_id, today=today, only=only)
    if not items:
        return 0
    weekday = int(network.setting(network_id=network_id, key="alerts.digest_weekday", on=today))
    is_digest_day = only is None and today.isoweekday() == weekday
    if not told_now(news_for(network_id=network_id, items=items, today=today), is_digest_day=is_digest_day):
        return 0
    with action("brokerage.tell_news", network_id=network_id, by=by, at=at):
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [f"news {network_id}"])
        news = told_now(news_for(network_id=network_id, items=items, today=today), is_digest_day=is_digest_day)
        letters = letters_of(news)
        _note(network_id, news, at=at)
        for member_id, rhythm, own in letters:
            member = network.member_by_id(network_id=network_id, member_id=member_id)
            mail_news(member, rhythm=rhythm, news=own, today=today, at=at)
    return len(letters)


def _note(network_id: UUID, news: Sequence[News], *, at: datetime) -> None:
    Told.objects.bulk_create(
        [
            Told(
                id=derived_id(network_id, "told", one.alert.member_id, one.item.kind, one.item.id),
                network_id=network_id,
                member_id=one.alert.member_id,
                alert_id=one.alert.id,
                about_kind=one.item.kind,
                about_id=one.item.id,
                told_at=at,
            )
            for one in news
        ]
    )


def read_need(*, network_id: UUID, need: Need) -> None:
    """Make the vector and suggest the themes of a need from its open lines; the confidential part is never read."""
    matching.read_question(
        network_id=network_id, about=("need", need.pk), text=need.text, sought=need.sought, language=need.language
    )


def read_open_needs(*, network_id: UUID, most: int = 100) -> int:
    """Read the open needs that have no vector of this installation's model yet; gives how many."""
    read = QuestionVector.objects.filter(
        network_id=network_id, about_kind="need", model=model.active_name() or ""
    ).values("about_id")
    rows = Need.objects.filter(network_id=network_id, state="open").exclude(pk__in=read).order_by("asked_at", "pk")
    needs = list(rows[:most])
    for need in needs:
        read_need(network_id=network_id, need=need)
    return len(needs)
