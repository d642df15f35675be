"""Each defect in a structured document is seen by its own rule, and by the official text where it has one."""

import copy
from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree

from kennisruil.billing.einvoice import build_ubl, validate_cen, validate_ubl
from kennisruil.billing.einvoice.assertions import ASSERTIONS
from kennisruil.billing.einvoice.names import CAC, CBC
from kennisruil.billing.rules.documents import correction_of
from kennisruil.billing.rules.values import Finding, LegalRole, Side, VatKind
from tests.billing.drafts import RULES, a_draft, a_party, zero_rated

Root = etree._Element
SPACES = {"cac": CAC, "cbc": CBC}


def _rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def _set(path: str, text: str) -> Callable[[Root], None]:
    def change(root: Root) -> None:
        for node in root.findall(path, namespaces=SPACES):
            node.text = text

    return change


def _drop(*paths: str) -> Callable[[Root], None]:
    def change(root: Root) -> None:
        for path in paths:
            for node in root.findall(path, namespaces=SPACES):
                parent = node.getparent()
                assert parent is not None
                parent.remove(node)

    return change


def _amounts(**amounts: str) -> Callable[[Root], None]:
    paths = {
        "lines": "cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
        "net": "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
        "gross": "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
        "due": "cac:LegalMonetaryTotal/cbc:PayableAmount",
        "vat": "cac:TaxTotal/cbc:TaxAmount",
        "share": "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount",
        "base": "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount",
    }

    def change(root: Root) -> None:
        for name, text in amounts.items():
            _set(paths[name], text)(root)

    return change


def _twice(path: str, *, without: str = "") -> Callable[[Root], None]:
    def change(root: Root) -> None:
        node = root.find(path, namespaces=SPACES)
        assert node is not None
        twin = copy.deepcopy(node)
        for child in twin.findall(without, namespaces=SPACES) if without else []:
            twin.remove(child)
        node.addnext(twin)

    return change


def _other_currency(root: Root) -> None:
    for node in root.findall("cac:InvoiceLine/cac:Price/cbc:PriceAmount", namespaces=SPACES):
        node.set("currencyID", "USD")


def _add_vat_number(party: str, number: str) -> Callable[[Root], None]:
    def change(root: Root) -> None:
        address = root.find(f"{party}cac:PostalAddress", namespaces=SPACES)
        assert address is not None
        scheme = etree.Element(f"{{{CAC}}}PartyTaxScheme")
        etree.SubElement(scheme, f"{{{CBC}}}CompanyID").text = number
        etree.SubElement(etree.SubElement(scheme, f"{{{CAC}}}TaxScheme"), f"{{{CBC}}}ID").text = "VAT"
        address.addnext(scheme)

    return change


def _both(*changes: Callable[[Root], None]) -> Callable[[Root], None]:
    def change(root: Root) -> None:
        for each in changes:
            each(root)

    return change


INVOICE = build_ubl(a_draft())
EXEMPT = build_ubl(a_draft(VatKind.SMALL_ENTERPRISE, Side.PROVIDER))
CREDIT = build_ubl(correction_of(a_draft(), number="C-7", issued_on=date(2026, 3, 1), rules=RULES))
REVERSED = build_ubl(a_draft(VatKind.EU_BUSINESS))
OUTSIDE = build_ubl(a_draft(VatKind.OUTSIDE_EU))
PROVIDERS_OWN = build_ubl(
    a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER, legal_role=LegalRole.BROKER, counterparty=a_party(VatKind.EU_BUSINESS))
)
BROKERED = build_ubl(
    a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER, legal_role=LegalRole.BROKER, counterparty=a_party(VatKind.ASSOCIATION))
)
ZERO = build_ubl(zero_rated(a_draft()))
SELLER, BUYER = "cac:AccountingSupplierParty/cac:Party/", "cac:AccountingCustomerParty/cac:Party/"
REASON = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason"

LINE_CLASS = "cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory"
SHARE_CLASS = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"

