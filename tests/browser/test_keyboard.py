"""The keyboard alone: every control is reached in the order of reading, is seen to be reached, and none holds on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, House
from tests.browser.people import Person

_MOST_STOPS = 150
# Where the focus is, whether a ring or another sign shows it, and whether it is in sight.
_FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const style = getComputedStyle(here), box = here.getBoundingClientRect();
    const mark = here.closest("label, .settings__choice, .button") || here;
    const ring = getComputedStyle(mark);
    return {name: (here.innerText || here.getAttribute("aria-label") || here.name || "").trim().slice(0, 60),
        tag: here.tagName, seen: box.width > 0 && box.height > 0,
        ring: style.outlineStyle !== "none" || style.boxShadow !== "none" || ring.outlineStyle !== "none",
        path: [...document.querySelectorAll("*")].indexOf(here)};
}"""


def stops(page: Page) -> list[dict[str, object]]:
    """Where the tab key stops, from the top of the page until it leaves it."""
    found: list[dict[str, object]] = []
    while len(found) < _MOST_STOPS:
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUS)
        if here is None or (found and here["path"] == found[0]["path"]):
            break
        found.append(here)
    return found


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("office", "/"),
        ("office", "/people/"),
        ("office", "need_id"),
        ("office", "/close/2026-02/"),
        ("asker", "/help/ask/"),
        ("asker", "/give-back/"),
        ("asker", "/profile/"),
    ],
)
def test_the_tab_key_walks_through_the_page_and_out_again(who: str, address: str, house: House, enter: Enter) -> None:
    page = enter(house.world.people[who]).new_page()
    page.goto(f"/needs/{house.world.ids[address]}/" if address == "need_id" else address)

    walked = stops(page)

    assert 5 < len(walked) < _MOST_STOPS
    assert [stop for stop in walked if not stop["seen"] or not stop["ring"]] == []
    # Nobody is sent back up: the order of stops is the order of reading.
    assert [stop["path"] for stop in walked] == sorted(stop["path"] for stop in walked)


def test_the_first_stop_leads_past_the_menu(house: House, enter: Enter) -> None:
    page = enter(house.world.office).new_page()
    page.goto("/people/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_question_is_asked_without_a_mouse(house: House, enter: Enter) -> None:
    asker = Person(enter(house.world.asker), language="nl", url=house.live.url)
    asker.goes_to("/help/ask/")

    asker.field("What is going on?").focus()
    asker.page.keyboard.type("Wie leest ons jaarverslag na?")
    for _question in range(3):
        asker.page.keyboard.press("Tab")
    asker.page.keyboard.press("Enter")

    asker.reads("Your question is with the office. You hear from us soon.")


def test_a_refused_form_starts_at_what_needs_another_look(house: House, enter: Enter) -> None:
    asker = Person(enter(house.world.asker), language="nl", url=house.live.url)
    asker.goes_to("/help/ask/")

    asker.presses("Ask", context="button")

    expect(asker.page.locator("#errors")).to_be_focused()
    asker.page.keyboard.press("Tab")
    asker.page.keyboard.press("Enter")
    expect(asker.field("What is going on?")).to_be_focused()


def test_the_menu_behind_more_closes_with_escape(house: House, enter: Enter) -> None:
    page = enter(house.world.office, viewport={"width": 390, "height": 800}).new_page()
    page.goto("/")
    more = page.locator("nav.bar summary")

    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bar__more")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".bar__more")).to_be_hidden()
    expect(more).to_be_focused()
