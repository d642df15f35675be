"""The page with pictures: for the office only, over a period of one's choice, with few questions whatever the size."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.reports.web.reports import SECTIONS
from tests.factories import a_member, an_office_member, sign_in
from tests.reports.factories import NOW, Town, a_town, some_exchange

pytestmark = pytest.mark.django_db
PAGE = "reports:reports"


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


def _sections(answer: Any) -> dict[str, Any]:
    return dict(zip(SECTIONS, (section for _key, section, _url in answer.context["sections"]), strict=True))


def test_pages_are_for_the_office_only(town: Town) -> None:
    member = sign_in(Client(), a_member(town.network))
    urls = [reverse(PAGE), reverse("reports:numbers", args=["flows"])]

    assert [member.get(url).status_code for url in urls] == [403, 403]
    assert [Client().get(url).status_code for url in urls] == [302, 302]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_an_empty_network_is_told_what_to_do(town: Town, language: str) -> None:
    answer = _office(town, language).get(reverse(PAGE))

    sections = _sections(answer)
    assert answer.status_code == 200
    assert [key for key, section in sections.items() if section.picture] == []
    assert all(section.next_url and section.meaning for section in sections.values())


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pictures_open_in_each_language(town: Town, language: str) -> None:
    some_exchange(town)

    answer = _office(town, language).get(reverse(PAGE))

    assert answer.status_code == 200
    drawn = [key for key, section in _sections(answer).items() if section.picture]
    assert drawn == ["flows", "exchanged", "still-to-give", "circulation", "months"]


def test_titles_say_the_finding(town: Town) -> None:
    some_exchange(town)

    sections = _sections(_office(town).get(reverse(PAGE)))

    assert {key: section.picture.title for key, section in sections.items() if section.picture} == {
        "flows": "Of every ten coins, 10 came from the three who gave most",
        "exchanged": "1 of 3 received and has not given yet",
        "still-to-give": "Nothing has been waiting for a year",
        "circulation": "4.50 SIF more credit than at the start",
        "months": "3 months still have to be closed",
    }


def test_the_period_is_in_the_address(town: Town) -> None:
    some_exchange(town)

    answer = _office(town).get(reverse(PAGE), {"period": "3"})

    assert answer.context["period"].months == 3
    assert [row[:2] for row in _sections(answer)["flows"].picture.rows] == [
        ("Bakkerij", "Theater"),
        ("School", "Bakkerij"),
    ]
    assert next(url for _key, _section, url in answer.context["sections"]) == "/reports/flows.csv?period=3"


def test_numbers_come_as_a_file(town: Town) -> None:
    some_exchange(town)

    answer = _office(town).get(reverse("reports:numbers", args=["exchanged"]), {"period": "12"})

    rows = list(csv.reader(io.StringIO(answer.content.decode()), delimiter=";"))
    assert answer["Content-Disposition"] == 'attachment; filename="exchanged.csv"'
    assert rows == [
        ["Who", "Gave", "Received"],
        ["Bakkerij", "5.00", "0.50"],
        ["School", "0.50", "4.00"],
        ["Theater", "0.00", "1.00"],
    ]


@pytest.mark.parametrize("key", ["nothing", "flows"])
def test_a_file_without_numbers_does_not_exist(town: Town, key: str) -> None:
    assert _office(town).get(reverse("reports:numbers", args=[key])).status_code == 404


def test_a_long_table_says_how_much_more_the_file_has(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    some_exchange(town)
    monkeypatch.setattr("kennisruil.reports.web.section.ROWS_SHOWN", 2)

    section = _sections(_office(town).get(reverse(PAGE)))["exchanged"]

    assert section.picture.rows[-1] == ("and 1 more, in the CSV file", "", "")
    assert len(section.whole.rows) == 3


def test_the_page_asks_as_much_for_three_times_as_for_one(town: Town) -> None:
    browser = _office(town)

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse(PAGE)).status_code == 200
        return len(found)

    some_exchange(town)
    questions()
    one = questions()
    some_exchange(town, times=2)

    assert questions() == one
    assert one <= 40


def test_a_neighbours_numbers_stay_with_the_neighbour(town: Town) -> None:
    some_exchange(a_town())

    sections = _sections(_office(town).get(reverse(PAGE)))

    assert [key for key, section in sections.items() if section.picture] == []
