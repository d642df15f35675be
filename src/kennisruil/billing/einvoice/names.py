"""The names that UBL and Peppol give: namespaces, identifiers of the profiles, codes of document kinds."""

from dataclasses import dataclass

from kennisruil.billing.rules.values import DocumentKind, Profile

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

ENTERPRISE_SCHEME = "0208"
_CORE = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc"


@dataclass(frozen=True, kw_only=True)
class ProfileNames:
    """What a document of one Peppol profile calls itself, and the type codes it may carry."""

    customization: str
    process: str
    invoice_codes: frozenset[str]
    credit_codes: frozenset[str]


_INVOICE_CODES = "71 80 82 84 102 218 219 331 380 382 383 386 388 393 395 553 575 623 780 817 870 875 876 877"
# Peppol BIS Billing 3.0 and BIS Self-Billing 3.0, with the document type codes each admits (P0100, P0101).
PROFILES = {
    Profile.BILLING: ProfileNames(
        customization=f"{_CORE}:billing:3.0",
        process="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
        invoice_codes=frozenset(_INVOICE_CODES.split()),
        credit_codes=frozenset({"81", "83", "381", "396", "532"}),
    ),
    Profile.SELF_BILLING: ProfileNames(
        customization=f"{_CORE}:selfbilling:3.0",
        process="urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0",
        invoice_codes=frozenset({"389"}),
        credit_codes=frozenset({"261"}),
    ),
}

# UNTDID 1001.
TYPE_CODES = {
    DocumentKind.INVOICE_380: "380",
    DocumentKind.SELF_BILLED_389: "389",
    DocumentKind.CREDIT_NOTE_381: "381",
    DocumentKind.SELF_BILLED_CREDIT_261: "261",
}
