"""Rows of the rule book as plain data: written, laid over others, and checked for what cannot go together."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from kennisruil.billing.rules.kinds import DocumentKind, Issuer, LegalRole, Profile, Side, VatCategory
from kennisruil.billing.rules.rulebook import Rate, RuleBook, RuleMissing, Terms, TreatmentRow, Wording

OwnRules = Mapping[str, Sequence[Mapping[str, Any]]]
Row = TreatmentRow | Rate | Wording | Terms

AS_PROVIDER = "as_provider"
# Which documents a row may ask for: a sale, a purchase, and in the broker role the provider's own.
KINDS: dict[tuple[LegalRole, Side], tuple[str, ...]] = {
    (LegalRole.OWN_NAME, Side.RECIPIENT): (DocumentKind.INVOICE_380, DocumentKind.SETTLEMENT_NOTE),
    (LegalRole.OWN_NAME, Side.PROVIDER): (DocumentKind.SELF_BILLED_389, DocumentKind.SETTLEMENT_NOTE),
    (LegalRole.BROKER, Side.PROVIDER): (DocumentKind.INVOICE_380, DocumentKind.SETTLEMENT_NOTE),
    (LegalRole.BROKER, Side.RECIPIENT): (AS_PROVIDER,),
}
CHANNELS = ("peppol", "peppol_when_registered", "pdf", "of_counterparty")
NEEDS = ("vat_number", "enterprise_number", "address", "iban", "counterparty_vat_number")
_SECTIONS: dict[type[Row], str] = {
    TreatmentRow: "treatments",
    Rate: "rates",
    Wording: "wordings",
    Terms: "terms",
}
_PROFILES = {DocumentKind.INVOICE_380: Profile.BILLING, DocumentKind.SELF_BILLED_389: Profile.SELF_BILLING}
_WITH_REASON = (VatCategory.EXEMPT, VatCategory.REVERSE_CHARGE, VatCategory.OUTSIDE)


class Problem(StrEnum):
    """What about a row cannot be."""

    KIND = "kind"
    CATEGORY = "category"
    CATEGORY_ON_NOTE = "category_on_note"
    RATE = "rate"
    RATE_WITHOUT_VAT = "rate_without_vat"
    REASON = "reason"
    SELF_ASSESSED = "self_assessed"
    CHANNEL = "channel"
    OTHERWISE = "otherwise"
    UNKNOWN = "unknown"


def profile_of(document_kind: str) -> str | None:
    """Give the profile a document of this kind travels under; None for a note."""
    return _PROFILES.get(DocumentKind(document_kind)) if document_kind != AS_PROVIDER else None


def issuer_of(*, legal_role: LegalRole, side: Side, document_kind: str) -> str:
    """Give in whose name, and so in whose series, such a document stands."""
    in_own_name = legal_role is LegalRole.BROKER and side is Side.PROVIDER and document_kind == DocumentKind.INVOICE_380
    return Issuer.PROVIDER if in_own_name else Issuer.OPERATOR


def problems_of(row: TreatmentRow, *, book: RuleBook) -> tuple[Problem, ...]:
    """Name what about a row cannot be; an empty answer says that it can stand in ``book``."""
    found = []
    if row.document_kind not in KINDS[row.legal_role, row.side]:
        found.append(Problem.KIND)
    found += _problems_of_vat(row)
    if (row.channel == "of_counterparty") != (issuer_of_row(row) == Issuer.PROVIDER):
        found.append(Problem.CHANNEL)
    if row.self_assessed_rate and (row.side is Side.RECIPIENT or row.legal_role is LegalRole.BROKER):
        found.append(Problem.SELF_ASSESSED)
    if row.otherwise == row.vat_kind or (row.otherwise and not row.needs):
        found.append(Problem.OTHERWISE)
    return tuple(found) + _unknown(row, book)


def reasons_in(book: RuleBook) -> tuple[str, ...]:
    """Give the sentences that say why there is no VAT, in the order in which the rows name them."""
    return tuple(dict.fromkeys(row.wording for row in book.rows if row.wording))


def notes_in(book: RuleBook) -> tuple[str, ...]:
    """Give the other sentences that documents of the table carry."""
    return tuple(dict.fromkeys(note for row in book.rows for note in row.notes))


def issuer_of_row(row: TreatmentRow) -> str:
    """Give the issuer that follows from a row's role, side and document."""
    return issuer_of(legal_role=row.legal_role, side=row.side, document_kind=row.document_kind)


def row_to_dict(row: Row) -> dict[str, Any]:
    """Give a row as JSON-able data, as ``rule_book_from`` reads it."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def with_row(own: OwnRules, row: Row) -> dict[str, list[Mapping[str, Any]]]:
    """Lay a row over a network's own: one about the same from the same day is replaced."""
    section = _SECTIONS[type(row)]
    kept = without_row(own, row)
    kept[section] = [*kept.get(section, []), row_to_dict(row)]
    return kept


def without_row(own: OwnRules, row: Row) -> dict[str, list[Mapping[str, Any]]]:
    """Take a network's own row about the same from the same day away; what held before it holds again."""
    section, mine = _SECTIONS[type(row)], _place(row_to_dict(row))
    kept = {name: list(rows) for name, rows in own.items()}
    kept[section] = [each for each in kept.get(section, []) if _place(each) != mine]
    return {name: rows for name, rows in kept.items() if rows}


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Give what a row is about and from when; terms without a key are the standard ones."""
    about = [row.get(name) for name in ("legal_role", "side", "vat_kind", "language")]
    key = row.get("key", "standard") if "vat_kind" not in row else None
    return (*about, key, row["holds_from"])


def _problems_of_vat(row: TreatmentRow) -> list[Problem]:
    found = []
    if row.document_kind == DocumentKind.SETTLEMENT_NOTE:
        return [Problem.CATEGORY_ON_NOTE] if row.vat_category or row.rate else []
    if row.vat_category is None:
        return [] if row.document_kind == AS_PROVIDER else [Problem.CATEGORY]
    category = VatCategory(row.vat_category)
    if category is VatCategory.STANDARD and not row.rate:
        found.append(Problem.RATE)
    if category is not VatCategory.STANDARD and row.rate:
        found.append(Problem.RATE_WITHOUT_VAT)
    if (category in _WITH_REASON) != bool(row.wording):
        found.append(Problem.REASON)
    return found


def _unknown(row: TreatmentRow, book: RuleBook) -> tuple[Problem, ...]:
    """Say whether the row names a rate, a wording or terms that the book does not know on its first day."""
    on = max(row.holds_from, date(2000, 1, 1))
    try:
        for key in filter(None, (row.rate, row.self_assessed_rate)):
            book.rate_on(key=key, on=on)
        for key in filter(None, (row.wording, *row.notes)):
            book.wording_on(key=key, language="nl", on=on)
        book.terms_on(on=on, key=row.terms)
    except RuleMissing:
        return (Problem.UNKNOWN,)
    return ()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value
