"""Reminders before a session, and the link in them that takes another date."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.reminding import reminder_due
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import DAY, STARTS, Exchange, a_session, an_exchange, on_day
from tests.factories import in_a_network

EVE = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 3, 9, 16, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 9, 17, 0, tzinfo=UTC), "eve"),
        (datetime(2026, 3, 10, 5, 59, tzinfo=UTC), "eve"),
        (datetime(2026, 3, 10, 6, 0, tzinfo=UTC), "soon"),
        (STARTS - timedelta(seconds=1), "soon"),
        (STARTS, None),
    ],
)
def test_reminder_is_due_in_the_evening_before_and_six_hours_before(at: datetime, due: str | None) -> None:
    assert reminder_due(starts_at=STARTS, at=at, zone="Europe/Brussels") == due


def test_evening_is_that_of_the_network_when_the_clock_changes() -> None:
    starts_at = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)

    assert (
        reminder_due(starts_at=starts_at, at=datetime(2026, 3, 28, 16, 59, tzinfo=UTC), zone="Europe/Brussels") is None
    )
    assert (
        reminder_due(starts_at=starts_at, at=datetime(2026, 3, 28, 17, 0, tzinfo=UTC), zone="Europe/Brussels") == "eve"
    )


def _sweep(exchange: Exchange, at: datetime) -> None:
    actions.sweep_daily(network_id=exchange.network.pk, today=at.date(), at=at)


@pytest.mark.django_db
def test_both_are_reminded_twice_and_each_time_once() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="agreed", starts_at=STARTS)

        for at in (on_day(DAY - timedelta(days=1)), EVE, EVE, STARTS - timedelta(hours=2), STARTS - timedelta(hours=1)):
            _sweep(exchange, at)

        mails = Mail.objects.filter(about_id=str(session.pk))
        counts = [mails.filter(key__startswith=f"session-{kind}:").count() for kind in ("eve", "soon")]
        assert counts == [2, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["proposed", "moved", "cancelled"])
def test_nobody_is_reminded_of_what_is_not_agreed(state: str) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state=state, starts_at=STARTS)

        _sweep(exchange, session.starts_at - timedelta(hours=3))

        assert not Mail.objects.filter(key__startswith="session-soon:").exists()


@pytest.mark.django_db
def test_link_of_a_reminder_takes_another_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: EVE)
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="agreed", starts_at=STARTS)
        _sweep(exchange, EVE)
        mail = Mail.objects.get(key__startswith="session-eve:", to=exchange.helper.email)
    [address] = re.findall(r"https?://[^/]+(/answer/session/\S+)", mail.text)

    shown = Client().get(address)
    empty = Client().post(address, {"on": "", "hour": ""})
    moved = Client().post(address, {"on": "2026-03-17", "hour": "13:00", "place": ""})
    again = Client().get(address)

    assert [answer.status_code for answer in (shown, empty, moved, again)] == [200, 422, 200, 200]
    assert "form" in shown.context
    with network_scope(network.pk):
        found = Session.objects.get(pk=session.pk)
    assert (found.state, found.starts_at) == ("moved", datetime(2026, 3, 17, 12, 0, tzinfo=UTC))


@pytest.mark.django_db
def test_link_of_a_reminder_is_kind_once_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="agreed", starts_at=STARTS)
        _sweep(exchange, EVE)
        mail = Mail.objects.get(key__startswith="session-eve:", to=exchange.helper.email)
    [address] = re.findall(r"https?://[^/]+(/answer/session/\S+)", mail.text)
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: STARTS)

    answer = Client().get(address)

    assert answer.status_code == 410
    assert "session" not in answer.context
