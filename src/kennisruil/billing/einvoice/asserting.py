"""What an assertion is, and the list they stand in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kennisruil.billing.einvoice.reader import Ubl

Check = Callable[[Ubl], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """A rule: its id, what it asks, and a check that gives the places where it is broken."""

    rule: str
    message: str
    check: Check


ASSERTIONS: list[Assertion] = []


def asserts(rule: str, message: str) -> Callable[[Check], Check]:
    """Add a check to the list, under the id of its rule."""

    def keep(check: Check) -> Check:
        ASSERTIONS.append(Assertion(rule=rule, message=message, check=check))
        return check

    return keep
