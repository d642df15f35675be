"""Accruals at year end: what was provided in a year and has no document of that year, as one entry and its return."""

from collections.abc import Iterable
from dataclasses import dataclass

from kennisruil.billing.rules.postings import Rule
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit, netted


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """One side of a supply that a later year documents: the role of its result account, and its base in cents."""

    rule: Rule
    account: str
    cents: int


def accrual_lines(items: Iterable[Undocumented]) -> tuple[EntryLine, ...]:
    """Book income and cost in the year of the service: 404 D / 70 C and 60 D / 444 C, without VAT.

    VAT is no part of it: it follows the chargeable date of the document, which is in the later year.
    """
    lines: list[EntryLine] = []
    for each in items:
        if each.rule is Rule.SALE:
            lines += [debit("accrued_income", each.cents), credit(each.account, each.cents)]
        else:
            lines += [debit(each.account, each.cents), credit("accrued_cost", each.cents)]
    return netted(lines)
