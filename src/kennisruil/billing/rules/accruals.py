"""Accruals at year end: what was provided in a year and has no document of that year, as one entry and its return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kennisruil.billing.rules.documents import months_later
from kennisruil.billing.rules.postings import Rule, purchase
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit, netted


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """One side of a supply that a later year documents: the role of its result account, and its base in cents.

    Of what was bought, ``vat_cents`` is the VAT the document will carry, ``self_assessed_cents`` what the operator
    assesses itself, ``deductible_basis_points`` the share of both that it may deduct.
    """

    rule: Rule
    account: str
    cents: int
    vat_cents: int = 0
    self_assessed_cents: int = 0
    deductible_basis_points: int = 10_000


def accrual_lines(items: Iterable[Undocumented]) -> tuple[EntryLine, ...]:
    """Book income and cost in the year of the service: 404 D / 70 C and 60 D / 444 C.

    VAT that is charged follows the chargeable date of its document, in the later year; what of it will not be deducted
    is cost of the year of the service. Under reverse charge VAT is due by the service itself, whatever the document's
    day (VAT Code art. 22): 451 C, with 411 D and cost as far as each goes.
    """
    lines: list[EntryLine] = []
    for each in items:
        if each.rule is Rule.SALE:
            lines += [debit("accrued_income", each.cents), credit(each.account, each.cents)]
        else:
            lines += _bought(each)
    return netted(lines)


def years_between(*, performed_on: date, documented_on: date, months: int) -> list[date]:
    """Give each 1 January after the service up to the document's day, as long as that year's books take more.

    ``months`` after a year's end they no longer do.
    """
    ends = [date(year, 1, 1) for year in range(performed_on.year + 1, documented_on.year + 1)]
    return [end for end in ends if documented_on < months_later(end, months)]


def _bought(each: Undocumented) -> list[EntryLine]:
    """Take the entry the document will get, with 444 for what it will owe and no VAT to deduct that is not due yet."""
    charged = purchase(
        party_id=None,
        account=each.account,
        base_cents=each.cents,
        vat_cents=each.vat_cents,
        deductible_basis_points=each.deductible_basis_points,
    )
    cost = sum(line.cents for line in charged if line.role == each.account)
    lines = [debit(each.account, cost), credit("accrued_cost", cost)]
    lines += purchase(
        party_id=None,
        account=each.account,
        base_cents=0,
        vat_cents=0,
        self_assessed_cents=each.self_assessed_cents,
        deductible_basis_points=each.deductible_basis_points,
    )
    return lines
