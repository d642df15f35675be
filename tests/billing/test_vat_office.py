"""The tax office's pages: figures equal the books, each opens its list, files, limits, numbers asked only then."""

import csv
import io
from datetime import date
from uuid import UUID

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.actions import reverse_supply
from kennisruil.billing.models import TaxNumber
from kennisruil.billing.queries.vat_office import (
    client_listing,
    drafts_in,
    intra_listing,
    provider_years,
    taxed_documents,
)
from kennisruil.billing.rules.grids import return_of
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.web.vat_todo import todo_of_vat_office
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network, Party
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.factories import BY, at_noon, close, hold
from tests.billing.web_world import World, a_world
from tests.factories import (
    ASSOCIATION,
    COMPANY,
    PERSON,
    a_login,
    a_member,
    a_network,
    a_party,
    an_office_member,
    sign_in,
)

pytestmark = pytest.mark.django_db
FIRST = Quarter(2026, 1)
EU = PartyFactsInput(
    vat_kind="eu_business", vat_number="NL004495445B01", country="NL", street="Kade 1", postcode="1011",
    city="Amsterdam", iban="BE71 0961 2345 6769", email="facturen@nl.example",
)  # fmt: skip
NUMBER = "85.07.30-033 28"


@pytest.fixture
def network() -> Network:
    """A first quarter with every kind of party on both sides, and one session taken back."""
    found = a_network()
    company = a_party(found, name="Velo Vooruit", facts=COMPANY)
    others = [
        a_party(found, name="Kade BV", facts=EU),
        a_party(found, name="Buurthuis", facts=ASSOCIATION),
        a_party(found, name="Lies", kind="person", facts=PERSON),
    ]
    back = None
    for number, other in enumerate(others):
        day = date(2026, 1, 10 + number)
        hold(found, on=day, pays=[(company, 300)], earns=[(other, 300)])
        back = hold(found, on=day, pays=[(other, 200)], earns=[(company, 200)])
    close(found, "2026-01")
    assert back is not None
    day = date(2026, 2, 20)
    reverse_supply(
        network_id=found.pk, id=new_id(), supply_id=back.pk, reason="Not held", by=BY, at=at_noon(day), today=day
    )
    return found


def cents_of(network: Network) -> dict[str, int]:
    with network_scope(network.pk):
        documents = taxed_documents(network_id=network.pk, start_on=FIRST.start_on, end_on=FIRST.end_on)
    return return_of(documents).cents


def party_of(network: Network, name: str) -> Party:
    with network_scope(network.pk):
        return Party.objects.get(name=name)


def test_the_quarter_by_grid(network: Network) -> None:
    # Sold: 3 x 150 to the company, 100 to NL, 100 to the association, 100 to Lies of which all is taken back.
    # Bought: 3 x 100 of the company of which 100 taken back, 150 of NL; notes count nowhere.
    assert cents_of(network) == {
        "03": 650_00,
        "44": 100_00,
        "49": 100_00,
        "54": 136_50,
        "64": 21_00,
        "82": 350_00,
        "85": 100_00,
        "88": 150_00,
        "55": 31_50,
        "59": 94_50,
        "63": 21_00,
        "71": 73_50,
    }


def test_the_return_equals_the_books(network: Network) -> None:
    found = cents_of(network)
    with network_scope(network.pk):
        lines = list(JournalLine.objects.values_list("role", "cents"))
    due = -sum(cents for role, cents in lines if role == "vat_due")
    deducted = sum(cents for role, cents in lines if role == "vat_deductible")

    assert due == found["54"] + found["55"] - found["64"]
    assert deducted == found["59"] - found["63"]
    assert found["71"] == due - deducted


def test_listings_of_clients_in_belgium_and_in_the_eu(network: Network) -> None:
    with network_scope(network.pk):
        clients = client_listing(network_id=network.pk, year=2026)
        intra = intra_listing(network_id=network.pk, quarter=FIRST)

    assert [(each.vat_number, each.base_cents, each.vat_cents) for each in clients] == [("BE0428759497", 450_00, 94_50)]
    assert [(each.vat_number, each.base_cents) for each in intra] == [("NL004495445B01", 100_00)]


def test_drafts_are_shown_apart() -> None:
    world = a_world(accept=False)

    with network_scope(world.network.pk):
        found = drafts_in(network_id=world.network.pk, start_on=FIRST.start_on, end_on=FIRST.end_on)

    assert found == (1, 100_00, 21_00)


def limit(network: Network, cents: int) -> None:
    change_setting(
        network_id=network.pk, key="vat.limit_private_person_cents", value=cents, holds_from=date(2026, 1, 1), by=BY,
        at=at_noon(FIRST.start_on),
    )  # fmt: skip


def test_years_of_providers_without_vat_number(network: Network) -> None:
    with network_scope(network.pk):
        rows = provider_years(network_id=network.pk, year=2026)

    assert [(row.name, row.cents, row.is_near) for row in rows] == [
        ("Buurthuis", 150_00, False),
        ("Lies", 150_00, False),
    ]


@pytest.mark.parametrize(("cents", "expected"), [(180_00, [False]), (140_00, [True]), (190_00, [])])
def test_the_office_hears_of_a_provider_near_or_past_the_limit(
    cents: int, expected: list[bool], network: Network
) -> None:
    limit(network, cents)

    with network_scope(network.pk):
        lines = todo_of_vat_office(network_id=network.pk, waits_for=OFFICE, today=date(2026, 3, 1))

    assert [line.overdue for line in lines] == expected


