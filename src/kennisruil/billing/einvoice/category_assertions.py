"""What a document must carry for each category of VAT: numbers of seller and buyer, rates, reasons.

Sources: EN 16931-1, BR-S-02, BR-Z-02, BR-E-02, BR-AE-02 and BR-O-02 (who is identified), BR-S-05 and its likes (rates
of lines) and BR-CO-09 (the country in front of a VAT number).
"""

from collections.abc import Iterator
from decimal import Decimal

from kennisruil.billing.einvoice.asserting import asserts
from kennisruil.billing.einvoice.reader import Ubl

SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
_LINE = "cac:Item/cac:ClassifiedTaxCategory"
# Categories whose seller is known by a VAT number or, failing that, by a tax registration.
_IDENTIFIED = {"S": "BR-S-02", "Z": "BR-Z-02", "E": "BR-E-02", "AE": "BR-AE-02"}
_ISO = (
    "AD AE AT AU BE BG BR CA CH CN CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IN IS IT JP LI LT LU LV MA MC MT NL NO PL "
)
_COUNTRIES = frozenset((_ISO + "PT RO RS SE SG SI SK SM TR UA US XI ZA").split())


def identifiers(ubl: Ubl, party: str, scheme: str) -> list[str]:
    """Give the numbers a party carries for a tax scheme: VAT, or TAX for a registration."""
    nodes = ubl.nodes(f"{party}/cac:PartyTaxScheme")
    found = [ubl.text("cbc:CompanyID", node) for node in nodes if ubl.text("cac:TaxScheme/cbc:ID", node) == scheme]
    return [each for each in found if each]


def categories(ubl: Ubl) -> set[str]:
    """Give the categories of VAT a document has lines of."""
    return {ubl.text(f"{_LINE}/cbc:ID", line) for line in ubl.lines}


def _seller_identified(category: str, rule: str) -> None:
    # EN 16931 lets a registration do; in Belgium who charges VAT has a VAT number (art. 5 of Royal Decree no. 1).
    charges = category in ("S", "Z")
    number = "VAT number" if charges else "VAT number or tax registration"

    @asserts(rule, f"A document with category {category} MUST carry the seller's {number}.")
    def check(ubl: Ubl) -> Iterator[str]:
        if category not in categories(ubl):
            return
        if not (identifiers(ubl, SELLER, "VAT") or (not charges and identifiers(ubl, SELLER, "TAX"))):
            yield f"{SELLER}/cac:PartyTaxScheme"
        registered = ubl.text(f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID")
        if category == "AE" and not (identifiers(ubl, BUYER, "VAT") or registered):
            yield f"{BUYER}/cac:PartyTaxScheme"


for _category, _rule in _IDENTIFIED.items():
    _seller_identified(_category, _rule)


@asserts("BR-O-02", "A document outside VAT MUST carry no VAT number of seller or buyer.")
def _nobody_identified(ubl: Ubl) -> Iterator[str]:
    if "O" not in categories(ubl):
        return
    for party in (SELLER, BUYER):
        if identifiers(ubl, party, "VAT"):
            yield f"{party}/cac:PartyTaxScheme"


@asserts("BR-S-05", "A line with category S MUST have a rate above zero.")
def _rate_of_standard(ubl: Ubl) -> Iterator[str]:
    for line in ubl.lines:
        if ubl.text(f"{_LINE}/cbc:ID", line) == "S" and ubl.amount(f"{_LINE}/cbc:Percent", line) <= 0:
            yield ubl.where(line)


def _no_rate(category: str, rule: str) -> None:
    @asserts(rule, f"A line with category {category} MUST have a rate of zero.")
    def check(ubl: Ubl) -> Iterator[str]:
        for line in ubl.lines:
            if ubl.text(f"{_LINE}/cbc:ID", line) == category and ubl.amount(f"{_LINE}/cbc:Percent", line) != Decimal(0):
                yield ubl.where(line)


for _category, _rule in {"Z": "BR-Z-05", "E": "BR-E-05", "AE": "BR-AE-05"}.items():
    _no_rate(_category, _rule)


@asserts("BR-CO-09", "A VAT number MUST start with the code of its country.")
def _country_of_vat_number(ubl: Ubl) -> Iterator[str]:
    for party in (SELLER, BUYER):
        for number in identifiers(ubl, party, "VAT"):
            if number[:2] not in _COUNTRIES:
                yield f"{party}/cac:PartyTaxScheme/cbc:CompanyID"
