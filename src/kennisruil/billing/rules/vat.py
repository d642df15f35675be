"""The rule table applied: which document a party gets for a supply, and what VAT stands on it.

The table itself is data (see ``rulebook``). Sources: the Belgian VAT Code (art. 6, 21 § 2, 44, 51, 53 § 2, 56bis) and
Directive 2006/112/EC (art. 44, 196, 224).
"""

from dataclasses import dataclass, replace
from datetime import date

from kennisruil.billing.rules import parties
from kennisruil.billing.rules.rulebook import RuleBook, TreatmentRow
from kennisruil.billing.rules.values import (
    Channel,
    DocumentKind,
    Issuer,
    LegalRole,
    Line,
    PartyFacts,
    Profile,
    Side,
    Treatment,
    VatBreakdown,
    VatCategory,
    VatClass,
    VatShare,
)

_INVOICES = (DocumentKind.INVOICE_380, DocumentKind.SELF_BILLED_389)
_COUNTERPARTY = "counterparty_"


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The row that applies, what is still missing for it, and what the office should know."""

    row: TreatmentRow
    missing: tuple[str, ...]
    warnings: tuple[str, ...]


def decide_treatment(
    *,
    side: Side,
    facts: PartyFacts,
    legal_role: LegalRole,
    on: date,
    rules: RuleBook,
    counterparty: PartyFacts | None = None,
) -> Treatment:
    """Decide which document ``facts``, as they stood ``on`` the performed-on date, get on this side of a supply.

    In the broker role ``counterparty`` is the other side of the supply: the provider's document is addressed to it,
    and the recipient's side then has no document of its own (``document_kind`` None).

    :raises RuleMissing: the network's rule book has no row for this.
    """
    if legal_role is LegalRole.OWN_NAME:
        return _in_own_name(side=side, facts=facts, on=on, rules=rules)
    assert counterparty is not None, "a brokered supply has two parties"
    if side is Side.PROVIDER:
        return _brokered(provider=facts, recipient=counterparty, on=on, rules=rules)
    provided = _brokered(provider=counterparty, recipient=facts, on=on, rules=rules)
    return _recipient_of_brokered(provided, facts=facts, on=on, rules=rules)


def _in_own_name(*, side: Side, facts: PartyFacts, on: date, rules: RuleBook) -> Treatment:
    found = _row_for(legal_role=LegalRole.OWN_NAME, side=side, facts=facts, on=on, rules=rules)
    treatment = _treatment(found, side=side, on=on, rules=rules)
    return _with_channel(_with_address(treatment, facts), found.row.channel, facts)


def _brokered(*, provider: PartyFacts, recipient: PartyFacts, on: date, rules: RuleBook) -> Treatment:
    found = _row_for(
        legal_role=LegalRole.BROKER, side=Side.PROVIDER, facts=provider, on=on, rules=rules, counterparty=recipient
    )
    treatment = _treatment(found, side=Side.PROVIDER, on=on, rules=rules)
    if treatment.document_kind is not DocumentKind.INVOICE_380:
        return _with_channel(treatment, found.row.channel, provider)
    towards = _row_for(legal_role=LegalRole.BROKER, side=Side.RECIPIENT, facts=recipient, on=on, rules=rules)
    if treatment.vat_category is VatCategory.STANDARD and towards.row.vat_category:
        treatment = replace(
            treatment,
            vat_category=VatCategory(towards.row.vat_category),
            rate_basis_points=0,
            exemption_wording_key=towards.row.wording,
            warnings=treatment.warnings + towards.warnings,
        )
    treatment = _with_address(_with_address(treatment, provider), recipient, whose=_COUNTERPARTY)
    return _with_channel(treatment, towards.row.channel, recipient)


def _recipient_of_brokered(provided: Treatment, *, facts: PartyFacts, on: date, rules: RuleBook) -> Treatment:
    if provided.document_kind is DocumentKind.INVOICE_380:
        return replace(provided, side=Side.RECIPIENT, document_kind=None, profile=None, missing=(), warnings=())
    found = _row_for(legal_role=LegalRole.BROKER, side=Side.RECIPIENT, facts=facts, on=on, rules=rules)
    return replace(
        provided, side=Side.RECIPIENT, note_keys=found.row.notes, channel=Channel.PDF, missing=(), warnings=()
    )


def _row_for(
    *,
    legal_role: LegalRole,
    side: Side,
    facts: PartyFacts,
    on: date,
    rules: RuleBook,
    counterparty: PartyFacts | None = None,
) -> _Found:
    """Follow ``otherwise`` until a row's needs are met, or there is no other row."""
    kind = facts.vat_kind
    warnings: tuple[str, ...] = ()
    while True:
        row = rules.row_on(legal_role=legal_role, side=side, vat_kind=kind, on=on)
        missing = tuple(need for need in row.needs if _lacks(need, facts, counterparty))
        if not missing or row.otherwise is None:
            return _Found(row=row, missing=missing, warnings=row.warnings + warnings)
        kind, warnings = row.otherwise, (*warnings, f"treated_as_{row.otherwise}")


