"""Series of numbers: one without gaps per issuer role, and one per provider for what is issued in its name."""

from datetime import date

from kennisruil.billing.rules.kinds import DocumentKind

_PREFIX = {
    DocumentKind.INVOICE_380: "F",
    DocumentKind.CREDIT_NOTE_381: "C",
    DocumentKind.SELF_BILLED_389: "P",
    DocumentKind.SELF_BILLED_CREDIT_261: "P",
    DocumentKind.SETTLEMENT_NOTE: "A",
    DocumentKind.SETTLEMENT_CREDIT: "A",
    DocumentKind.LETTER: "B",
    DocumentKind.RECEIPT: "O",
}
_OF_PROVIDER = (DocumentKind.SELF_BILLED_389, DocumentKind.SELF_BILLED_CREDIT_261)
MESSAGES = "messages"


def series_of(*, kind: DocumentKind, issued_on: date, provider_number: int, under_mandate: bool = False) -> str:
    """Name the series of a document: ``F2026``; for a self-billed one the provider's own, ``P2026-17``.

    What the operator issues in a provider's own name ``under_mandate`` has a series of that provider too: ``M2026-17``.
    """
    if under_mandate:
        return f"M{issued_on.year}-{provider_number}"
    name = f"{_PREFIX[kind]}{issued_on.year}"
    return f"{name}-{provider_number}" if kind in _OF_PROVIDER else name


def shown(*, series: str, number: int) -> str:
    """Give the number as it stands on the document."""
    return f"{series}-{number:05}"
