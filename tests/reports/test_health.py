"""The health page: figures of a network that was walked, their lists, for the office only, with few questions."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage import actions as brokerage
from kennisruil.reports import queries
from kennisruil.reports.rules.figures import period_of
from kennisruil.reports.rules.health import FIGURES, Health
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import on_day
from tests.factories import BY, a_member, an_office_member, sign_in
from tests.reports.factories import NOW, TODAY, Town, a_town, some_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: NOW)


@pytest.fixture
def town() -> Town:
    """A network with three organisations."""
    return a_town()


def _office(town: Town, language: str = "en") -> Client:
    browser = sign_in(Client(), an_office_member(town.network))
    browser.cookies["django_language"] = language
    return browser


def _figures(town: Town) -> list[Health]:
    period = period_of("3", today=TODAY)
    with network_scope(town.network.pk):
        evidence = queries.evidence_of(network_id=town.network.pk, period=period, zone="Europe/Brussels", today=TODAY)
        return queries.health_of(evidence, period=period, today=TODAY)


def test_figures_of_a_small_exchange(town: Town) -> None:
    some_exchange(town)

    april, may, june = _figures(town)

    assert [row.month for row in (april, may, june)] == [Month(2026, 4), Month(2026, 5), Month(2026, 6)]
    assert (april.reciprocity, may.reciprocity) == (0, 667)
    assert (april.core, may.core) == (0, 2)
    assert (april.concentration, may.concentration) == (666, 606)
    assert (june.unmet, june.minutes, june.cross_sector) == (0, None, None)


def test_age_is_counted_from_the_day_a_party_went_under_zero(town: Town) -> None:
    some_exchange(town)

    figures = _figures(town)

    with network_scope(town.network.pk):
        found = queries.evidence_of(
            network_id=town.network.pk, period=period_of("3", today=TODAY), zone="Europe/Brussels", today=TODAY
        ).under_zero
    assert all(len(rows) == 2 for rows in found.values())
    assert all(figure.age is not None and figure.age >= 0 for figure in figures)


def test_need_open_for_over_a_month_is_unmet(town: Town) -> None:
    with network_scope(town.network.pk):
        asker = a_member(town.network)
        for asked in (date(2026, 3, 20), date(2026, 5, 10), date(2026, 6, 1)):
            brokerage.ask_for_help(
                network_id=town.network.pk,
                id=new_id(),
                member_id=asker.pk,
                text="Wie helpt ons?",
                language="nl",
                by=BY,
                at=on_day(asked),
            )

    assert [row.unmet for row in _figures(town)] == [1, 1, 2]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_open_in_each_language_empty_and_full(town: Town, language: str) -> None:
    office = _office(town, language)
    addresses = [reverse("reports:health"), *(reverse("reports:health_list", args=[key]) for key in FIGURES)]

    empty = [office.get(address).status_code for address in addresses]
    some_exchange(town)
    full = [office.get(address).status_code for address in addresses]

    assert set(empty + full) == {200}


def test_files_hold_the_numbers_and_the_lists(town: Town) -> None:
    some_exchange(town)
    office = _office(town)

    over_time = office.get(reverse("reports:health_numbers", args=["reciprocity"]) + "?period=3")
    behind = office.get(reverse("reports:health_numbers", args=["reciprocity"]) + "?list=1")

    assert over_time.content.decode().splitlines()[0] == "Month;Giving and receiving"
    assert behind.content.decode().splitlines()[:2] == ["Who;Gave;Received", "Bakkerij;5.00;0.50"]
    assert office.get(reverse("reports:health_numbers", args=["nothing"])).status_code == 404


def test_pages_are_for_the_office_only(town: Town) -> None:
    member = sign_in(Client(), a_member(town.network))

    assert member.get(reverse("reports:health")).status_code == 403
    assert member.get(reverse("reports:health_list", args=["still"])).status_code == 403


def _questions(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)


def test_health_asks_as_much_for_three_rounds_as_for_one(town: Town) -> None:
    some_exchange(town)
    office: Any = _office(town)
    office.get(reverse("reports:health"))
    once = _questions(office, reverse("reports:health"))
    some_exchange(town, times=3)

    assert _questions(office, reverse("reports:health")) == once
