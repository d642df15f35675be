"""Who gave to whom in a large network: groups, and the list behind each stream."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.matching import actions as matching
from kennisruil.network import actions as network
from kennisruil.shared.scope import network_scope
from tests.billing.factories import hold
from tests.factories import AT, BY, a_member, a_party, an_office_member, sign_in
from tests.matching.factories import knows
from tests.reports.factories import DAY, NOW, Town, a_town, some_exchange

pytestmark = pytest.mark.django_db
PAGE = "reports:reports"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    """A network where somebody good at websites helped one good at care; a picture groups above two parties."""
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: NOW)
    monkeypatch.setattr("kennisruil.reports.rules.groups.MOST_PARTIES_DRAWN", 2)
    town = a_town()
    with network_scope(town.network.pk):
        for name, theme in (("Webmaker", "websites"), ("Zorgster", "dementie")):
            member = a_member(town.network)
            party = a_party(town.network, name=name, kind="person", member=member)
            about = ("know_how", knows(member, name).pk)
            matching.say_themes(network_id=town.network.pk, about=about, themes=[theme], by=BY, at=AT)
            if name == "Webmaker":
                giver = party
        hold(town.network, on=DAY, pays=[(party, 300)], earns=[(giver, 300)])
    return town


def _office(town: Town, language: str = "en") -> Client:
    browser = sign_in(Client(), an_office_member(town.network))
    browser.cookies["django_language"] = language
    return browser


def _flows(answer: Any) -> Any:
    return next(section for key, section, _url in answer.context["sections"] if key == "flows")


def test_a_small_network_is_drawn_party_by_party(town: Town) -> None:
    section = _flows(_office(town).get(reverse(PAGE)))

    assert section.picture.rows == (("Webmaker", "Zorgster", "3.00"),)
    assert section.picture.urls == ()


def test_a_large_network_is_drawn_by_field_and_each_stream_opens_its_list(town: Town) -> None:
    some_exchange(town)
    for member in [a_member(town.network) for _each in range(2)]:
        _acts(town, member)
    office = _office(town)

    section = _flows(office.get(reverse(PAGE)))

    assert section.picture.rows == (
        ("digital and data", "know-how not said yet", "5.00", "2"),
        ("digital and data", "care and wellbeing", "3.00", "1"),
        ("know-how not said yet", "digital and data", "0.50", "1"),
    )
    assert section.meaning.startswith("5 parties gave or received: too many to draw one by one.")
    assert f'<a href="{section.picture.urls[1]}"' in section.picture.wide
    behind = office.get(section.picture.urls[1])
    assert [(line["giver"], line["receiver"], line["coins"]) for line in behind.context["lines"]] == [
        ("Webmaker", "Zorgster", "3.00")
    ]
    assert behind.context["lines"][0]["giver_url"]


def _acts(town: Town, member: Any) -> None:
    """Let somebody who knows websites act for the bakery."""
    about = ("know_how", knows(member, "Websites").pk)
    matching.say_themes(network_id=town.network.pk, about=about, themes=["websites"], by=BY, at=AT)
    network.act_for(network_id=town.network.pk, member_id=member.pk, party_id=town.bakery.pk, from_on=DAY, by=BY, at=AT)


def test_the_file_names_every_party_all_the_same(town: Town) -> None:
    some_exchange(town)

    answer = _office(town).get(reverse("reports:numbers", args=["flows"]))

    assert "Bakkerij;School;4.00" in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_where_little_is_known_groups_are_kinds_of_party(town: Town, language: str) -> None:
    some_exchange(town)
    office = _office(town, language)

    section = _flows(office.get(reverse(PAGE)))

    assert section.picture.rows[0][3] == "3"
    assert office.get(section.picture.urls[0]).status_code == 200


def test_the_list_is_for_the_office_and_of_groups_that_exist(town: Town) -> None:
    url = reverse("reports:group_flow", args=["organisation", "person"])

    assert _office(town).get(url).context["lines"] == []
    assert _office(town).get(reverse("reports:group_flow", args=["nobody", "person"])).status_code == 404
    assert sign_in(Client(), a_member(town.network)).get(url).status_code == 403
