"""Links in mails: a scanner opens them and nothing happens; used, damaged, old, foreign ones say so and do nothing."""

import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core import signing
from playwright.sync_api import expect

from kennisruil.billing.models import Document
from kennisruil.brokerage.actions import links
from kennisruil.network.actions import sign_in_link
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from kennisruil.shared.signed import sign
from tests.browser.conftest import Enter, House
from tests.browser.people import Person

_YEARS = 2 * 366 * 86_400


@pytest.fixture
def visitor(house: House, enter: Enter) -> Person:
    return Person(enter(), language="nl", url=house.live.url)


@pytest.fixture
def unchanged(house: House) -> Iterator[None]:
    """Whatever the test opens, the network remembers no new action."""

    def written() -> int:
        with house.database(), network_scope(house.world.network.pk):
            return Action.objects.filter(network_id=house.world.network.pk).count()

    before = written()
    yield
    assert written() == before


def tokens(house: House, *, network_id: Any = None) -> dict[str, str]:
    """A right token for each kind of link, by address."""
    ids, sessions = house.world.ids, house.world.sessions
    network_id = network_id or house.world.network.pk
    with house.database(), network_scope(house.world.network.pk):
        draft = Document.objects.filter(network_id=house.world.network.pk, state="draft").order_by("pk").first()
    found = {
        "proposal": sign(links.PROPOSAL, network_id=network_id, proposal=ids["proposal_id"], answer="yes"),
        "session": sign(
            links.SESSION, network_id=network_id, session=sessions["proposed"], side="provider", say="accept"
        ),
        "details": sign(links.DETAILS, network_id=network_id, member=ids["member_id"], proposal=ids["proposal_id"]),
    }
    if draft is not None:
        found["draft"] = sign("billing.answer_draft", network_id=network_id, document_id=draft.pk)
    return found


def test_opening_every_link_changes_nothing(house: House, visitor: Person, unchanged: None) -> None:
    for kind, token in tokens(house).items():
        assert visitor.goes_to(f"/answer/{kind}/{token}/") == 200
        assert visitor.page.context.request.head(visitor.page.url).status == 200
        assert visitor.page.locator("main button").count() >= 1


@pytest.mark.parametrize("damage", ["half", "longer", "other letter", "another purpose", "nonsense"])
def test_a_damaged_link_says_so(damage: str, house: House, visitor: Person, unchanged: None) -> None:
    right = tokens(house)
    for kind, token in right.items():
        wrong = {
            "half": token[: len(token) // 2],
            "longer": token + "=20",
            "other letter": ("b" if token[5] == "a" else "a").join((token[:5], token[6:])),
            "another purpose": right["details" if kind == "proposal" else "proposal"],
            "nonsense": "klik-hier",
        }[damage]
        assert visitor.goes_to(f"/answer/{kind}/{wrong}/") in (404, 410)
        assert visitor.page.locator("main button").count() == 0
        assert len(visitor.page.locator("main").inner_text()) > 60


def test_a_link_of_two_years_ago_says_so(house: House, visitor: Person, unchanged: None) -> None:
    with patch.object(signing.time, "time", return_value=time.time() - _YEARS):
        old = tokens(house)

    for kind, token in old.items():
        assert visitor.goes_to(f"/answer/{kind}/{token}/") == 410
        assert visitor.page.locator("main button").count() == 0


def test_a_link_that_names_another_network_finds_nothing(house: House, visitor: Person, unchanged: None) -> None:
    from tests.browser.exchange import a_cast

    with house.database():
        elsewhere = a_cast("nl", slug="links-elsewhere").network.pk

    for kind, token in tokens(house, network_id=elsewhere).items():
        assert visitor.goes_to(f"/answer/{kind}/{token}/") in (404, 410)
        assert visitor.page.locator("main button").count() == 0


def test_a_link_of_another_network_than_ones_own_is_not_answered(house: House, enter: Enter, unchanged: None) -> None:
    from tests.browser.exchange import a_cast

    with house.database():
        stranger = a_cast("nl", slug="links-stranger").broker
    person = Person(enter(stranger), language="nl", url=house.live.url)

    for kind, token in tokens(house).items():
        assert person.goes_to(f"/answer/{kind}/{token}/") in (404, 409)
        assert person.page.locator("main").get_by_role("button").count() == 0


def test_the_way_in_works_once(house: House, visitor: Person, enter: Enter) -> None:
    with house.database():
        link = sign_in_link(email=house.world.asker.email).partition("/welcome/")[2]

    scanned = enter().request.get(f"/welcome/{link}").status
    visitor.goes_to(f"/welcome/{link}")
    visitor.presses("Come in")
    expect(visitor.page.locator("header.side nav")).to_be_visible()
    again = Person(enter(), language="nl", url=house.live.url)
    status = again.goes_to(f"/welcome/{link}")

    assert (scanned, status) == (200, 410)
    assert again.page.locator("main button").count() == 0


def test_one_can_look_around_in_a_demo_network_and_leave(house: House, visitor: Person) -> None:
    visitor.goes_to("/account/login/")
    visitor.page.locator("form[action*='/look/office/'] button").click()
    expect(visitor.page.locator("header.side nav")).to_be_visible()
    name = visitor.page.locator("header.side").inner_text()
    visitor.page.locator("header.side a[href*='logout'], header.side form[action*='logout'] button").click()
    if "logout" in visitor.page.url:
        visitor.page.locator("main form button").click()

    assert house.world.office.name in name
    expect(visitor.page.locator("header.side nav")).to_have_count(0)
