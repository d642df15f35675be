"""Wrong files, prices and addresses: a sentence says what is wrong, nothing changes, nothing of the inside shows."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, FilePayload, expect

from kennisruil.menu.models import MenuItem
from kennisruil.network.models import Member, Party
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.browser.conftest import Enter, House
from tests.browser.pages import routes
from tests.browser.people import Person

# What each wrong file is, beside a word of the sentence that says so (in Dutch, as the office reads it).
WRONG_FILES = {
    "a PDF": ("lijst.pdf", b"%PDF-1.7\n%\xe2\xe3"),
    "nothing": ("lijst.csv", b""),
    "only headers": ("lijst.csv", b"Naam;Gemeente\r\n"),
    "an old workbook": ("lijst.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a damaged workbook": ("lijst.xlsx", b"PK\x03\x04" + b"\0" * 60),
    "an image": ("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
}
# Choices of the reader, and ways out.
HARMLESS = ("shell:", "account_", "network:look_around", "network:switch")
INSIDE = ("Traceback", "Exception", "psycopg", "django", "SELECT ", "Error at")


@pytest.fixture
def office(house: House, enter: Enter) -> Person:
    return Person(enter(house.world.office), language="nl", url=house.live.url)


def counted(house: House, model: Any, **only: Any) -> int:
    with house.database(), network_scope(house.world.network.pk):
        return int(model.objects.filter(network_id=house.world.network.pk, **only).count())


def acted(house: House) -> int:
    """Count what people did: the worker's own jobs may run beside it at any moment."""
    return counted(house, Action, by__startswith="member:")


def shows_nothing_of_the_inside(person: Person) -> None:
    text = person.page.content()
    assert [word for word in INSIDE if word in text] == []


def uploads(office: Person, name: str, content: bytes) -> None:
    office.goes_to("/imports/")
    office.page.locator("input[type=file]").set_input_files(FilePayload(name=name, mimeType="text/csv", buffer=content))
    office.page.locator("main form button").first.click()


def test_a_wrong_file_is_refused_in_a_sentence(office: Person, house: House) -> None:
    before = acted(house)

    for name, content in WRONG_FILES.values():
        uploads(office, name, content)
        expect(office.page.locator("#errors")).to_be_visible()
        assert len(office.page.locator(".field--wrong").first.inner_text()) > 20
        shows_nothing_of_the_inside(office)

    assert acted(house) == before


def test_unknown_columns_and_duplicates_are_explained_before_anything_moves(office: Person, house: House) -> None:
    before = counted(house, Party), counted(house, Member)
    lines = "Naam;KBO-nummer;Lievelingskleur\nDe Zonnepit vzw;;geel\nDe Zonnepit vzw;;blauw\nFout bv;0403.170.702;\n"

    uploads(office, "organisaties.csv", lines.encode("cp1252"))
    expect(office.page.locator("main")).to_contain_text("Lievelingskleur")
    office.presses("Show what each row will do")

    expect(office.page.locator("main")).to_contain_text("0403.170.702")
    shows_nothing_of_the_inside(office)
    assert (counted(house, Party), counted(house, Member)) == before


def test_a_price_with_the_wrong_sign_is_not_published(office: Person, house: House) -> None:
    before = counted(house, MenuItem)
    office.goes_to("/menu/new/")
    office.page.locator("input[type=date]").first.fill("2026-06-01")
    prices = office.page.locator("input[name$='-recipient_coins'], input[name$='-recipient']")

    prices.first.fill("2,00")
    office.presses("Publish this card")

    expect(office.page.locator("#errors, .notice--stop, .field--wrong").first).to_be_visible()
    shows_nothing_of_the_inside(office)
    assert counted(house, MenuItem) == before


def test_a_price_that_is_no_number_is_not_published(office: Person, house: House) -> None:
    before = counted(house, MenuItem)
    office.goes_to("/menu/new/")
    office.page.locator("input[type=date]").first.fill("2026-06-01")

    for price in ("veel", "1e9", "2,005", "9" * 21):
        office.page.locator("input[name$='-recipient_coins'], input[name$='-recipient']").first.fill(price)
        office.presses("Publish this card")
        expect(office.page.locator("#errors, .notice--stop, .field--wrong").first).to_be_visible()
        shows_nothing_of_the_inside(office)

    assert counted(house, MenuItem) == before