def _lacks(need: str, facts: PartyFacts, counterparty: PartyFacts | None) -> bool:
    if not need.startswith(_COUNTERPARTY):
        return parties.lacks(facts, need)
    return counterparty is None or parties.lacks(counterparty, need.removeprefix(_COUNTERPARTY))


def _treatment(found: _Found, *, side: Side, on: date, rules: RuleBook) -> Treatment:
    row = found.row
    return Treatment(
        side=side,
        document_kind=DocumentKind(row.document_kind),
        issuer=Issuer(row.issuer),
        vat_category=VatCategory(row.vat_category) if row.vat_category else None,
        rate_basis_points=rules.rate_on(key=row.rate, on=on) if row.rate else 0,
        exemption_wording_key=row.wording,
        note_keys=row.notes,
        profile=Profile(row.profile) if row.profile else None,
        channel=Channel.PDF,
        operator_self_assesses=row.self_assessed_rate is not None,
        self_assessed_basis_points=rules.rate_on(key=row.self_assessed_rate, on=on) if row.self_assessed_rate else 0,
        warnings=found.warnings,
        missing=found.missing,
        terms_key=row.terms,
    )


def _with_address(treatment: Treatment, facts: PartyFacts, *, whose: str = "") -> Treatment:
    if treatment.document_kind in _INVOICES and not parties.has_address(facts):
        return replace(treatment, missing=(*treatment.missing, f"{whose}address"))
    return treatment


def _with_channel(treatment: Treatment, channel: str, reader: PartyFacts) -> Treatment:
    if channel == "pdf" or treatment.profile is None:
        return replace(treatment, channel=Channel.PDF)
    if reader.peppol_registered:
        return replace(treatment, channel=Channel.PEPPOL)
    warned = (*treatment.warnings, "not_on_peppol") if channel == "peppol" else treatment.warnings
    return replace(treatment, channel=Channel.PDF, warnings=warned)


def vat_of(*, base_cents: int, rate_basis_points: int) -> int:
    """Give the VAT on a base, in cents, rounded half up away from zero (art. 51 and Peppol BIS: per category).

    >>> vat_of(base_cents=250, rate_basis_points=2100)
    53
    """
    size = (abs(base_cents) * rate_basis_points + 5_000) // 10_000
    return size if base_cents >= 0 else -size


def vat_class(*, treatment: Treatment, rules: RuleBook, language: str, on: date) -> VatClass | None:
    """Give the VAT class that the lines of a document under this treatment carry; None outside VAT."""
    if treatment.vat_category is None:
        return None
    if treatment.exemption_wording_key is None:
        return VatClass(category=treatment.vat_category, rate_basis_points=treatment.rate_basis_points)
    wording = rules.wording_on(key=treatment.exemption_wording_key, language=language, on=on)
    return VatClass(category=treatment.vat_category, reason=wording.text, reason_code=wording.code)


def vat_breakdown(lines: tuple[Line, ...]) -> VatBreakdown:
    """Add the lines up and take VAT once per category and rate, never per line."""
    bases: dict[VatClass, int] = {}
    for line in lines:
        if line.vat is not None:
            bases[line.vat] = bases.get(line.vat, 0) + line.net_cents
    shares = tuple(
        VatShare(vat=vat, base_cents=base, vat_cents=vat_of(base_cents=base, rate_basis_points=vat.rate_basis_points))
        for vat, base in sorted(bases.items(), key=lambda item: (-item[0].rate_basis_points, item[0].category))
    )
    return VatBreakdown(
        net_cents=sum(line.net_cents for line in lines),
        vat_cents=sum(share.vat_cents for share in shares),
        shares=shares,
    )
