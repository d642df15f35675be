"""The kinds billing tells apart: of parties, sides, documents, VAT, roads; each value is what is stored."""

from enum import StrEnum


class VatKind(StrEnum):
    """How VAT looks at a party, on a date."""

    VAT_BUSINESS = "vat_business"
    SMALL_ENTERPRISE = "small_enterprise"
    EXEMPT_ACTIVITY = "exempt_activity"
    PUBLIC_BODY = "public_body"
    ASSOCIATION = "association"
    PRIVATE_PERSON = "private_person"
    EU_BUSINESS = "eu_business"
    EU_WITHOUT_VAT = "eu_without_vat"
    OUTSIDE_EU = "outside_eu"


class PartyKind(StrEnum):
    """Whether a party is a human being or a body."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Side(StrEnum):
    """Which side of a supply a party stands on."""

    RECIPIENT = "recipient"
    PROVIDER = "provider"


class LegalRole(StrEnum):
    """In whose name the operator of the network acts."""

    OWN_NAME = "own_name"
    BROKER = "broker"


class DocumentKind(StrEnum):
    """The euro documents, with the UNTDID 1001 number where the kind has one."""

    INVOICE_380 = "invoice_380"
    SELF_BILLED_389 = "self_billed_389"
    CREDIT_NOTE_381 = "credit_note_381"
    SELF_BILLED_CREDIT_261 = "self_billed_credit_261"
    SETTLEMENT_NOTE = "settlement_note"
    SETTLEMENT_CREDIT = "settlement_credit"
    LETTER = "letter"
    RECEIPT = "receipt"


class VatCategory(StrEnum):
    """UNCL 5305, as far as EN 16931 and this network use it."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    OUTSIDE = "O"


class Profile(StrEnum):
    """The Peppol profile a structured document travels under."""

    BILLING = "billing"
    SELF_BILLING = "self_billing"


class Channel(StrEnum):
    """How a document reaches its reader."""

    PEPPOL = "peppol"
    PDF = "pdf"


class Issuer(StrEnum):
    """In whose name, and so in whose series, a document stands."""

    OPERATOR = "operator"
    PROVIDER = "provider"


class Severity(StrEnum):
    """A fatal finding stops the issue of a document; a warning stands on the to-do page."""

    FATAL = "fatal"
    WARNING = "warning"
