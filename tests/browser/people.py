"""A person at a browser who reads one language: finds things by the words on the page, never by their code."""

import re
from typing import Any

from django.utils import translation
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.examining import Ears


def words(text: str, language: str, *, context: str = "", **values: Any) -> str:
    """The sentence as the program says it in that language; every space a plain one."""
    with translation.override(language):
        found = translation.pgettext(context, text) if context else translation.gettext(text)
    return (found % values if values else found).replace("\u00a0", " ").strip()


def _pattern(said: str) -> str:
    """Find a sentence whichever spaces the page has in it."""
    return re.escape(said).replace(r"\ ", r"\s")


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, context: BrowserContext, *, language: str, url: str) -> None:
        self.page: Page = context.new_page()
        self.ears = Ears(self.page)
        self.language, self.url = language, url

    def says(self, text: str, *, context: str = "", **values: Any) -> str:
        """A sentence in this person's language."""
        return words(text, self.language, context=context, **values)

    def goes_to(self, address: str) -> int:
        """Open an address; the status of its answer."""
        response = self.page.goto(address if address.startswith("http") else self.url + address)
        assert response is not None
        return response.status

    def follows(self, text: str, **values: Any) -> None:
        """Follow the first link on the page that reads so."""
        self.link(text, **values).first.click()

    def link(self, text: str, **values: Any) -> Locator:
        """The links that read so: in the page, else in the menu."""
        name = re.compile(_pattern(self.says(text, **values)))
        inside = self.page.locator("main").get_by_role("link", name=name)
        return inside if inside.count() else self.page.get_by_role("link", name=name)

    def opens_menu(self, text: str) -> None:
        """Go to an entry of the main menu."""
        self.page.locator("header.side nav").get_by_role("link", name=self.says(text)).click()

    def presses(self, text: str, *, context: str = "", **values: Any) -> None:
        """Press the first button on the page that reads so."""
        name = re.compile("^" + _pattern(self.says(text, context=context, **values)))
        self.page.locator("main").get_by_role("button", name=name).first.click()

    def unfolds(self, text: str) -> None:
        """Open a folded part."""
        self.page.locator("summary", has_text=self.says(text)).first.click()

    def fills(self, label: str, value: str, *, context: str = "") -> None:
        """Answer a question by its label."""
        self.field(label, context=context).fill(value)

    def chooses(self, label: str, *, within: str = "") -> None:
        """Tick or choose an answer by its label, where given within the question that reads ``within``."""
        place: Any = self.page.locator("main")
        if within:
            place = place.get_by_role("group", name=self.says(within))
        place.get_by_label(self.says(label), exact=True).check()

    def field(self, label: str, *, context: str = "") -> Locator:
        """The input that a label names; the label may go on with the word for what may stay empty."""
        name = re.compile("^" + _pattern(self.says(label, context=context)))
        return self.page.locator("main").get_by_label(name).first

    def reads(self, text: str, **values: Any) -> None:
        """Expect the sentence on the page."""
        expect(self.page.locator("main")).to_contain_text(self.says(text, **values))

    def reads_title(self, text: str, **values: Any) -> None:
        """Expect the page's name."""
        expect(self.page.locator("h1")).to_have_text(self.says(text, **values))

    def answers_in_mail(self) -> list[str]:
        """The links of the mail that is open, that ask for an answer."""
        links = self.page.locator("main a[href*='/answer/']")
        return [str(link.get_attribute("href")) for link in links.all()]
