"""UBL 2.1 from a document: 380, 381, 389 and 261, categories S, Z, E, AE and O.

On a 389 or 261 the seller is the provider and the buyer the operator, who also sends it (Peppol BIS Self-Billing 3.0).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from kennisruil.billing.einvoice.endpoints import endpoint_of
from kennisruil.billing.einvoice.names import CAC, CBC, CREDIT_NOTE, ENTERPRISE_SCHEME, INVOICE, PROFILES, TYPE_CODES
from kennisruil.billing.rules.documents import is_credit
from kennisruil.billing.rules.parties import enterprise_number_of, vat_number_of
from kennisruil.billing.rules.values import DocumentDraft, Line, PartyFacts, VatCategory, VatClass, VatShare

Node = etree._Element
_CURRENCY = "EUR"
# XML 1.0 has no place for these, not even escaped.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def has_ubl(draft: DocumentDraft) -> bool:
    """Whether the document has a structured form: its kind has one, and both sides have an electronic address."""
    return draft.kind in TYPE_CODES and None not in (endpoint_of(draft.issuer), endpoint_of(draft.addressee))


def build_ubl(draft: DocumentDraft) -> bytes:
    """Write ``draft`` as UBL; the same draft gives the same bytes. It needs a number and a profile."""
    assert draft.number and draft.profile and draft.kind in TYPE_CODES
    credit = is_credit(draft.kind)
    space = CREDIT_NOTE if credit else INVOICE
    names: dict[Any, str] = {None: space, "cac": CAC, "cbc": CBC}
    root = etree.Element(f"{{{space}}}{'CreditNote' if credit else 'Invoice'}", nsmap=names)
    _head(root, draft, credit=credit)
    _period(root, [line.performed_on for line in draft.lines])
    for reference in draft.references:
        earlier = _cac(_cac(root, "BillingReference"), "InvoiceDocumentReference")
        _cbc(earlier, "ID", reference.number)
        _cbc(earlier, "IssueDate", reference.issued_on)
    outside = any(share.vat.category is VatCategory.OUTSIDE for share in draft.vat.shares)
    _party(_cac(root, "AccountingSupplierParty"), draft.issuer, with_vat=not outside, seller=True)
    _party(_cac(root, "AccountingCustomerParty"), draft.addressee, with_vat=not outside, seller=False)
    _payment(root, draft)
    _totals(root, draft)
    for index, line in enumerate(draft.lines, start=1):
        _line(root, line, index=index, credit=credit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _head(root: Node, draft: DocumentDraft, *, credit: bool) -> None:
    assert draft.profile
    _cbc(root, "CustomizationID", PROFILES[draft.profile].customization)
    _cbc(root, "ProfileID", PROFILES[draft.profile].process)
    _cbc(root, "ID", draft.number)
    _cbc(root, "IssueDate", draft.issued_on)
    taxed_on = draft.chargeable_on if draft.chargeable_on != draft.issued_on else None
    if credit:
        _cbc(root, "TaxPointDate", taxed_on)
    else:
        _cbc(root, "DueDate", draft.due_vat_on)
    _cbc(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode", TYPE_CODES[draft.kind])
    # One note at most (PEPPOL-EN16931-R002), so all sentences stand in it.
    _cbc(root, "Note", " ".join(draft.notes))
    if not credit:
        _cbc(root, "TaxPointDate", taxed_on)
    _cbc(root, "DocumentCurrencyCode", _CURRENCY)
    _cbc(root, "BuyerReference", draft.buyer_reference)


def _period(parent: Node, days: list[date]) -> None:
    period = _cac(parent, "InvoicePeriod")
    _cbc(period, "StartDate", min(days))
    _cbc(period, "EndDate", max(days))


def _party(parent: Node, facts: PartyFacts, *, with_vat: bool, seller: bool) -> None:
    party = _cac(parent, "Party")
    scheme, endpoint = endpoint_of(facts) or ("", "")
    if endpoint:
        _cbc(party, "EndpointID", endpoint, schemeID=scheme)
    _cbc(_cac(party, "PartyName"), "Name", facts.name)
    address = _cac(party, "PostalAddress")
    _cbc(address, "StreetName", facts.street)
    _cbc(address, "CityName", facts.city)
    _cbc(address, "PostalZone", facts.postcode)
    _cbc(_cac(address, "Country"), "IdentificationCode", facts.country)
    number, vat = enterprise_number_of(facts), vat_number_of(facts)
    if with_vat and vat:
        _tax_scheme(party, vat, "VAT")
    elif with_vat and seller and number:
        # A seller without VAT number is known by its registration (BT-32), which BR-E-02 and BR-AE-02 ask for.
        _tax_scheme(party, number, "TAX")
    entity = _cac(party, "PartyLegalEntity")
    _cbc(entity, "RegistrationName", facts.name)
    if number:
        _cbc(entity, "CompanyID", number, **({"schemeID": ENTERPRISE_SCHEME} if facts.country == "BE" else {}))


def _tax_scheme(party: Node, number: str, scheme: str) -> None:
    node = _cac(party, "PartyTaxScheme")
    _cbc(node, "CompanyID", number)
    _cbc(_cac(node, "TaxScheme"), "ID", scheme)


def _payment(root: Node, draft: DocumentDraft) -> None:
    if draft.payment:
        means = _cac(root, "PaymentMeans")
        _cbc(means, "PaymentMeansCode", "30")
        _cbc(means, "PaymentID", draft.payment.structured_message or draft.number)
        account = _cac(means, "PayeeFinancialAccount")
        _cbc(account, "ID", draft.payment.iban)
        _cbc(account, "Name", draft.payment.payee)
    if draft.terms:
        _cbc(_cac(root, "PaymentTerms"), "Note", draft.terms)


def _totals(root: Node, draft: DocumentDraft) -> None:
    total = _cac(root, "TaxTotal")
    _money(total, "TaxAmount", draft.vat.vat_cents)
    for share in draft.vat.shares:
        _subtotal(total, share)
    sums = _cac(root, "LegalMonetaryTotal")
    _money(sums, "LineExtensionAmount", draft.vat.net_cents)
    _money(sums, "TaxExclusiveAmount", draft.vat.net_cents)
    _money(sums, "TaxInclusiveAmount", draft.vat.gross_cents)
    _money(sums, "PayableAmount", draft.vat.gross_cents)


def _subtotal(total: Node, share: VatShare) -> None:
    node = _cac(total, "TaxSubtotal")
    _money(node, "TaxableAmount", share.base_cents)
    _money(node, "TaxAmount", share.vat_cents)
    category = _category(node, "TaxCategory", share.vat)
    _cbc(category, "TaxExemptionReasonCode", share.vat.reason_code)
    _cbc(category, "TaxExemptionReason", share.vat.reason)
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")


def _category(parent: Node, name: str, vat: VatClass) -> Node:
    node = _cac(parent, name)
    _cbc(node, "ID", vat.category)
    if vat.category is not VatCategory.OUTSIDE:
        _cbc(node, "Percent", _plain(Decimal(vat.rate_basis_points).scaleb(-2)))
    return node


def _line(root: Node, line: Line, *, index: int, credit: bool) -> None:
    assert line.vat
    node = _cac(root, "CreditNoteLine" if credit else "InvoiceLine")
    _cbc(node, "ID", str(index))
    quantity, price = _quantity_and_price(line)
    _cbc(node, "CreditedQuantity" if credit else "InvoicedQuantity", quantity, unitCode="C62")
    _money(node, "LineExtensionAmount", line.net_cents)
    _period(node, [line.performed_on])
    item = _cac(node, "Item")
    _cbc(item, "Description", line.detail)
    _cbc(item, "Name", line.text)
    category = _category(item, "ClassifiedTaxCategory", line.vat)
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")
    _money(_cac(node, "Price"), "PriceAmount", price)


def _quantity_and_price(line: Line) -> tuple[str, int]:
    """Coins at their price when the product is the net to the cent, else one piece at the net (PEPPOL R120)."""
    if line.quantity_coins * line.unit_price_cents == line.net_cents * 100:
        return _plain(Decimal(line.quantity_coins).scaleb(-2)), line.unit_price_cents
    return "1", line.net_cents


def _cac(parent: Node, name: str) -> Node:
    return etree.SubElement(parent, f"{{{CAC}}}{name}")


def _cbc(parent: Node, name: str, value: str | date | None, **attributes: str) -> None:
    """Add a value; an empty one is left out, for no element may be empty (PEPPOL-EN16931-R008)."""
    text = _CONTROLS.sub("", str(value or "")).strip()
    if text:
        etree.SubElement(parent, f"{{{CBC}}}{name}", attributes).text = text


def _money(parent: Node, name: str, cents: int) -> None:
    _cbc(parent, name, f"{Decimal(cents).scaleb(-2):.2f}", currencyID=_CURRENCY)


def _plain(value: Decimal) -> str:
    """Write a number without needless zeros or exponent."""
    return f"{value.normalize():f}"
