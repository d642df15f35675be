"""The exchange, whole, by hand in a browser, as the broker, who needs help and who gives it, in each language."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from kennisruil.shared.amounts import format_coins, format_euro
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.browser.conftest import Enter, House
from tests.browser.exchange import ASKED_AT, CLOSED_AT, HELD_AT, KNOW_HOW, MONTH, NEED, SESSION_ON, Cast, a_cast
from tests.browser.people import Person, words
from tests.browser.world import TODAY

IBAN = "BE71 0961 2345 6769"


class Story:
    """Three people and their browsers; each chapter is what one of them does."""

    def __init__(self, *, house: House, enter: Enter, cast: Cast) -> None:
        def at_browser(member: Any = None) -> Person:
            locale = f"{cast.language}-BE"
            return Person(enter(member, locale=locale), language=cast.language, url=house.live.url)

        self.house, self.cast, self.enter = house, cast, enter
        self.broker, self.asker, self.helper = (at_browser(one) for one in (cast.broker, cast.asker, cast.helper))
        self.mailbox = at_browser()

    def euro(self, cents: int) -> str:
        return format_euro(cents, language=self.cast.language)

    def written(self) -> int:
        """How many actions of people the network remembers: an opened link must not add one. Jobs go on meanwhile."""
        with self.house.database(), network_scope(self.cast.network.pk):
            return Action.objects.filter(network_id=self.cast.network.pk).exclude(by__startswith="job:").count()

    def mail_to(self, email: str, subject: str) -> list[str]:
        """Read a mail on the outbox page; its links for an answer."""
        self.broker.opens_menu("Network")
        self.broker.follows("Mails")
        row = self.broker.page.get_by_role("row").filter(has_text=email)
        name = re.compile(re.escape(words(subject, self.cast.language)).replace(r"%\(", "%(").split("%(")[0])
        row.get_by_role("link", name=name).first.click()
        expect(self.broker.page.locator(".letter")).to_contain_text(email)
        return self.broker.answers_in_mail()

    def scan(self, links: list[str]) -> None:
        """Open every link as a mail scanner does, twice, and see that nothing happened."""
        before = self.written()
        visitor = self.enter()
        for link in links * 2:
            assert visitor.request.get(link).status == 200
        assert self.written() == before


@pytest.fixture
def story(request: pytest.FixtureRequest, house: House, enter: Enter) -> Iterator[Story]:
    language = request.param
    with house.database():
        cast = a_cast(language)
    house.live.put_clock(ASKED_AT)
    found = Story(house=house, enter=enter, cast=cast)
    yield found
    house.live.put_clock(TODAY)


@pytest.mark.parametrize(
    "story",
    ["nl", pytest.param("fr", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow)],
    indirect=True,
)
def test_the_whole_exchange(story: Story) -> None:
    somebody_asks(story)
    the_broker_finds_and_asks(story)
    who_can_help_says_yes(story)
    both_agree(story)
    story.house.live.put_clock(HELD_AT)
    it_was_held(story)
    story.house.live.put_clock(CLOSED_AT)
    the_month_closes(story)
    the_papers_are_right(story)
    people = (story.broker, story.asker, story.helper, story.mailbox)
    assert [person.ears.complaints() for person in people] == [[], [], [], []]


def somebody_asks(story: Story) -> None:
    asker = story.asker
    asker.goes_to("/")
    asker.follows("Ask for help")
    if not asker.page.url.endswith("/ask/"):
        asker.follows("Ask for help")
    asker.fills("What is going on?", NEED[story.cast.language])
    asker.fills("Which know-how are you looking for?", "…")
    asker.presses("Ask", context="button")
    asker.reads("Your question is with the office. You hear from us soon.")


def the_broker_finds_and_asks(story: Story) -> None:
    broker, helper = story.broker, story.cast.helper
    broker.goes_to("/")
    broker.opens_menu("Questions")
    broker.page.locator("main").get_by_role("link").filter(has_text=NEED[story.cast.language][:30]).first.click()
    candidates = broker.page.locator("#candidates")
    expect(candidates.get_by_role("button", name=broker.says("Put on the list"))).to_have_count(2)
    expect(candidates).to_contain_text(KNOW_HOW[story.cast.language])
    candidates.get_by_role("button", name=f"{broker.says('Put on the list')} {helper.name}").click()
    broker.presses("Ask the first on the list")
    broker.reads("The question is on its way to %(name)s.", name=helper.name)


def who_can_help_says_yes(story: Story) -> None:
    helper, name = story.mailbox, story.cast.asker.name
    links = story.mail_to(story.cast.helper.email, "Can you help %(name)s?")
    assert len(links) == 3
    story.scan(links)
    helper.goes_to(links[0])
    helper.reads("Your answer: yes, I can help.")
    helper.presses("Send my yes")
    helper.reads("We look for a date with you and %(name)s. You hear from us.", name=name)
    helper.follows("Do it now")
    helper.page.locator("main").get_by_role("radio").first.check()
    helper.field("VAT status").select_option(helper.says("Private person"))
    helper.fills("Street and number", "Lindelaan 7")
    helper.fills("Postcode", "8000")
    helper.fills("Town", "Brugge")
    helper.fills("Account number (IBAN)", IBAN)
    helper.chooses("I agree to the exchange terms")
    helper.presses("Keep my answers")
    expect(helper.page.locator("#errors")).to_have_count(0)
    assert helper.goes_to(links[0]) == 410
    helper.reads_title("Your answer is with us")


def both_agree(story: Story) -> None:
    broker, asker, helper = story.broker, story.asker, story.mailbox
    broker.opens_menu("Questions")
    broker.page.locator("main").get_by_role("link").filter(has_text=NEED[story.cast.language][:30]).first.click()
    broker.follows("Propose a date")
    broker.fills("Day", SESSION_ON.isoformat())
    broker.fills("Hour", "14:00")
    broker.fills("Where", "Keukenstraat 1")
    broker.presses("Propose it to both")
    broker.reads("Both get a mail with what it means, and accept.")
    links = story.mail_to(story.cast.helper.email, "A session is proposed: please accept")
    story.scan(links)
    helper.goes_to(links[0])
    expect(helper.page.locator("main")).to_contain_text(story.euro(10_000))
    helper.presses("Accept")
    helper.reads("Your yes is kept. We ask the other side too.")
    asker.opens_menu("My sessions")
    asker.page.locator("main").get_by_role("link").filter(has_text=re.compile("Bart|17")).first.click()
    for cents in (10_000, 2_100, 12_100):
        expect(asker.page.locator(".consequence")).to_contain_text(story.euro(cents))
    asker.presses("Accept")
    asker.reads("You both accepted. The date is on its way to your mail, for your calendar.")


def it_was_held(story: Story) -> None:
    for person in (story.asker, story.helper):
        person.goes_to("/")
        person.opens_menu("My sessions")
        person.page.locator("main").get_by_role("link").filter(has_text=re.compile("Aïsha|Bart|17")).first.click()
        person.presses("Yes, it took place")
        if person is story.asker:
            person.reads("Thank you, that is noted.")
    moved = format_coins(200, language=story.helper.language)
    said = "You both said that it took place: %(amount)s %(sign)s moved. Thank you."
    story.helper.reads(said, amount=moved, sign="SIF")
    story.asker.page.reload()
    story.asker.fills("What came of it?", "Een dossier dat klaar is om te versturen.")
    story.asker.presses("Keep it")
    story.asker.page.get_by_role("group").get_by_label("5", exact=True).first.check()
    story.asker.presses("Send my answers")
    story.asker.reads("Thank you for your answers. They help the next match.")


def the_month_closes(story: Story) -> None:
    broker = story.broker
    broker.goes_to(f"/close/{MONTH}/")
    expect(broker.page.locator("main")).to_contain_text(story.euro(10_000))
    expect(broker.page.locator("main")).to_contain_text(story.euro(2_100))
    broker.page.locator(".consequence button").click()
    expect(broker.page).to_have_url(re.compile("progress"))
    result = broker.page.get_by_role("link", name=broker.says("See what it made"))
    expect(result).to_be_visible(timeout=60_000)
    result.click()
    expect(broker.page.locator("main .chip, main table").first).to_be_visible()


def the_papers_are_right(story: Story) -> None:
    asker, broker = story.asker, story.broker
    asker.goes_to("/my-documents/")
    asker.page.locator("main table").get_by_role("link").first.click()
    expect(asker.page.locator("main")).to_contain_text(story.euro(12_100))
    for name in ("pdf", "xml"):
        assert asker.page.request.get(f"{asker.page.url}{name}/").status == 200
    asker.goes_to("/my-account/")
    asker.page.locator("section[aria-labelledby=statements] a").first.click()
    expect(asker.page.locator("main")).to_contain_text(story.euro(2_100))
    pays(story, broker)
    asker.goes_to("/my-account/")
    expect(asker.page.locator("main")).not_to_contain_text(story.euro(2_100))


def pays(story: Story, broker: Person) -> None:
    broker.goes_to("/payments/new/?q=Buurtkeuken")
    broker.page.locator("#found").get_by_role("link").first.click()
    broker.fills("Amount in euro", "21,00")
    broker.fills("Day on the bank statement", datetime(2026, 3, 3, tzinfo=UTC).date().isoformat())
    broker.presses("See what it settles")
    expect(broker.page.locator(".consequence")).to_contain_text(story.euro(2_100))
    broker.presses("Note this payment")
    broker.reads("The payment of %(amount)s is noted.", amount=story.euro(2_100))
