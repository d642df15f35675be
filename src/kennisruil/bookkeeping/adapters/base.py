"""What every adapter offers, and the one way to compare what a package holds with what it should hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kennisruil.bookkeeping.rules.targets import Found, Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one parcel: an id over there, or a problem in words; ``is_alarm``: other content stands there."""

    parcel: Parcel
    external_id: str = ""
    problem: str = ""
    is_alarm: bool = False


class Adapter(Protocol):
    """One package. ``batch``: how many parcels it takes at once."""

    batch: int

    def deliver(self, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
        """Make the package hold each parcel once: look it up by number, complete or write it, say what came of it.

        May be broken off anywhere and called again. :raises TargetUnreachable: no more is known of the rest.
        """

    def balances(self, *, start_on: date, end_on: date) -> Mapping[str, int]:
        """Give what the package says of each account over a half-open period, in cents, debit positive."""


def compared(parcel: Parcel, found: Found) -> Outcome:
    """Say what a parcel that is there already means: delivered, or an alarm where it is another one."""
    if found.sha256 == parcel.sha256:
        return Outcome(parcel=parcel, external_id=found.external_id)
    problem = f"{parcel.number} is there already, with other content"
    return Outcome(parcel=parcel, external_id=found.external_id, problem=problem, is_alarm=True)
