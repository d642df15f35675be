"""The values that billing decides with: parties as they stood, treatments, documents, statements and letters.

Amounts of euro are whole cents, amounts of coins whole minor units (scale 2: 200 is 2 coins), rates are basis points
(2100 is 21 %). A date is a civil date in the network's time zone.
"""

from dataclasses import dataclass
from datetime import date

from kennisruil.billing.rules.kinds import (
    Channel,
    DocumentKind,
    Issuer,
    LegalRole,
    PartyKind,
    Profile,
    Severity,
    Side,
    VatCategory,
    VatKind,
)

__all__ = [
    "Channel",
    "DocumentDraft",
    "DocumentKind",
    "Finding",
    "Issuer",
    "LegalRole",
    "Line",
    "PartyFacts",
    "PartyKind",
    "Payment",
    "Profile",
    "Reference",
    "Severity",
    "Side",
    "Treatment",
    "VatBreakdown",
    "VatCategory",
    "VatClass",
    "VatKind",
    "VatShare",
]


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """A frozen copy of who a party was on a date; documents keep it as it stood.

    ``enterprise_number`` is the ten digits of the KBO/BCE (or the national register abroad), ``vat_number`` starts with
    its country, ``country`` is ISO 3166-1 alpha-2, ``language`` is nl, fr or en.
    """

    name: str
    vat_kind: VatKind
    kind: PartyKind
    language: str
    country: str = "BE"
    enterprise_number: str | None = None
    vat_number: str | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""
    iban: str | None = None
    email: str | None = None
    peppol_registered: bool = False


@dataclass(frozen=True, kw_only=True)
class VatClass:
    """What VAT a line falls under. ``reason`` and ``reason_code`` (VATEX) say why there is none."""

    category: VatCategory
    rate_basis_points: int = 0
    reason: str = ""
    reason_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """Which document a party gets for a supply, and what VAT stands on it.

    ``document_kind`` is None when the other side's document covers this side. ``missing`` names what must be filled in
    before the document may be issued; ``warnings`` are for the office and stop nothing. ``terms_key`` names its
    deadlines.
    """

    side: Side
    document_kind: DocumentKind | None
    issuer: Issuer
    vat_category: VatCategory | None
    rate_basis_points: int
    exemption_wording_key: str | None
    note_keys: tuple[str, ...]
    profile: Profile | None
    channel: Channel
    operator_self_assesses: bool
    self_assessed_basis_points: int
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    terms_key: str = "standard"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One supply on a document: ``quantity_coins`` minor units at ``unit_price_cents`` a whole coin is ``net_cents``.

    Credit notes carry positive amounts as well; the kind of the document gives the sign. ``vat`` is None on documents
    outside VAT (settlement notes).
    """

    text: str
    performed_on: date
    quantity_coins: int
    coin: str
    unit_price_cents: int
    net_cents: int
    vat: VatClass | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class VatShare:
    """The base and the VAT of one category and rate."""

    vat: VatClass
    base_cents: int
    vat_cents: int


@dataclass(frozen=True, kw_only=True)
class VatBreakdown:
    """VAT of a whole document: one share per category and rate; empty outside VAT."""

    net_cents: int
    vat_cents: int
    shares: tuple[VatShare, ...] = ()

    @property
    def gross_cents(self) -> int:
        """What the document asks in all."""
        return self.net_cents + self.vat_cents


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The earlier document a correction corrects."""

    number: str
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class Payment:
    """How the euro part is paid: ``pay_now_cents`` is the VAT part, the rest may be given back in coins."""

    iban: str
    structured_message: str
    pay_now_cents: int
    payee: str


@dataclass(frozen=True, kw_only=True)
class DocumentDraft:
    """A whole euro document before (and after) it is issued; everything a reader, a court or a machine needs.

    ``issuer`` is who provides by law (the seller), ``addressee`` the buyer: on a 389 or 261 the provider is the issuer
    and the operator, who sends it, the addressee. A settlement note comes from the operator and is addressed to the
    party. ``notes`` are legal sentences, ``terms`` says the two due dates in words. ``period`` is half-open.
    ``all_in_euro_url`` offers to pay the base as well.
    """

    kind: DocumentKind
    number: str
    issued_on: date
    chargeable_on: date | None
    due_vat_on: date | None
    due_base_on: date | None
    issuer: PartyFacts
    addressee: PartyFacts
    lines: tuple[Line, ...]
    vat: VatBreakdown
    language: str
    network: str
    coin: str
    profile: Profile | None = None
    references: tuple[Reference, ...] = ()
    buyer_reference: str = ""
    payment: Payment | None = None
    notes: tuple[str, ...] = ()
    terms: str = ""
    period: tuple[date, date] | None = None
    all_in_euro_url: str = ""

    @property
    def reader(self) -> PartyFacts:
        """Who reads it: on a self-billed document the issuer, else the addressee."""
        self_billed = self.kind in (DocumentKind.SELF_BILLED_389, DocumentKind.SELF_BILLED_CREDIT_261)
        return self.issuer if self_billed else self.addressee

    @property
    def other(self) -> PartyFacts:
        """The other one: the operator, or in the broker role the provider in whose name it stands."""
        return self.issuer if self.reader is self.addressee else self.addressee


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing a validator has against a document: the rule's own id, its text, and where."""

    rule: str
    message: str
    location: str = ""
    severity: Severity = Severity.FATAL
