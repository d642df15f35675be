"""The pages work where no script runs: with HTTP alone somebody asks, the broker asks on, and a yes comes back."""

from uuid import uuid4

from tests.browser.conftest import Enter, House
from tests.browser.people import Person
from tests.browser.world import World

TEXT = f"Nummer {uuid4().hex[:8]}: wie kijkt mee naar onze huurovereenkomst voor we tekenen?"


def person(house: House, enter: Enter, who: str) -> Person:
    context = enter(house.world.people[who], java_script_enabled=False)
    return Person(context, language="nl", url=house.live.url)


def test_a_question_is_asked_answered_and_taken_back(house: House, enter: Enter) -> None:
    asker, office = person(house, enter, "asker"), person(house, enter, "office")

    asker.goes_to("/help/ask/")
    asker.presses("Ask", context="button")
    refused = asker.page.locator("#errors").inner_text()
    asker.fills("What is going on?", TEXT)
    asker.presses("Ask", context="button")
    office.goes_to("/needs/")
    office.page.locator("main").get_by_role("link").filter(has_text=TEXT[:30]).first.click()
    office.page.locator("#people").fill("Bart")
    office.presses("Search")
    office.presses("Put on the list")
    office.presses("Ask the first on the list")
    office.reads("The question is on its way to %(name)s.", name=house.world.helper.name)
    asker.page.locator("main").get_by_role("link").filter(has_text=TEXT[:30]).first.click()
    asker.presses("I no longer need this")

    asker.reads("The question is withdrawn.")
    assert refused


def test_the_menu_behind_more_opens_on_a_phone(house: House, enter: Enter) -> None:
    context = enter(house.world.office, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/")

    page.locator("nav.bar summary").click()
    page.locator(".bar__more a.bar__extra").last.click()

    assert page.locator("h1").inner_text()


def test_people_are_found_by_pressing_a_button(house: House, enter: Enter) -> None:
    office = person(house, enter, "office")
    office.goes_to("/people/")

    office.page.locator("main input[type=search]").fill("fietsen")
    office.page.locator("main form button[type=submit]").first.click()

    assert "text=fietsen" in office.page.url
    assert _names(house.world) in office.page.locator("#found").inner_text()


def _names(world: World) -> str:
    return str(world.helper.name)
