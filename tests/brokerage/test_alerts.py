"""News by mail: who hears of what, at once or weekly, and never twice."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Alert, Told
from kennisruil.brokerage.rules.alerts import NEAR_FROM, Item, News, Peace, Wanted, is_met, letters_of, may_be_told
from kennisruil.brokerage.rules.alerts import told_now as told
from kennisruil.brokerage.rules.approaching import AlertRefused
from kennisruil.brokerage.tasks import news_daily
from kennisruil.matching import actions as matching
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, an_exchange
from tests.database import OwnDatabase
from tests.factories import AT, BY, ON, a_member, a_network, in_a_network

ITEM = Item(
    kind="need",
    id=UUID(int=1),
    owner_id=UUID(int=2),
    text="Wie leest ons dossier na?",
    language="nl",
    since_on=ON,
    themes=("subsidies",),
)
ALERT = Wanted(
    id=UUID(int=3),
    member_id=UUID(int=4),
    theme="subsidies",
    words="",
    language="nl",
    about="both",
    rhythm="now",
    since_on=ON,
)
MONDAY, THURSDAY = date(2026, 1, 12), date(2026, 1, 8)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"about": "needs"}, True),
        ({"about": "offers"}, False),
        ({"member_id": ITEM.owner_id}, False),
        ({"since_on": ON + timedelta(days=1)}, False),
    ],
)
def test_only_news_of_others_of_the_kind_asked_for_is_told(changed: dict[str, Any], expected: bool) -> None:
    assert may_be_told(alert=replace(ALERT, **changed), item=ITEM, peace=Peace(), today=ON) is expected


def test_who_is_left_in_peace_and_what_is_old_is_not_told() -> None:
    paused = Peace(paused=frozenset([ALERT.member_id]))
    avoided = Peace(avoided={ALERT.member_id: frozenset([ITEM.owner_id])})

    assert [may_be_told(alert=ALERT, item=ITEM, peace=peace, today=ON) for peace in (paused, avoided)] == [False] * 2
    assert not may_be_told(alert=ALERT, item=ITEM, peace=Peace(), today=ON + timedelta(days=36))


def test_own_words_are_met_by_meaning_and_without_a_model_by_a_word() -> None:
    words = replace(ALERT, theme="", words="dossiers lezen")
    near = [is_met(alert=words, item=ITEM, near=near, shares_a_word=True) for near in (NEAR_FROM, NEAR_FROM - 0.1)]

    assert (near, is_met(alert=words, item=ITEM, near=None, shares_a_word=True)) == ([True, False], True)
    assert not is_met(alert=replace(ALERT, theme="websites"), item=ITEM, near=9.0, shares_a_word=True)


def test_an_item_goes_once_to_a_person_at_once_when_any_alert_says_so() -> None:
    weekly = replace(ALERT, id=UUID(int=9), rhythm="weekly")
    other = replace(weekly, member_id=UUID(int=8))
    news = [News(item=ITEM, alert=each) for each in (weekly, ALERT, other)]

    assert [one.alert for one in told(news, is_digest_day=False)] == [ALERT]
    assert [(who, rhythm, len(own)) for who, rhythm, own in letters_of(told(news, is_digest_day=True))] == [
        (ALERT.member_id, "now", 1),
        (other.member_id, "weekly", 1),
    ]


def _wants(member: Member, **how: Any) -> Alert:
    how = {"theme": "subsidies", "rhythm": "now", "language": "nl"} | how
    return actions.want_news(
        network_id=member.network_id, id=new_id(), member_id=member.pk, by=BY, at=how.pop("at", AT), **how
    )


def _asked_under(exchange: Exchange, theme: str = "subsidies", **how: Any) -> UUID:
    need = a_need(exchange, **how)
    matching.say_themes(network_id=exchange.network.pk, about=("need", need.pk), themes=[theme], by=BY, at=AT)
    return need.pk


def _tell(exchange: Exchange, on: date = ON) -> int:
    at = datetime(on.year, on.month, on.day, 8, tzinfo=UTC)
    return actions.tell_news(network_id=exchange.network.pk, today=on, by=BY, at=at)


@pytest.mark.django_db
def test_news_of_a_theme_is_told_once_with_a_way_out_and_not_to_who_asked() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        for member in (exchange.asker, exchange.helper, a_member(network, email="")):
            _wants(member)
        _wants(exchange.helper, theme="", words="subsidiedossiers schrijven")
        need_id = _asked_under(exchange, confidential_text="Onze kas is leeg")

        letters = [_tell(exchange) for _time in range(3)]
        (mail,) = Mail.objects.filter(key__startswith="news:")

        assert (letters, mail.to, Told.objects.count()) == ([1, 0, 0], exchange.helper.email, 1)
        assert str(need_id) in mail.text
        assert "leeg" not in mail.text + mail.subject
        assert exchange.asker.name not in mail.text
        assert mail.unsubscribe_url
        assert mail.unsubscribe_url in mail.text


@pytest.mark.django_db
def test_weekly_news_waits_for_its_day_and_comes_together() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        _wants(exchange.helper, rhythm="weekly")
        for text in ("Wie leest een dossier?", "Wie telt een begroting na?"):
            _asked_under(exchange, text=text)

        letters = [_tell(exchange, on) for on in (THURSDAY, MONDAY, MONDAY, MONDAY + timedelta(days=7))]

        assert letters == [0, 1, 0, 0]
        assert Mail.objects.get(key__startswith="news:weekly").text.count("/needs/") == 2


@pytest.mark.django_db
def test_own_words_find_an_offer_by_meaning_in_another_language() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        _wants(exchange.asker, theme="", words="réparer des vélos", language="fr", about="offers")
        for text in ("Ik herstel oude fietsen, ook elektrische.", "Ik geef les in zingen voor koren."):
            actions.post_offer(
                network_id=network.pk,
                id=new_id(),
                member_id=exchange.helper.pk,
                text=text,
                language="nl",
                by=BY,
                at=AT,
            )
        matching.make_vectors(network_id=network.pk, member_ids=[exchange.helper.pk])

        _tell(exchange)

        assert "fietsen" in Mail.objects.get(key__startswith="news:").text
        assert Told.objects.count() == 1


@pytest.mark.django_db
def test_who_ends_it_hears_nothing_and_wrong_wishes_are_refused() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        alert = _wants(exchange.helper)
        for wrong, problem in (
            ({}, "known"),
            ({"words": "fietsen"}, "words"),
            ({"theme": "onbekend"}, "theme"),
            ({"theme": "bijen", "rhythm": "daily"}, "rhythm"),
        ):
            with pytest.raises(AlertRefused) as refused:
                _wants(exchange.helper, **wrong)
            assert refused.value.problem == problem
        actions.end_news(network_id=network.pk, alert_id=alert.pk, by=BY, at=AT)
        _asked_under(exchange)

        news_daily(network_id=network.pk, today=ON, at=AT)

        assert not Mail.objects.filter(key__startswith="news:").exists()


def test_two_processes_that_tell_at_once_tell_it_once(own_database: OwnDatabase) -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange = an_exchange(network)
        for member in (exchange.helper, a_member(network)):
            _wants(member)
        _asked_under(exchange)
    connections.close_all()

    children = [_tell_in_a_child(network.pk) for _number in range(3)]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    with network_scope(network.pk):
        assert (sorted(ends), Told.objects.count()) == ([0, 0, 2], 2)
        assert Mail.objects.filter(key__startswith="news:").count() == 2


def _tell_in_a_child(network_id: UUID) -> int:
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        with network_scope(network_id):
            code = actions.tell_news(network_id=network_id, today=ON, by=BY, at=AT)
    finally:
        # Neither pytest nor the database of the parent may hear of this process.
        os._exit(code)
    return 0


pytestmark = pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
