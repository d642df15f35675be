"""The pages of the VAT office: every figure opens its list, files say the same, each language, who may."""

import csv
import io
from uuid import UUID

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import TaxNumber
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.billing.vat_world import FIRST, NUMBER, cents_of, network, party_of
from tests.billing.web_world import World, a_world
from tests.factories import (
    a_login,
    a_member,
    a_network,
    an_office_member,
    sign_in,
)

pytestmark = pytest.mark.django_db
__all__ = ["network"]


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
