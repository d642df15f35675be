"""Pages of a network whose operator is a broker: each side sees its own of a document they share."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Document
from kennisruil.billing.rules.frozen import draft_from_dict
from kennisruil.network.models import Member, Network
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.billing.broker import a_broker_network, give_mandate
from tests.billing.factories import close, hold
from tests.factories import a_member, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared() -> tuple[Network, Document, dict[str, Member]]:
    """Give a document in the name of who gave, and who looks: buyer, provider, a third member and the office."""
    network = a_broker_network()
    people = {role: a_member(network) for role in ("buyer", "provider", "third")}
    buyer, provider = (a_party(network, name=role, member=people[role]) for role in ("buyer", "provider"))
    give_mandate(network, provider)
    hold(network, on=date(2026, 1, 20), pays=[(buyer, 200)], earns=[(provider, 200)])
    close(network, "2026-01")
    with network_scope(network.pk):
        document = Document.objects.select_related("party", "counterparty").get()
    return network, document, people | {"office": an_office_member(network)}


def test_document_opens_for_both_sides_and_the_office_only(
    shared: tuple[Network, Document, dict[str, Member]],
) -> None:
    _, document, people = shared
    pages = ("document", "document_pdf", "document_xml", "in_euro")
    urls = [reverse(f"billing:{page}", args=[document.pk]) for page in pages]
    browsers = {role: sign_in(Client(), member) for role, member in people.items()}

    answers = {role: [browser.get(url).status_code for url in urls] for role, browser in browsers.items()}

    # What the buyer still gives back is not its provider's to see.
    assert answers == {
        "buyer": [200, 200, 200, 200],
        "provider": [200, 200, 200, 404],
        "third": [404, 404, 404, 404],
        "office": [200, 200, 200, 200],
    }
    # The page speaks to who pays; the office is told so.
    assert browsers["office"].get(urls[3]).context["read_by"] == document.counterparty.name


def test_buyer_pays_vat_to_the_provider_and_the_rest_to_the_network(
    shared: tuple[Network, Document, dict[str, Member]], client: Client
) -> None:
    _, document, people = shared
    sign_in(client, people["buyer"])

    parts = client.get(reverse("billing:document", args=[document.pk])).context["opened"]
    in_euro = client.get(reverse("billing:in_euro", args=[document.pk])).context

    vat, base = parts
    accounts = [[fact["value"] for fact in part["qr"]["facts"]][1:3] for part in (vat,)]
    assert (vat["cents"], vat["to_provider"], accounts) == (21_00, "provider", [["BE71 0961 2345 6769", "provider"]])
    assert (base["cents"], base["is_base"]) == (100_00, True)
    assert (in_euro["total_cents"], in_euro["read_by"]) == (100_00, "")
    assert [fact["value"] for fact in in_euro["payment"]["facts"]][1:3] == ["BE68 5390 0754 7034", "Learning Hub vzw"]


def test_provider_reads_that_it_went_out_in_its_name(
    shared: tuple[Network, Document, dict[str, Member]], client: Client
) -> None:
    network, document, people = shared
    sign_in(client, people["provider"])
    client.cookies["django_language"] = "en"

    page = client.get(reverse("billing:document", args=[document.pk])).context
    rows = client.get(reverse("billing:my_documents")).context["documents"]

    assert page["document"]["meaning"].startswith("You gave help. The network sent this invoice in your name")
    assert (page["opened"], page["mine"]) == ([], True)
    assert [(row["number"], row["party"], row["coins"]) for row in rows] == [
        ("M2026-3-00001", "provider to buyer", 200)
    ]
    with network_scope(network.pk):
        copy = Mail.objects.get(key__startswith="documents:", key__contains=":3:")
    assert "We stuurden dit in jouw naam naar buyer, volgens je volmacht." in copy.text
    assert "Betaal de btw" not in copy.text


def test_document_links_to_the_page_on_which_all_is_paid_in_euro(
    shared: tuple[Network, Document, dict[str, Member]],
) -> None:
    _, document, _people = shared

    draft = draft_from_dict(document.content)

    assert draft.all_in_euro_url.endswith(reverse("billing:in_euro", args=[document.pk]))
