"""Every page for everybody: axe finds nothing, nothing sticks out, nothing is refused by the browser."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Enter, House
from tests.browser.examining import Ears, examine
from tests.browser.pages import addresses_of, all_addresses, routes

# One page of each sort: lists, forms, pictures, papers, the letter, the story's own pages.
REPRESENTATIVE = {
    "office": (
        *("shell:home", "office:people", "office:person", "brokerage:need", "brokerage:calendar"),
        *("office:still_to_give", "billing:documents", "billing:close_month", "porting:preview", "office:mail"),
    ),
    "asker": ("shell:home", "brokerage:ask", "brokerage:give_back", "billing:account", "billing:statement"),
    "helper": ("brokerage:proposal", "network:profile"),
    "visitor": ("shell:home", "account_login"),
}

_FORESEEN = (200, 302, 403, 404, 405)


def opened(context: BrowserContext, addresses: list[str]) -> dict[str, Any]:
    """Open addresses one after another; what is wrong with each."""
    page = context.new_page()
    ears, faults = Ears(page), {}
    for address in addresses:
        response = page.goto(address)
        if response is None or "text/html" not in response.headers.get("content-type", ""):
            continue
        if found := examine(page, ears=ears):
            faults[address] = found
    return faults


@pytest.mark.parametrize("who", REPRESENTATIVE)
def test_pages_of_each_sort_are_for_everybody(who: str, house: House, enter: Enter) -> None:
    context = enter(house.world.people.get(who))
    named = [route for route in routes() if route.name in REPRESENTATIVE[who]]
    addresses = [addresses_of(route, house.world)[0] for route in named]

    faults = opened(context, addresses)

    assert faults == {}, told(faults)
    assert len(named) == len(REPRESENTATIVE[who])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("who", REPRESENTATIVE)
def test_every_page_is_for_everybody(who: str, language: str, house: House, enter: Enter) -> None:
    context = enter(house.world.people.get(who))
    context.add_cookies([{"name": "django_language", "value": language, "url": house.live.url}])
    addresses = [address for address in all_addresses(house.world) if is_a_page(context, address)]

    faults = opened(context, addresses)

    assert faults == {}, told(faults)


def told(faults: dict[str, Any]) -> str:
    """The faults, a line each, for who mends them."""
    return "\n".join(
        f"{address} ({look}): {fault}"
        for address, looks in faults.items()
        for look, found in looks.items()
        for fault in found
    )


def is_a_page(context: BrowserContext, address: str) -> bool:
    """Whether an address can be opened by who looks, and is a page."""
    answer = context.request.get(address, max_redirects=0)
    return answer.status == 200 and "text/html" in answer.headers["content-type"]


@pytest.mark.parametrize(
    "who", ["office", *(pytest.param(who, marks=pytest.mark.slow) for who in ("asker", "helper", "visitor"))]
)
def test_every_address_answers_without_failing(who: str, house: House, enter: Enter) -> None:
    context = enter(house.world.people.get(who))
    addresses = [address for address in all_addresses(house.world) if not address.startswith("/_parts/problem")]

    answers = {address: context.request.get(address, max_redirects=0).status for address in addresses}

    assert {address: status for address, status in answers.items() if status not in _FORESEEN} == {}


def test_every_argument_of_an_address_has_a_row_in_the_world(house: House) -> None:
    words = {
        *("key", "kind", "format", "month", "purpose", "role", "verb", "whose", "token", "status", "digest"),
        *("giver", "receiver", "side", "vat_kind", "quarter", "grid", "period", "name", "target", "year", "code", "on"),
    }

    unknown = {(route.name, name) for route in routes() for name in route.arguments if name not in house.world.ids}

    assert {(route, name) for route, name in unknown if name not in words} == set()
