"""What a bank file says: moves of money, and the parts that could not be read, in the order of the file."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum import iban as iban_check
from stdnum.be import ogm_vcs

# What libraries raise on bytes that are no bank file; anything else is our own mistake and may crash.
UNREADABLE = (ValueError, AssertionError, LookupError, ArithmeticError, AttributeError, TypeError, RuntimeError)

# Between the signs Febelfin gives the structured message on paper, or the whole text when it is nothing else.
_MARKED = re.compile(r"[+*]{3}\s*(\d{3})\s*/?\s*(\d{4})\s*/?\s*(\d{5})\s*[+*]{3}")
_BARE = re.compile(r"\s*(\d{3})\s*/?\s*(\d{4})\s*/?\s*(\d{5})\s*")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankMove:
    """Money that came in (positive) or went out, in cents of ``currency``, as one line of a statement tells it.

    ``structured`` is the Belgian structured message as twelve digits, or empty. ``reference`` is the bank's own,
    ``end_to_end`` the one its sender gave. ``adds_up`` says whether the statement's balances agree with its moves.
    """

    account: str
    booked_on: date
    valued_on: date | None
    cents: int
    currency: str
    name: str = ""
    iban: str = ""
    message: str = ""
    structured: str = ""
    end_to_end: str = ""
    reference: str = ""
    statement: str = ""
    adds_up: bool = True
    first_line: int = 0
    last_line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A part of a file that is not taken over, from line to line, and why (a key of ``web.bank_words``)."""

    reason: str
    first_line: int
    last_line: int
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole file: its format (``coda``, ``camt``, ``mt940`` or ``unknown``) and its parts in order."""

    format: str
    parts: tuple[BankMove | Unreadable, ...]

    @property
    def moves(self) -> tuple[BankMove, ...]:
        """The parts that could be read."""
        return tuple(part for part in self.parts if isinstance(part, BankMove))

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The parts that could not."""
        return tuple(part for part in self.parts if isinstance(part, Unreadable))


def cents_of(amount: Decimal) -> int:
    """Give whole cents. :raises ValueError: there is a part of a cent, or the number is none."""
    cents = amount * 100
    if not cents.is_finite() or cents != cents.to_integral_value() or abs(cents) >= 10**15:
        raise ValueError(f"no whole cents: {amount}")
    return int(cents)


def structured_of(text: str) -> str:
    """Give the twelve digits of a valid structured message in ``text``; empty when there is none."""
    found = _MARKED.search(text) or _BARE.fullmatch(text)
    digits = "".join(found.groups()) if found else ""
    return digits if digits and ogm_vcs.is_valid(digits) else ""


def iban_of(text: str) -> str:
    """Give the account as an IBAN without spaces where it is one, else its text."""
    plain = text.replace(" ", "").upper()
    return plain if iban_check.is_valid(plain, check_country=False) else text.strip()


def iban_in(text: str) -> str:
    """Give the first valid IBAN in a free text; empty when there is none."""
    for found in _IBAN.finditer(text):
        words = found.group().replace(" ", "")
        for length in range(len(words), 14, -1):
            if iban_check.is_valid(words[:length], check_country=False):
                return words[:length]
    return ""


def tidy(text: str | None, *, most: int) -> str:
    """Write a text on one line, without characters no database keeps, at most ``most`` long."""
    return " ".join((text or "").replace("\x00", "\u2400").split())[:most]