def test_rows_of_another_network_are_as_unknown_ones(house: House, enter: Enter) -> None:
    from tests.browser.exchange import a_cast

    with house.database():
        stranger = a_cast("en", slug="strangers").broker
    mine, elsewhere = enter(house.world.office), enter(stranger)
    wrong = {}
    for route in routes():
        ids = [name for name in route.arguments if name.endswith("_id") and name in house.world.ids]
        if not ids or len(ids) != len(route.arguments):
            continue
        theirs = reverse(route.name, kwargs={name: house.world.ids[name] for name in ids})
        unknown = reverse(route.name, kwargs=dict.fromkeys(ids, uuid4()))
        answers = [
            context.request.get(address, max_redirects=0)
            for context, address in ((elsewhere, theirs), (elsewhere, unknown), (mine, unknown))
        ]
        texts = [answer.text().replace(theirs, "").replace(unknown, "") for answer in answers[:2]]
        if {answer.status for answer in answers} - {404, 405} or _plain(texts[0]) != _plain(texts[1]):
            wrong[route.name] = [answer.status for answer in answers]

    assert wrong == {}


def _plain(text: str) -> str:
    """The page without what is drawn anew each time."""
    return re.sub(r'(csrfmiddlewaretoken" value|name="next" value)="[^"]*"', "", text)


ADDRESSES_BY_HAND = (
    *("/close/2026-13/", "/close/never/", "/documents/?month=x&page=-1&party=1", "/people/?page=abc&text=%00%27%22"),
    *("/needs/?state=nowhere", "/sessions/calendar/?month=99", "/mails/?page=99999999999", "/my-account/?party=x"),
    *("/gatherings/?month=0000-00", "/payments/?month=x", "/imports/template/unknown/", "/network/decide/unknown/"),
)


def test_an_address_by_hand_never_breaks_the_page(house: House, enter: Enter) -> None:
    context = enter(house.world.office)

    answers = {address: context.request.get(address) for address in ADDRESSES_BY_HAND}

    assert {address for address, answer in answers.items() if answer.status not in (200, 400, 404)} == set()
    assert {address for address, answer in answers.items() if any(word in answer.text() for word in INSIDE)} == set()


def csrf_of(context: BrowserContext) -> str:
    """What the page's own forms send along."""
    page = context.new_page()
    page.goto("/about/")
    return page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""


def test_forms_sent_by_hand_never_break_a_page(house: House, enter: Enter) -> None:
    context = enter(house.world.office)
    fields = ("member", "party", "document", "to", "id", "starts_at")
    form = {**dict.fromkeys(fields, "x' OR 1=1"), "csrfmiddlewaretoken": csrf_of(context)}
    broken = {}

    for route in routes():
        if not all(name in house.world.ids for name in route.arguments) or route.name.startswith(HARMLESS):
            continue
        ids = {name: uuid4() if name.endswith("_id") else house.world.ids[name] for name in route.arguments}
        address = reverse(route.name, kwargs=ids)
        headers = {"Referer": house.live.url}
        status = context.request.post(address, form=form, headers=headers, max_redirects=0).status
        if status >= 500:
            broken[address] = status

    assert broken == {}


def test_a_need_is_not_changed_by_a_form_sent_by_hand(house: House, enter: Enter) -> None:
    context = enter(house.world.office)
    token = csrf_of(context)
    before, broken = acted(house), {}

    for verb in ("list", "refer", "arrange"):
        for member in ("", "nobody", str(uuid4()), "\0"):
            form = {"csrfmiddlewaretoken": token, "member": member, "provider": member, "why": member, "text": member}
            status = context.request.post(
                f"/needs/{house.world.ids['need_id']}/{verb}/",
                form=form,
                headers={"Referer": house.live.url},
                max_redirects=0,
            ).status
            if status >= 500:
                broken[f"{verb} {member!r}"] = status

    assert broken == {}
    assert acted(house) == before
