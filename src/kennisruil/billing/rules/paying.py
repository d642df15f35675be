"""What goes into a batch of payments: who is owed how much, and who is left out and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.billing.rules.numbers import is_iban


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What the network owes a party by now, in cents, and where it would be paid."""

    party_id: UUID
    name: str
    iban: str
    cents: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A party that is owed something and not paid now: ``minimum``, ``no_iban`` or ``not_chosen``."""

    owed: Owed
    reason: str


def sorted_out(
    every: Iterable[Owed], *, minimum_cents: int, chosen: frozenset[UUID] | None
) -> tuple[list[Owed], list[LeftOut]]:
    """Tell who is paid and who is left out; ``chosen`` None takes everybody."""
    paid: list[Owed] = []
    left: list[LeftOut] = []
    for owed in every:
        if chosen is not None and owed.party_id not in chosen:
            left.append(LeftOut(owed=owed, reason="not_chosen"))
        elif not is_iban(owed.iban):
            left.append(LeftOut(owed=owed, reason="no_iban"))
        elif owed.cents < minimum_cents:
            left.append(LeftOut(owed=owed, reason="minimum"))
        else:
            paid.append(owed)
    return paid, left


def message_for(*, network: str, numbers: Sequence[str]) -> str:
    """Give the words on the receiver's statement: the network and the documents that are paid, as fits in 140."""
    text = network
    for number in numbers:
        longer = f"{text} {number}"
        if len(longer) > 140:
            return text
        text = longer
    return text[:140]
