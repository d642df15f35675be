"""The posting table: what each kind of movement of coins means in euro. A kind without a row is refused.

Every movement of a supply has two steps. Its document books the sale or the purchase; then its base goes where coins
are: what a party gave becomes a credit in coins (48x), what it received stays open on its customer account. Where a
movement closes a lot, 48x and the open base close each other. Movements without a document of VAT book
against the account of their kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kennisruil.billing.rules.kinds import Side
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit, netted, without_nothing
from kennisruil.shared.refusals import Refusal


class Rule(StrEnum):
    """What a side of a supply is to the operator, by the document rule of the menu card.

    ``brokered`` is nothing to the operator: the provider supplies straight to who pays.
    """

    SALE = "sale"
    PURCHASE = "purchase"
    GRANT = "grant"
    BROKERED = "brokered"


class MoveKind(StrEnum):
    """Why coins of a party moved."""

    SUPPLY = "supply"
    REVERSAL = "reversal"
    REDUCTION = "reduction"
    OPENING = "opening"
    PAYMENT = "payment"
    SET_OFF = "set_off"
    PAY_OUT = "pay_out"
    GIVEN_AWAY = "given_away"
    GIFT = "gift"
    WRITE_OFF = "write_off"


class KindWithoutRow(Refusal):
    """The posting table has no row for this kind of supply on this side; nothing is booked."""

    code = "kind_without_row"

    def __init__(self, *, kind: str, side: str, rule: str) -> None:
        self.kind, self.side, self.rule = kind, side, rule
        super().__init__(f"{kind} {side} {rule}")


# Which account a purchase of this kind goes to; a kind and side that is not here has no row.
_SUPPLIES: dict[tuple[str, Side, Rule], str] = {
    ("session", Side.RECIPIENT, Rule.SALE): "sales",
    ("session", Side.PROVIDER, Rule.PURCHASE): "purchases",
    ("office_workshop", Side.RECIPIENT, Rule.SALE): "sales",
    ("member_workshop", Side.RECIPIENT, Rule.SALE): "sales",
    ("member_workshop", Side.PROVIDER, Rule.PURCHASE): "purchases",
    ("article", Side.PROVIDER, Rule.PURCHASE): "purchases_services",
    ("article", Side.PROVIDER, Rule.GRANT): "grants",
    ("attendance", Side.RECIPIENT, Rule.SALE): "sales",
    ("attendance", Side.PROVIDER, Rule.GRANT): "grants",
    ("attendance", Side.PROVIDER, Rule.PURCHASE): "purchases_services",
    ("grant", Side.PROVIDER, Rule.GRANT): "grants",
}
# The account across from a movement that no supply stands behind.
_ACROSS: dict[MoveKind, str] = {
    MoveKind.OPENING: "opening",
    MoveKind.PAYMENT: "bank",
    MoveKind.SET_OFF: "suppliers",
    # Owed to the party from now on; the bank file closes it.
    MoveKind.PAY_OUT: "suppliers",
    MoveKind.GIVEN_AWAY: "other_income",
    MoveKind.WRITE_OFF: "write_off",
}
# Accounts that are kept per party.
_OF_PARTIES = ("customers", "suppliers", "coin_liability")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyClosing:
    """A closing whose both movements are in the books: cents of the credit side and of the side still to give.

    ``open_account`` is the role the open base stands on: customers, or 48x itself for what was brokered.
    """

    credit_cents: int
    open_cents: int
    open_account: str = "customers"


def usual_rule(*, kind: str, side: Side) -> Rule:
    """Give the document rule a side has when the menu card says nothing else. :raises KindWithoutRow: it has none."""
    found = [rule for (known, on, rule) in _SUPPLIES if (known, on) == (kind, side)]
    if not found:
        raise KindWithoutRow(kind=kind, side=side, rule="")
    return found[0]


def account_of_supply(*, kind: str, side: Side, rule: Rule) -> str:
    """Give the role of the result account. :raises KindWithoutRow: the table has no such row."""
    if (kind, side, rule) not in _SUPPLIES:
        raise KindWithoutRow(kind=kind, side=side, rule=rule)
    return _SUPPLIES[kind, side, rule]


def sale(*, party_id: UUID, account: str, base_cents: int, vat_cents: int) -> tuple[EntryLine, ...]:
    """Book an invoice (or, with negative amounts, its credit note): 400 D / 70 C, 451 C."""
    return without_nothing(
        [
            debit("customers", base_cents + vat_cents, party_id),
            credit(account, base_cents),
            credit("vat_due", vat_cents),
        ]
    )


def purchase(
    *,
    party_id: UUID | None,
    account: str,
    base_cents: int,
    vat_cents: int,
    self_assessed_cents: int = 0,
    deductible_basis_points: int = 10_000,
) -> tuple[EntryLine, ...]:
    """Book a self-billed invoice or settlement note (negative: its correction): 60 D, 411 D / 440 C.

    What the operator may not deduct of the VAT goes to cost, rounded so that the deducted part is rounded half up;
    self-assessed VAT (reverse charge) is due and deductible at once.
    """
    vat = vat_cents + self_assessed_cents
    deducted = _part(vat, deductible_basis_points)
    return without_nothing(
        [
            debit(account, base_cents + vat - deducted),
            debit("vat_deductible", deducted),
            credit("suppliers", base_cents + vat_cents, party_id),
            credit("vat_due", self_assessed_cents),
        ]
    )


def into_coins(*, role: str, party_id: UUID, given_cents: int, received_cents: int) -> tuple[EntryLine, ...]:
    """Move the base from the document's account (``customers`` or ``suppliers``) to where coins are.

    What was given becomes a credit in coins; what was received stands open on the customer account.
    """
    lines = [
        debit(role, given_cents, party_id),
        credit("coin_liability", given_cents, party_id),
        debit("customers", received_cents, party_id),
        credit(role, received_cents, party_id),
    ]
    return netted(lines)


def between(*, given: Mapping[UUID, int], operator_id: UUID) -> tuple[EntryLine, ...]:
    """Book a brokered document: 48x of each party by what it gave (negative: received); nothing is the operator's.

    A note for one side has the operator's own 48x across, which the note of the other side makes nil again.
    """
    lines = [credit("coin_liability", cents, party_id) for party_id, cents in given.items()]
    lines.append(debit("coin_liability", sum(given.values()), operator_id))
    return netted(lines)


def grant(*, party_id: UUID, cents: int) -> tuple[EntryLine, ...]:
    """Book coins given without a supply (negative: taken back): 64 D / 48x C."""
    if cents < 0:
        return (debit("customers", -cents, party_id), credit("grants", -cents))
    return (debit("grants", cents), credit("coin_liability", cents, party_id))


def without_supply(
    *, kind: MoveKind, party_id: UUID, coins: int, cents: int, to_party_id: UUID | None = None
) -> tuple[EntryLine, ...]:
    """Book the value of a movement that no supply stands behind, against the account of its kind.

    A gift has the other party across from it. :raises KindWithoutRow: the table has no such row.
    """
    if kind is MoveKind.GIFT:
        assert to_party_id is not None and coins < 0
        return (debit("customers", cents, party_id), credit("coin_liability", cents, to_party_id))
    if kind not in _ACROSS:
        raise KindWithoutRow(kind=kind, side="", rule="")
    across = _ACROSS[kind]
    whose = party_id if across in _OF_PARTIES else None
    if coins > 0:
        return without_nothing([debit(across, cents, whose), credit("coin_liability", cents, party_id)])
    return without_nothing([debit("customers", cents, party_id), credit(across, cents, whose)])


def bought_back(*, party_id: UUID, cents: int) -> tuple[EntryLine, ...]:
    """Book the coins that euro bought back; where the euro came from (bank, what was owed) is the other side."""
    return without_nothing([credit("coin_liability", cents, party_id)])


def let_off(*, party_id: UUID, cents: int) -> tuple[EntryLine, ...]:
    """Book VAT a party need not pay any more: 642 D / 400 C. What the state is owed stays due until relief."""
    return without_nothing([debit(_ACROSS[MoveKind.WRITE_OFF], cents), credit("customers", cents, party_id)])


def closed(*, party_id: UUID, closings: list[ReadyClosing]) -> tuple[EntryLine, ...]:
    """Let 48x and the open base close each other; a difference in counter-value is revaluation."""
    lines: list[EntryLine] = []
    for each in closings:
        gain = each.credit_cents - each.open_cents
        lines.append(debit("coin_liability", each.credit_cents, party_id))
        lines.append(credit(each.open_account, each.open_cents, party_id))
        lines += [credit("revaluation_gain", gain)] if gain > 0 else [debit("revaluation_loss", -gain)]
    return netted(lines)


def paid(*, party_id: UUID, account: str, cents: int) -> tuple[EntryLine, ...]:
    """Book euro that came in on ``customers`` or (negative) went out to ``suppliers``: 55 D / 400 C."""
    return (debit("bank", cents), credit(account, cents, party_id))


def _part(cents: int, basis_points: int) -> int:
    size = (abs(cents) * basis_points + 5_000) // 10_000
    return size if cents >= 0 else -size