DAMAGES: list[tuple[str, bytes, Callable[[Root], None]]] = [
    ("PEPPOL-EN16931-R001", INVOICE, _drop("cbc:ProfileID")),
    ("PEPPOL-EN16931-R002", INVOICE, _twice("cbc:Note")),
    ("PEPPOL-EN16931-R003", INVOICE, _drop("cbc:BuyerReference")),
    ("PEPPOL-EN16931-R004", INVOICE, _set("cbc:CustomizationID", "urn:cen.eu:en16931:2017")),
    ("PEPPOL-EN16931-R007", INVOICE, _set("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0")),
    ("PEPPOL-EN16931-R007", EXEMPT, _set("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")),
    ("PEPPOL-EN16931-R008", INVOICE, _set("cac:InvoiceLine/cac:Item/cbc:Description", " ")),
    ("PEPPOL-EN16931-R010", INVOICE, _drop(f"{BUYER}cbc:EndpointID")),
    ("PEPPOL-EN16931-R020", INVOICE, _drop(f"{SELLER}cbc:EndpointID")),
    ("PEPPOL-EN16931-P0100", INVOICE, _set("cbc:InvoiceTypeCode", "389")),
    ("PEPPOL-EN16931-P0100", EXEMPT, _set("cbc:InvoiceTypeCode", "380")),
    ("PEPPOL-EN16931-P0101", CREDIT, _set("cbc:CreditNoteTypeCode", "261")),
    ("PEPPOL-COMMON-R043", INVOICE, _set(f"{BUYER}cbc:EndpointID", "0403170702")),
    ("PEPPOL-COMMON-R043", INVOICE, _set(f"{BUYER}cbc:EndpointID", "403170701")),
    ("PEPPOL-COMMON-R043", INVOICE, _set(f"{SELLER}cac:PartyLegalEntity/cbc:CompanyID", "1111111111")),
    ("PEPPOL-EN16931-R051", INVOICE, _other_currency),
    ("PEPPOL-EN16931-R053", INVOICE, _twice("cac:TaxTotal", without="cac:TaxSubtotal")),
    ("PEPPOL-EN16931-R110", INVOICE, _set("cac:InvoiceLine/cac:InvoicePeriod/cbc:StartDate", "2025-12-31")),
    ("PEPPOL-EN16931-R110", INVOICE, _set("cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate", "2026-01-09")),
    ("PEPPOL-EN16931-R120", INVOICE, _set("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "50.01")),
    ("PEPPOL-EN16931-R120", CREDIT, _set("cac:CreditNoteLine/cbc:CreditedQuantity", "3")),
    ("BR-CO-10", INVOICE, _amounts(lines="101.00", net="101.00", gross="122.00", due="122.00")),
    ("BR-CO-13", INVOICE, _amounts(net="101.00", gross="122.00", due="122.00")),
    ("BR-CO-14", INVOICE, _amounts(vat="21.01", gross="121.01", due="121.01")),
    ("BR-CO-15", INVOICE, _amounts(gross="121.01", due="121.01")),
    ("BR-CO-16", INVOICE, _amounts(due="120.99")),
    ("BR-CO-17", INVOICE, _amounts(share="25.00", vat="25.00", gross="125.00", due="125.00")),
    ("BR-S-08", INVOICE, _amounts(base="101.00", share="21.21", vat="21.21", gross="121.21", due="121.21")),
    ("BR-E-10", EXEMPT, _drop(REASON)),
    ("BR-CO-25", INVOICE, _drop("cbc:DueDate", "cac:PaymentTerms")),
    ("BR-55", CREDIT, _drop("cac:BillingReference")),
    ("KR-IBAN", INVOICE, _set("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "BE68539007547035")),
    ("PEPPOL-EN16931-R001", CREDIT, _drop("cbc:ProfileID")),
    ("PEPPOL-EN16931-R010", EXEMPT, _drop(f"{BUYER}cbc:EndpointID")),
    ("PEPPOL-EN16931-R008", CREDIT, _set("cbc:Note", "")),
    ("BR-CO-17", CREDIT, _amounts(share="0.00", vat="0.00", gross="100.00", due="100.00")),
    ("BR-CO-16", EXEMPT, _amounts(due="0.00")),
    ("BR-S-02", INVOICE, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-S-02", BROKERED, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-S-02", CREDIT, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-Z-02", ZERO, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-E-02", EXEMPT, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-AE-02", REVERSED, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-AE-02", REVERSED, _drop(f"{BUYER}cac:PartyTaxScheme", f"{BUYER}cac:PartyLegalEntity/cbc:CompanyID")),
    ("BR-AE-02", PROVIDERS_OWN, _drop(f"{SELLER}cac:PartyTaxScheme")),
    ("BR-O-02", OUTSIDE, _add_vat_number(BUYER, "GB123456789")),
    ("BR-O-02", OUTSIDE, _add_vat_number(SELLER, "BE0202239951")),
    (
        "BR-S-05",
        INVOICE,
        _both(
            _set(f"{LINE_CLASS}/cbc:Percent", "0"),
            _set(f"{SHARE_CLASS}/cbc:Percent", "0"),
            _amounts(share="0.00", vat="0.00", gross="100.00", due="100.00"),
        ),
    ),
    ("BR-Z-05", ZERO, _set(f"{LINE_CLASS}/cbc:Percent", "6")),
    ("BR-E-05", EXEMPT, _set(f"{LINE_CLASS}/cbc:Percent", "6")),
    ("BR-AE-05", REVERSED, _set(f"{LINE_CLASS}/cbc:Percent", "21")),
    ("BR-CO-09", INVOICE, _set(f"{SELLER}cac:PartyTaxScheme/cbc:CompanyID", "QQ0202239951")),
    ("BR-CO-09", REVERSED, _set(f"{BUYER}cac:PartyTaxScheme/cbc:CompanyID", "004495445B01")),
    ("BR-E-10", REVERSED, _drop(REASON, f"{REASON}Code")),
    ("BR-E-10", OUTSIDE, _drop(REASON, f"{REASON}Code")),
    ("XSD", CREDIT, _drop("cac:AccountingCustomerParty")),
    ("XSD", INVOICE, _drop("cbc:IssueDate")),
    ("XSD", INVOICE, _drop("cac:InvoiceLine")),
    ("XSD", INVOICE, _set("cbc:IssueDate", "3 februari 2026")),
]
# The rules that EN 16931 itself has a text for; it sees a line that breaks the totals too, so more may be said.
CEN_KNOWS = {
    *("BR-CO-09", "BR-CO-10", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17", "BR-CO-25", "BR-S-02"),
    *("BR-S-05", "BR-S-08", "BR-Z-02", "BR-Z-05", "BR-E-02", "BR-E-05", "BR-E-10", "BR-AE-02", "BR-AE-05", "BR-O-02"),
}
# Under one id of ours stand rules that EN 16931 tells apart by category, or by seller and buyer.
CEN_SAYS = {"BR-E-10": {"BR-E-10", "BR-AE-10", "BR-O-10"}, "BR-O-02": {"BR-O-02", "BR-O-03", "BR-O-04"}}


@pytest.mark.parametrize(("rule", "xml", "damage"), DAMAGES, ids=[f"{n}-{each[0]}" for n, each in enumerate(DAMAGES)])
def test_damage_is_seen_by_its_own_rule(rule: str, xml: bytes, damage: Callable[[Root], None]) -> None:
    root = etree.fromstring(xml)
    damage(root)
    damaged = etree.tostring(root)

    found = validate_ubl(damaged)

    assert set(_rules(found)) == {rule}
    if rule in CEN_KNOWS:
        assert CEN_SAYS.get(rule, {rule}) & set(_rules(validate_cen(damaged)))


def test_there_are_many_damages_and_most_have_a_text_of_the_norm() -> None:
    known = [rule for rule, _, _ in DAMAGES if rule in CEN_KNOWS]

    assert (len(DAMAGES), len(known)) == (59, 29)


def test_each_assertion_has_a_damage() -> None:
    assert {assertion.rule for assertion in ASSERTIONS} == {rule for rule, _, _ in DAMAGES} - {"XSD"}
