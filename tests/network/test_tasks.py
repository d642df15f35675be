"""What each day asks, and the night's check."""

import logging
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kennisruil.network import tasks
from kennisruil.shared import jobs
from kennisruil.shared.invariants import Invariant, invariant_answers
from kennisruil.shared.scope import network_scope
from tests.factories import a_network

pytestmark = pytest.mark.django_db


def test_day_asks_every_room_about_the_networks_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    network, asked = a_network(), []
    late = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # already the first of April in Brussels
    monkeypatch.setattr(tasks.clock, "now", lambda: late)

    def answer(*, network_id: UUID, today: date, at: datetime) -> None:
        asked.append((network_id, today, at))

    monkeypatch.setattr(jobs.daily, "_answers", [*jobs.daily, answer])
    tasks.day(network_id=network.pk)

    assert asked == [(network.pk, date(2026, 4, 1), late)]


def test_night_says_nothing_of_a_sound_network(caplog: pytest.LogCaptureFixture) -> None:
    network = a_network()

    with network_scope(network.pk), caplog.at_level(logging.ERROR):
        tasks.check(network_id=network.pk)

    assert caplog.records == []


def test_night_logs_what_does_not_hold(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    network = a_network()
    broken = Invariant(name="ledger.sums", holds=False, found="book 1 is off by 200")
    monkeypatch.setattr(invariant_answers, "_answers", [lambda *, network_id: [broken]])

    tasks.check(network_id=network.pk)

    assert [record.getMessage() for record in caplog.records] == [
        f"invariant ledger.sums does not hold in network {network.pk}: book 1 is off by 200"
    ]
