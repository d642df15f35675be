"""What a statement and a letter say, prepared: the page and the PDF show these values as they are."""

from dataclasses import dataclass
from datetime import date

from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.values import PartyFacts, Payment
from kennisruil.shared.periods import Month


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One movement of coins: ``amount_coins`` is positive when the account rises, as for who gave."""

    on: date
    text: str
    counterparty: str
    amount_coins: int
    balance_coins: int
    document_number: str = ""
    kind: MoveKind = MoveKind.SUPPLY


@dataclass(frozen=True, kw_only=True)
class OpenEuro:
    """What is open on one document: positive is for the party to pay or give back, negative for the operator."""

    document_number: str
    vat_cents: int
    vat_due_on: date | None
    base_cents: int
    base_due_on: date | None


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """The monthly overview of one party: coins, and beside them the euro that is open.

    ``start_on`` is the first day of the month; ``until_on`` the last day of a final statement, None for a month's.
    ``story`` says in words what happened, sentence by sentence.
    ``payment`` is None when nothing is to be paid in euro; its ``pay_now_cents`` is the VAT that is due.
    """

    number: str
    party: PartyFacts
    operator: PartyFacts
    network: str
    coin: str
    start_on: date
    issued_on: date
    opening_coins: int
    lines: tuple[StatementLine, ...]
    closing_coins: int
    open_euro: tuple[OpenEuro, ...] = ()
    prepaid_cents: int = 0
    payment: Payment | None = None
    story: tuple[str, ...] = ()
    language: str = "nl"
    invitation: str = ""
    all_in_euro_url: str = ""
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LastDays:
    """What a final statement covers: from ``start_on`` up to, without, ``end_on``. It is named after its ``month``."""

    month: Month
    start_on: date
    end_on: date

    def __str__(self) -> str:
        """Name it as the month's statement, whose place it takes."""
        return str(self.month)


@dataclass(frozen=True, kw_only=True)
class LetterRow:
    """One figure in a letter; the amount comes formatted, so coins and euro can both stand there."""

    label: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class LetterView:
    """A letter or a receipt about coins or euro that has no invoice: a grant, a write-off, a gift, a payment."""

    number: str
    kind: DocumentKind
    operator: PartyFacts
    addressee: PartyFacts
    network: str
    issued_on: date
    subject: str
    paragraphs: tuple[str, ...]
    rows: tuple[LetterRow, ...] = ()
    signed_by: str = ""
    language: str = "nl"
