"""The VAT return by grid, and the listings: each kind of document in its grids, a document and its correction nil."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kennisruil.billing.rules.grids import NOWHERE, TaxedDocument, grids, grids_of, return_of
from kennisruil.billing.rules.listings import client_listing_xml, clients_of, intra_clients_of, intra_listing_xml
from kennisruil.billing.rules.quarters import Quarter, UnreadableQuarter
from kennisruil.billing.rules.values import PartyFacts, PartyKind, VatKind

SALE = TaxedDocument(
    id=UUID(int=1), number="F2026-00001", kind="invoice_380", party_id=UUID(int=2), party_name="Velo Vooruit",
    on=date(2026, 2, 3), country="BE", vat_number="BE0428759497", base_cents=100_00, vat_cents=21_00,
    shares=(("S", 2100, 100_00, 21_00),),
)  # fmt: skip
REVERSED = replace(SALE, country="NL", vat_number="NL004495445B01", vat_cents=0, shares=(("AE", 0, 100_00, 0),))
PURCHASE = replace(SALE, kind="self_billed_389", deducted_cents=21_00)
EU_PURCHASE = replace(REVERSED, kind="self_billed_389", assessed_cents=21_00, deducted_cents=21_00)
EXEMPT = replace(SALE, kind="self_billed_389", vat_cents=0, shares=(("E", 0, 100_00, 0),))
NOTE = replace(SALE, kind="settlement_note", vat_number="", vat_cents=0, shares=())
OPERATOR = PartyFacts(
    name="Learning Hub vzw", vat_kind=VatKind.VAT_BUSINESS, kind=PartyKind.ORGANISATION, language="nl",
    enterprise_number="0403019261", street="Marktplein 1", postcode="2800", city="Mechelen", email="books@hub.example",
)  # fmt: skip


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (SALE, {"03": 100_00, "54": 21_00}),
        (replace(SALE, shares=(("S", 600, 100_00, 6_00),)), {"01": 100_00, "54": 6_00}),
        (replace(SALE, shares=(("S", 1200, 100_00, 12_00),)), {"02": 100_00, "54": 12_00}),
        (replace(SALE, shares=(("E", 0, 100_00, 0),)), {"00": 100_00}),
        (REVERSED, {"44": 100_00}),
        (replace(REVERSED, country="BE"), {"45": 100_00}),
        (replace(REVERSED, country="CH", shares=(("O", 0, 100_00, 0),)), {"47": 100_00}),
        (replace(SALE, kind="credit_note_381"), {"49": 100_00, "64": 21_00}),
        (replace(REVERSED, kind="credit_note_381"), {"48": 100_00}),
        (PURCHASE, {"82": 100_00, "59": 21_00}),
        (replace(PURCHASE, deducted_cents=10_50), {"82": 110_50, "59": 10_50}),
        (EXEMPT, {"82": 100_00}),
        (EU_PURCHASE, {"82": 100_00, "88": 100_00, "55": 21_00, "59": 21_00}),
        (replace(EU_PURCHASE, country="CH", shares=()), {"82": 100_00, "87": 100_00, "56": 21_00, "59": 21_00}),
        (replace(EU_PURCHASE, deducted_cents=0), {"82": 121_00, "88": 100_00, "55": 21_00}),
        (replace(PURCHASE, kind="self_billed_credit_261"), {"82": -100_00, "85": 100_00, "63": 21_00}),
        (
            replace(EU_PURCHASE, kind="self_billed_credit_261"),
            {"82": -100_00, "84": 100_00, "62": 21_00, "63": 21_00},
        ),
        (NOTE, {}),
    ],
)
def test_each_document_counts_in_its_grids(document: TaxedDocument, expected: dict[str, int]) -> None:
    assert grids_of(document) == expected


def test_what_fits_no_row_is_shown_and_not_lost() -> None:
    found = return_of([replace(SALE, shares=(("S", 1900, 100_00, 19_00),))])

    assert (found.cents, [each.number for each, _cents in found.counted[NOWHERE]]) == (
        {NOWHERE: 100_00},
        ["F2026-00001"],
    )


def test_the_balance_is_paid_or_comes_back() -> None:
    assert return_of([SALE]).cents["71"] == 21_00
    assert return_of([PURCHASE]).cents["72"] == 21_00
    assert not {"71", "72"} & set(return_of([SALE, PURCHASE]).cents)


def test_every_grid_a_row_names_is_on_the_form() -> None:
    known = {each.number for each in grids()}

    assert {"00", "03", "44", "49", "54", "59", "64", "71", "72", "81", "88"} <= known
    assert all({"nl", "fr", "en"} <= set(each.words) for each in grids())


documents = st.builds(
    lambda base, rate, kind, back: replace(
        SALE, kind=kind, base_cents=base, vat_cents=base * rate // 10_000, deducted_cents=base * rate // 10_000 * back,
        shares=(("S", rate, base, base * rate // 10_000),),
    ),
    st.integers(1, 1_000_000), st.just(2100), st.sampled_from(["invoice_380", "self_billed_389"]), st.integers(0, 1),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(documents, max_size=8))
def test_documents_with_their_corrections_leave_no_balance(every: list[TaxedDocument]) -> None:
    pairs = {"invoice_380": "credit_note_381", "self_billed_389": "self_billed_credit_261"}
    corrections = [replace(each, kind=pairs[each.kind]) for each in every]

    found = return_of([*every, *corrections]).cents

    assert not {"71", "72"} & set(found)
    assert found.get("03", 0) == found.get("49", 0)


def test_clients_are_added_by_number_and_stand_on_the_list_above_the_amount_only() -> None:
    small = replace(SALE, vat_number="BE0403170701", base_cents=250_00, shares=(("S", 2100, 250_00, 52_50),))
    more = replace(SALE, base_cents=400_00, vat_cents=84_00)
    back = replace(SALE, kind="credit_note_381", base_cents=50_00, vat_cents=10_50)

    found = clients_of([SALE, more, back, small, REVERSED, PURCHASE], over_cents=250_00)

    assert [(each.vat_number, each.base_cents, each.vat_cents) for each in found] == [("BE0428759497", 450_00, 94_50)]


def test_client_listing_as_xml_has_the_public_shape() -> None:
    root = etree.fromstring(
        client_listing_xml(clients_of([SALE], over_cents=0), year=2026, declarant=OPERATOR, vat_number="BE0403019261")
    )

    space = {"l": "http://www.minfin.fgov.be/ClientListingConsignment", "c": "http://www.minfin.fgov.be/InputCommon"}
    listing = root.find("l:ClientListing", space)
    assert listing is not None
    assert dict(listing.attrib) == {
        "SequenceNumber": "1",
        "ClientsNbr": "1",
        "DeclarantReference": "04030192612026",
        "TurnOverSum": "100.00",
        "VATAmountSum": "21.00",
    }
    assert [etree.QName(node).localname for node in listing] == ["Declarant", "Period", "Client"]
    assert listing.findtext("l:Declarant/c:VATNumber", namespaces=space) == "0403019261"
    assert listing.findtext("l:Client/l:CompanyVATNumber", namespaces=space) == "0428759497"


def test_intra_listing_as_xml_has_the_public_shape() -> None:
    clients = intra_clients_of([REVERSED, replace(REVERSED, kind="credit_note_381", base_cents=25_00), SALE])
    root = etree.fromstring(
        intra_listing_xml(clients, quarter=Quarter(2026, 1), declarant=OPERATOR, vat_number="BE0403019261")
    )

    space = {"l": "http://www.minfin.fgov.be/IntraConsignment"}
    client = root.find("l:IntraListing/l:IntraClient", space)
    assert client is not None
    assert [(etree.QName(node).localname, node.text) for node in client] == [
        ("CompanyVATNumber", "004495445B01"),
        ("Code", "S"),
        ("Amount", "75.00"),
    ]
    assert root.findtext("l:IntraListing/l:Period/l:Quarter", namespaces=space) == "1"


def test_quarters_follow_each_other() -> None:
    last = Quarter.of(date(2026, 12, 31))

    assert (str(last), last.start_on, last.end_on, str(last.plus(1)), str(last.plus(-4))) == (
        "2026-Q4", date(2026, 10, 1), date(2027, 1, 1), "2027-Q1", "2025-Q4",
    )  # fmt: skip
    with pytest.raises(UnreadableQuarter):
        Quarter.parse("2026-5")
