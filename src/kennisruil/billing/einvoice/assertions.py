"""Our own assertions over a UBL document, under the ids that Peppol and EN 16931 give them.

No package ships the current Peppol rules, so those that can bite us are written out here. Sources: Peppol BIS Billing
3.0 and BIS Self-Billing 3.0 (PEPPOL-EN16931-*, PEPPOL-COMMON-R043), EN 16931-1 (BR-*).
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from kennisruil.billing.einvoice import category_assertions
from kennisruil.billing.einvoice.asserting import ASSERTIONS, asserts
from kennisruil.billing.einvoice.names import CBC, ENTERPRISE_SCHEME, PROFILES
from kennisruil.billing.einvoice.reader import Node, Ubl
from kennisruil.billing.rules.numbers import is_enterprise_number, is_iban

__all__ = ["ASSERTIONS"]
assert category_assertions, "imported for the assertions it adds"
_CENT = Decimal("0.01")
_EXEMPT = ("E", "AE", "O", "K", "G")


def _present(rule: str, message: str, *paths: str) -> None:
    """Ask that at least one of ``paths`` holds something."""

    @asserts(rule, message)
    def check(ubl: Ubl) -> Iterator[str]:
        if not any(ubl.text(path) for path in paths):
            yield paths[0]


_present("PEPPOL-EN16931-R001", "Business process MUST be provided.", "cbc:ProfileID")
_present(
    "PEPPOL-EN16931-R003",
    "A buyer reference or purchase order reference MUST be provided.",
    "cbc:BuyerReference",
    "cac:OrderReference/cbc:ID",
)
_present(
    "PEPPOL-EN16931-R010",
    "Buyer electronic address MUST be provided.",
    "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID",
)
_present(
    "PEPPOL-EN16931-R020",
    "Seller electronic address MUST be provided.",
    "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID",
)


@asserts("PEPPOL-EN16931-R002", "No more than one note is allowed on document level.")
def _one_note(ubl: Ubl) -> Iterator[str]:
    if len(ubl.nodes("cbc:Note")) > 1:
        yield "cbc:Note[2]"


@asserts("PEPPOL-EN16931-R004", "Specification identifier MUST be that of the billing or the self-billing profile.")
def _known_customization(ubl: Ubl) -> Iterator[str]:
    if ubl.profile is None:
        yield "cbc:CustomizationID"


@asserts("PEPPOL-EN16931-R007", "Business process MUST be the one of the document's profile.")
def _process_of_profile(ubl: Ubl) -> Iterator[str]:
    said = ubl.text("cbc:ProfileID")
    known = {ubl.profile.process} if ubl.profile else {names.process for names in PROFILES.values()}
    if said and said not in known:
        yield "cbc:ProfileID"


@asserts("PEPPOL-EN16931-R008", "Document MUST not contain empty elements.")
def _nothing_empty(ubl: Ubl) -> Iterator[str]:
    for node in ubl.root.iter(etree.Element):
        if len(node) == 0 and not (node.text or "").strip():
            yield ubl.where(node)


@asserts("PEPPOL-EN16931-P0100", "Invoice type code MUST be one of the document's profile.")
def _invoice_code(ubl: Ubl) -> Iterator[str]:
    if ubl.profile and not ubl.is_credit and ubl.text("cbc:InvoiceTypeCode") not in ubl.profile.invoice_codes:
        yield "cbc:InvoiceTypeCode"


@asserts("PEPPOL-EN16931-P0101", "Credit note type code MUST be one of the document's profile.")
def _credit_code(ubl: Ubl) -> Iterator[str]:
    if ubl.profile and ubl.is_credit and ubl.text("cbc:CreditNoteTypeCode") not in ubl.profile.credit_codes:
        yield "cbc:CreditNoteTypeCode"


@asserts("PEPPOL-COMMON-R043", "Belgian enterprise number MUST be stated in the correct format.")
def _enterprise_numbers(ubl: Ubl) -> Iterator[str]:
    for node in ubl.root.iter(f"{{{CBC}}}EndpointID", f"{{{CBC}}}ID", f"{{{CBC}}}CompanyID"):
        value = (node.text or "").strip()
        if node.get("schemeID") != ENTERPRISE_SCHEME or not value:
            continue
        if not (re.fullmatch(r"\d{10}", value) and is_enterprise_number(value)):
            yield ubl.where(node)


@asserts("PEPPOL-EN16931-R051", "All amounts MUST be in the currency of the document.")
def _one_currency(ubl: Ubl) -> Iterator[str]:
    said = ubl.text("cbc:DocumentCurrencyCode")
    for node in ubl.root.iter(etree.Element):
        if node.get("currencyID", said) != said:
            yield ubl.where(node)


@asserts("PEPPOL-EN16931-R053", "Only one tax total with tax subtotals MUST be provided.")
def _one_tax_total(ubl: Ubl) -> Iterator[str]:
    if len(ubl.nodes("cac:TaxTotal")) != 1 or not ubl.subtotals:
        yield "cac:TaxTotal"


@asserts("PEPPOL-EN16931-R110", "Start and end of a line period MUST lie within the period of the document.")
def _line_periods(ubl: Ubl) -> Iterator[str]:
    first, last = ubl.text("cac:InvoicePeriod/cbc:StartDate"), ubl.text("cac:InvoicePeriod/cbc:EndDate")
    for line in ubl.lines:
        start, end = (ubl.text(f"cac:InvoicePeriod/cbc:{edge}", line) for edge in ("StartDate", "EndDate"))
        if (start and start < first) or (end and last and end > last):
            yield ubl.where(line)


@asserts("PEPPOL-EN16931-R120", "Line net amount MUST equal quantity times net price.")
def _line_products(ubl: Ubl) -> Iterator[str]:
    for line in ubl.lines:
        quantity = ubl.amount("cbc:CreditedQuantity" if ubl.is_credit else "cbc:InvoicedQuantity", line)
        base = ubl.amount("cac:Price/cbc:BaseQuantity", line) or Decimal(1)
        product = quantity * ubl.amount("cac:Price/cbc:PriceAmount", line) / base
        if _cents(product) != ubl.amount("cbc:LineExtensionAmount", line):
            yield ubl.where(line)


@asserts("BR-CO-10", "Sum of line net amounts MUST be the sum of the lines.")
def _sum_of_lines(ubl: Ubl) -> Iterator[str]:
    total = sum((ubl.amount("cbc:LineExtensionAmount", line) for line in ubl.lines), Decimal(0))
    if total != ubl.amount("cac:LegalMonetaryTotal/cbc:LineExtensionAmount"):
        yield "cac:LegalMonetaryTotal/cbc:LineExtensionAmount"


@asserts("BR-CO-13", "Total without VAT MUST be the sum of the lines (this program knows no allowances).")
def _net_total(ubl: Ubl) -> Iterator[str]:
    sums = "cac:LegalMonetaryTotal/cbc:"
    if ubl.amount(sums + "TaxExclusiveAmount") != ubl.amount(sums + "LineExtensionAmount"):
        yield sums + "TaxExclusiveAmount"


@asserts("BR-CO-14", "Total VAT MUST be the sum of the VAT of the categories.")
def _sum_of_vat(ubl: Ubl) -> Iterator[str]:
    total = sum((ubl.amount("cbc:TaxAmount", part) for part in ubl.subtotals), Decimal(0))
    if ubl.subtotals and total != ubl.amount("cac:TaxTotal/cbc:TaxAmount"):
        yield "cac:TaxTotal/cbc:TaxAmount"


@asserts("BR-CO-15", "Total with VAT MUST be the total without VAT plus the VAT.")
def _gross_total(ubl: Ubl) -> Iterator[str]:
    sums = "cac:LegalMonetaryTotal/cbc:"
    gross = ubl.amount(sums + "TaxExclusiveAmount") + ubl.amount("cac:TaxTotal/cbc:TaxAmount")
    if gross != ubl.amount(sums + "TaxInclusiveAmount"):
        yield sums + "TaxInclusiveAmount"


@asserts("BR-CO-16", "Amount due MUST be the total with VAT less what was paid before.")
def _payable(ubl: Ubl) -> Iterator[str]:
    sums = "cac:LegalMonetaryTotal/cbc:"
    due = ubl.amount(sums + "TaxInclusiveAmount") - ubl.amount(sums + "PrepaidAmount")
    if due != ubl.amount(sums + "PayableAmount"):
        yield sums + "PayableAmount"


@asserts("BR-CO-17", "VAT of a category MUST be its base times its rate, rounded half up to the cent.")
def _vat_of_category(ubl: Ubl) -> Iterator[str]:
    for part in ubl.subtotals:
        vat = ubl.amount("cbc:TaxableAmount", part) * ubl.amount("cac:TaxCategory/cbc:Percent", part) / 100
        if _cents(vat) != ubl.amount("cbc:TaxAmount", part):
            yield ubl.where(part)


@asserts("BR-S-08", "Base of a category MUST be the sum of the lines in it.")
def _base_of_category(ubl: Ubl) -> Iterator[str]:
    for part in ubl.subtotals:
        own = _category(ubl, part, "cac:TaxCategory")
        lines = [line for line in ubl.lines if _category(ubl, line, "cac:Item/cac:ClassifiedTaxCategory") == own]
        total = sum((ubl.amount("cbc:LineExtensionAmount", line) for line in lines), Decimal(0))
        if total != ubl.amount("cbc:TaxableAmount", part):
            yield ubl.where(part)


@asserts("BR-E-10", "A category without VAT MUST say why (BR-E-10, BR-AE-10, BR-O-10).")
def _reason_given(ubl: Ubl) -> Iterator[str]:
    for part in ubl.subtotals:
        reason = "cac:TaxCategory/cbc:TaxExemptionReason"
        if ubl.text("cac:TaxCategory/cbc:ID", part) in _EXEMPT and not (
            ubl.text(reason, part) or ubl.text(f"{reason}Code", part)
        ):
            yield ubl.where(part)


@asserts("BR-CO-25", "A due date or payment terms MUST be there when something is to be paid.")
def _due(ubl: Ubl) -> Iterator[str]:
    if ubl.amount("cac:LegalMonetaryTotal/cbc:PayableAmount") > 0 and not (
        ubl.text("cbc:DueDate") or ubl.text("cac:PaymentTerms/cbc:Note")
    ):
        yield "cbc:DueDate"


@asserts("BR-55", "A credit note MUST name what it corrects.")
def _corrects(ubl: Ubl) -> Iterator[str]:
    if ubl.is_credit and not ubl.text("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"):
        yield "cac:BillingReference"


@asserts("KR-IBAN", "The account to pay to MUST be a valid IBAN.")
def _ibans(ubl: Ubl) -> Iterator[str]:
    for node in ubl.nodes("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"):
        if not is_iban(node.text or ""):
            yield ubl.where(node)


def _category(ubl: Ubl, at: Node, path: str) -> tuple[str, Decimal]:
    """Give category and rate; only the standard category is told apart by its rate."""
    category = ubl.text(f"{path}/cbc:ID", at)
    return category, ubl.amount(f"{path}/cbc:Percent", at) if category == "S" else Decimal(0)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)
