"""Which part of an entry a package books itself when it is given the invoice, and what is left for a move.

A document's entry holds the invoice (400 D / 70 C, 451 C) and, in the same entry, its base moving on to where coins
are (48x D / 400 C). A package with invoices of its own books the first part from the invoice; the second goes to it as
a move. Both together are the entry, to the cent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kennisruil.bookkeeping.rules.entries import BookedLine

# Kind of document: whether the package calls it a sale ("out") or a purchase ("in"), and whether it is a correction.
_KINDS = {
    "invoice_380": ("out", False),
    "credit_note_381": ("out", True),
    "self_billed_389": ("in", False),
    "self_billed_credit_261": ("in", True),
    "settlement_note": ("in", False),
    "settlement_credit": ("in", True),
}
_PARTY_ROLES = ("customers", "suppliers")
_VAT_ROLES = ("vat_due", "vat_deductible")
# Where a base moves on to; never part of an invoice.
_BESIDE = (*_PARTY_ROLES, "coin_liability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What stands on an invoice in the books: result and VAT lines, and the party's line across from them."""

    side: str
    is_correction: bool
    party_id: UUID | None
    party_account: str
    party_role: str
    results: tuple[BookedLine, ...]
    vat: tuple[BookedLine, ...]

    @property
    def total_cents(self) -> int:
        """What the party's account gets: debit positive."""
        return -sum(line.cents for line in (*self.results, *self.vat))


def invoice_in(*, kind: str, lines: Iterable[BookedLine]) -> Invoice | None:
    """Read the invoice out of a document's entry; None when the kind is none, or nothing of one stands in it."""
    if kind not in _KINDS:
        return None
    every = tuple(lines)
    side, is_correction = _KINDS[kind]
    role = "customers" if side == "out" else "suppliers"
    across = next((line for line in every if line.role == role), None)
    rest = tuple(line for line in every if line.role not in _BESIDE)
    if across is None or not rest:
        return None
    return Invoice(
        side=side,
        is_correction=is_correction,
        party_id=across.party_id,
        party_account=across.account,
        party_role=role,
        results=tuple(line for line in rest if line.role not in _VAT_ROLES),
        vat=tuple(line for line in rest if line.role in _VAT_ROLES),
    )


def left_of(*, lines: Iterable[BookedLine], invoice: Invoice | None) -> tuple[BookedLine, ...]:
    """Give what a move must still book beside the invoice, added up per account and party; nil is left out."""
    sums: dict[tuple[str, str, UUID | None], int] = {}
    every = list(lines)
    if invoice is not None:
        told = [*invoice.results, *invoice.vat]
        every = [line for line in every if line not in told]
        every.append(
            BookedLine(
                account=invoice.party_account,
                role=invoice.party_role,
                cents=-invoice.total_cents,
                party_id=invoice.party_id,
            )
        )
    for line in every:
        key = (line.account, line.role, line.party_id)
        sums[key] = sums.get(key, 0) + line.cents
    return tuple(
        BookedLine(account=account, role=role, party_id=party, cents=cents)
        for (account, role, party), cents in sums.items()
        if cents
    )
