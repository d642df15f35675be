"""Which moves on a bank account are one and the same, and whose they probably are."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

# What a name may have or not: forms of companies, titles, and words between.
_FORMS = frozenset(
    [
        *("nv", "sa", "bv", "bvba", "sprl", "srl", "cv", "cvba", "vzw", "asbl", "vof", "snc", "comm", "scomm", "gcv"),
        *("aisbl", "ivzw", "de", "het", "la", "le", "les", "du", "van", "der", "den", "en", "et"),
        *("mr", "mw", "dhr", "mevr", "mme", "mlle", "ir", "dr"),
    ]
)
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What tells one move of money from another, from a file or from a line that is there already."""

    booked_on: date
    cents: int
    format: str
    structured: str
    iban: str
    end_to_end: str
    reference: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPart:
    """A document of a party with the amounts somebody may pay on it: VAT, base, all. ``cents`` are positive."""

    document_id: UUID | None
    number: str
    amounts: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A party something is open with: what it may pay, or (for what goes out) what it is owed."""

    party_id: UUID
    name: str
    ibans: frozenset[str]
    parts: tuple[OpenPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Whose move it probably is, and why: ``number``, ``iban`` or ``amount_and_name``."""

    party_id: UUID
    document_id: UUID | None
    reason: str


def is_same(known: Told, told: Told) -> bool:
    """Tell whether two tellings, on one account, are of one move of money.

    The bank's own reference says yes where both have it in one format. Else day and amount must agree, nothing may
    contradict (message, other account, the sender's reference), and in one format the statement is the same. Another
    reference says no, except within one numbered statement: that is told whole each time, so it was only misspelt.
    """
    if known.cents != told.cents:
        return False
    alike = known.format == told.format
    if alike and known.reference and told.reference:
        if known.reference == told.reference:
            return True
        if not known.statement.strip("0") or known.statement != told.statement:
            return False
    if known.booked_on != told.booked_on:
        return False
    pairs = (
        (known.structured, told.structured),
        (known.iban, told.iban),
        (known.end_to_end, told.end_to_end) if alike else ("", ""),
        (known.statement, told.statement) if alike else ("", ""),
    )
    return all(one == other for one, other in pairs if one and other)


def proposed(*, cents: int, name: str, iban: str, message: str, candidates: Sequence[Candidate]) -> Proposed | None:
    """Say whose move it probably is; None when nobody's, or when several are as likely."""
    amount = abs(cents)
    for reason, found in (
        ("number", [each for each in candidates if _named_part(each, message)]),
        ("iban", [each for each in candidates if iban and iban in each.ibans]),
        ("amount_and_name", [each for each in candidates if _fits(each, amount, name)]),
    ):
        likely = [each for each in found if are_alike(each.name, name)] or found
        if len({each.party_id for each in likely}) == 1:
            part = _named_part(likely[0], message) or _part_of(likely[0], amount)
            return Proposed(party_id=likely[0].party_id, document_id=part.document_id if part else None, reason=reason)
        if likely:
            return None
    return None


def are_alike(one: str, other: str) -> bool:
    """Tell whether two names are of one party: all words that matter of the shorter are in the longer."""
    first, second = words_of(one), words_of(other)
    return bool(first and second) and (first <= second or second <= first)


def words_of(name: str) -> frozenset[str]:
    """Give the words of a name that tell it from others: small letters, no accents, no forms of companies."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace(".", ""))
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in _FORMS)


def is_own_account(account: str, own: Iterable[str]) -> bool:
    """Tell whether a statement is of one of our accounts; older formats give only the end of an IBAN."""
    digits = re.sub(r"\D", "", account)
    return any(
        account == iban or (len(digits) >= 9 and account[:2] != iban[:2] and iban.endswith(digits)) for iban in own
    )


def _fits(candidate: Candidate, amount: int, name: str) -> bool:
    return _part_of(candidate, amount) is not None and are_alike(candidate.name, name)


def _part_of(candidate: Candidate, amount: int) -> OpenPart | None:
    return next((part for part in candidate.parts if amount in part.amounts), None)


def _named_part(candidate: Candidate, message: str) -> OpenPart | None:
    text = re.sub(r"[^A-Z0-9]", "", message.upper())
    return next(
        (
            part
            for part in candidate.parts
            if (number := re.sub(r"[^A-Z0-9]", "", part.number.upper())) and number in text
        ),
        None,
    )