def test_each_figure_opens_the_list_it_was_added_from(network: Network, client: Client) -> None:
    sign_in(client, an_office_member(network))

    quarter = client.get(reverse("billing:vat_quarter", args=[FIRST]))
    cells = [row for section in quarter.context["sections"] for row in section["rows"]]
    linked = {row[0]["text"]: (row[0]["url"], row[2]["cents"]) for row in cells if "url" in row[0]}

    assert set(linked) == set(cents_of(network)) - {"71"}
    for url, cents in linked.values():
        assert client.get(url).context["foot"][-1]["cents"] == cents
    company = party_of(network, "Velo Vooruit")
    opened = client.get(reverse("billing:vat_client", args=[2026, company.pk])).context["foot"][-1]["cents"]
    lies = party_of(network, "Lies")
    given = client.get(reverse("billing:vat_provider", args=[2026, lies.pk])).context["foot"][-1]["cents"]
    assert (opened, given) == (450_00, 150_00)


def test_files_say_what_the_pages_say(network: Network, client: Client) -> None:
    sign_in(client, an_office_member(network))

    def file(period: object, name: str) -> bytes:
        answer = client.get(reverse("billing:vat_file", args=[period, name]))
        assert answer.status_code == 200, name
        return bytes(answer.content)

    rows = list(csv.reader(io.StringIO(file(FIRST, "return.csv").decode("utf-8-sig")), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(file(FIRST, "return.xlsx"))).active
    assert book is not None
    assert {row[0]: row[2] for row in rows}["03"] == "650,00"
    assert {row[0]: row[2] for row in book.iter_rows(values_only=True)}["03"] == 650
    assert b'TurnOverSum="450.00"' in file(2026, "clients.xml")
    assert b'AmountSum="100.00"' in file(FIRST, "intra.xml")
    for name in ("clients.csv", "clients.xlsx", "providers.csv", "providers.xlsx", "form.csv", "form.xlsx"):
        assert file(2026, name)
    missing = [(2026, "return.xml"), (2026, "other.csv"), ("soon", "clients.csv"), (FIRST, "return.doc")]
    # Nobody elsewhere in the EU was served then: there is nothing to hand in.
    missing.append(("2025-Q1", "intra.xml"))
    assert [client.get(reverse("billing:vat_file", args=[*each])).status_code for each in missing] == [404] * 5


def test_page_says_why_a_grid_of_the_form_stays_empty(network: Network, client: Client) -> None:
    sign_in(client, an_office_member(network))

    sections = client.get(reverse("billing:vat_quarter", args=[FIRST])).context["sections"]

    noted = {row[0]["text"] for section in sections for row in section["rows"] if "note" in row[1]}
    assert noted == {"57", "61"}


def test_national_numbers_are_kept_for_the_form_and_forgotten_after(network: Network, client: Client) -> None:
    sign_in(client, an_office_member(network))
    lies, company = party_of(network, "Lies"), party_of(network, "Velo Vooruit")

    def keep(party_id: UUID, number: str) -> None:
        client.post(reverse("billing:vat_keep_number", args=[2026, party_id]), {"number": number})

    keep(lies.pk, "85.07.30-033 29")
    keep(company.pk, NUMBER)
    with network_scope(network.pk):
        wrong = TaxNumber.objects.count()
    keep(lies.pk, NUMBER)
    page = client.get(reverse("billing:vat_form", args=[2026])).content.decode()
    sheet = client.get(reverse("billing:vat_file", args=[2026, "form.csv"])).content.decode()
    client.post(reverse("billing:vat_forget_numbers", args=[2026]))

    assert (wrong, "85073003328" in page, "85073003328" in sheet) == (0, False, True)
    with network_scope(network.pk):
        assert TaxNumber.objects.count() == 0


def pages(world: World) -> dict[str, str]:
    return {
        "quarter": reverse("billing:vat_quarter", args=[FIRST]),
        "grid": reverse("billing:vat_grid", args=[FIRST, "03"]),
        "intra": reverse("billing:vat_intra", args=[FIRST]),
        "clients": reverse("billing:vat_clients", args=[2026]),
        "client": reverse("billing:vat_client", args=[2026, world.receiving.pk]),
        "providers": reverse("billing:vat_providers", args=[2026]),
        "provider": reverse("billing:vat_provider", args=[2026, world.receiving.pk]),
        "form": reverse("billing:vat_form", args=[2026]),
        "file": reverse("billing:vat_file", args=[FIRST, "return.csv"]),
    }


def test_pages_are_for_the_books_in_each_language() -> None:
    world = a_world()
    books, member = sign_in(Client(), world.office), sign_in(Client(), world.receiver)
    desk = a_member(world.network)
    a_login(world.network, desk, is_office=True)
    office = sign_in(Client(), desk)

    for name, url in pages(world).items():
        answers = [Client().get(url).status_code, member.get(url).status_code, office.get(url).status_code]
        assert answers == [302, 403, 403 if name in ("form", "file") else 200], name
        for language in ("nl", "fr", "en"):
            books.cookies["django_language"] = language
            assert books.get(url).status_code == 200, name


def test_another_network_counts_nothing_of_this_one(network: Network, client: Client) -> None:
    sign_in(client, an_office_member(a_network()))

    quarter = client.get(reverse("billing:vat_quarter", args=[FIRST])).context["sections"]
    clients = client.get(reverse("billing:vat_clients", args=[2026])).context["rows"]

    assert {row[2]["cents"] for section in quarter for row in section["rows"]} == {0}
    assert clients == []
