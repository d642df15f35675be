"""The year end: what was provided in December and is documented in January is income and cost of December."""

from datetime import date

import pytest

from kennisruil.billing import actions
from kennisruil.billing.rules.accruals import Undocumented, accrual_lines, years_between
from kennisruil.billing.rules.postings import Rule
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.bookkeeping.rules.entries import credit, debit
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.billing.random_months import DUTCH
from tests.factories import COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def booked(network: Network, kind: str) -> list[tuple[date, str, int]]:
    """Give day, account and cents of the entries of a kind, debit positive."""
    with network_scope(network.pk):
        rows = JournalLine.objects.filter(entry__kind=kind).order_by("entry__booked_on", "entry__number", "account")
        return list(rows.values_list("entry__booked_on", "account", "cents"))


def result_of_year(network: Network, year: int) -> dict[str, int]:
    """Give what stands on each account of income and cost in a year."""
    found: dict[str, int] = {}
    with network_scope(network.pk):
        for account, cents in JournalLine.objects.filter(entry__year=year).values_list("account", "cents"):
            if account[0] in "67":
                found[account] = found.get(account, 0) + cents
    return found


def test_december_documented_in_january_is_accrued_and_taken_back() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=date(2026, 12, 10), pays=[(a, 200)], earns=[(b, 200)])
    first_run = date(2026, 12, 30)
    actions.close_month(network_id=network.pk, month=Month(2026, 12), today=first_run, by=BY, at=at_noon(first_run))
    hold(network, on=LAST_DAY, pays=[(a, 100)], earns=[(b, 100)])

    close(network, "2026-12", on=date(2027, 1, 4))

    # Sold: the 31st only, for the first run invoiced the 10th. Bought: both, for drafts are accepted in January.
    assert booked(network, "accrual") == [
        (LAST_DAY, "404000", 50_00),
        (LAST_DAY, "444000", -150_00),
        (LAST_DAY, "600000", 150_00),
        (LAST_DAY, "700000", -50_00),
    ]
    assert booked(network, "accrual_reversal") == [
        (FIRST_DAY, account, -cents) for _day, account, cents in booked(network, "accrual")
    ]
    assert result_of_year(network, 2026) == {"600000": 150_00, "700000": -150_00}
    assert result_of_year(network, 2027) == {"600000": 0, "700000": 0}
    with network_scope(network.pk):
        assert [each for each in book_invariants(network_id=network.pk) if not each.holds] == []


def test_december_confirmed_in_january_after_the_close_is_accrued_as_well() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=date(2026, 12, 10), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-12", on=date(2027, 1, 4))
    confirmed_on = date(2027, 1, 20)
    late = hold(network, on=date(2026, 12, 11), pays=[(a, 100)], earns=[(b, 100)], recorded_on=confirmed_on)

    for _twice in range(2):
        actions.document_late_supply(
            network_id=network.pk, supply_id=late.pk, today=confirmed_on, by=BY, at=at_noon(confirmed_on)
        )

    assert result_of_year(network, 2026) == {"600000": 300_00 // 2, "700000": -300_00 // 2}


def test_december_confirmed_in_april_is_still_cost_and_income_of_its_year() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=date(2026, 12, 10), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-12", on=date(2027, 1, 4))
    confirmed_on = date(2027, 4, 20)
    late = hold(network, on=date(2026, 12, 11), pays=[(a, 100)], earns=[(b, 100)], recorded_on=confirmed_on)

    for _twice in range(2):
        actions.document_late_supply(
            network_id=network.pk, supply_id=late.pk, today=confirmed_on, by=BY, at=at_noon(confirmed_on)
        )
    accepted_on = date(2027, 4, 28)
    with network_scope(network.pk):
        actions.accept_due_drafts(network_id=network.pk, today=accepted_on, by=BY, at=at_noon(accepted_on))

    assert result_of_year(network, 2026) == {"600000": 150_00, "700000": -150_00}
    assert result_of_year(network, 2027) == {"600000": 0, "700000": 0}


def test_reverse_charge_and_what_is_not_deducted_are_in_the_accrual() -> None:
    network = a_network()
    dutch, b = a_party(network, name="NL", facts=DUTCH), a_party(network, name="B", facts=COMPANY)
    with network_scope(network.pk):
        change_setting(
            network_id=network.pk,
            key="billing.deductible_basis_points",
            value=5000,
            holds_from=date(2026, 1, 1),
            by=BY,
            at=at_noon(date(2026, 1, 1)),
        )
    hold(network, on=LAST_DAY, earns=[(dutch, 200)], kind="article")
    hold(network, on=LAST_DAY, earns=[(b, 100)], kind="article")

    close(network, "2026-12", on=date(2027, 1, 4))

    # 100.00 with 21.00 assessed and half of it deducted; 50.00 with 10.50 charged and half of that to cost.
    assert booked(network, "accrual") == [
        (LAST_DAY, "411000", 10_50),
        (LAST_DAY, "444000", -(100_00 + 50_00 + 5_25)),
        (LAST_DAY, "451000", -21_00),
        (LAST_DAY, "613000", 110_50 + 55_25),
    ]
    assert result_of_year(network, 2027) == {"613000": 0}


def test_month_in_the_middle_of_the_year_is_not_accrued() -> None:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=date(2026, 11, 30), pays=[(a, 200)], earns=[(b, 200)])

    close(network, "2026-11")

    assert booked(network, "accrual") == []


def test_lines_of_an_accrual_add_up_per_account() -> None:
    items = [
        Undocumented(rule=Rule.SALE, account="sales", cents=100_00),
        Undocumented(rule=Rule.SALE, account="sales", cents=20_00),
        Undocumented(rule=Rule.PURCHASE, account="purchases", cents=80_00),
        Undocumented(rule=Rule.GRANT, account="grants", cents=5_00),
    ]

    assert accrual_lines(items) == (
        debit("accrued_income", 120_00),
        credit("sales", 120_00),
        debit("purchases", 80_00),
        credit("accrued_cost", 85_00),
        debit("grants", 5_00),
    )
    assert accrual_lines([]) == ()


def test_years_between_are_those_whose_books_still_take_more() -> None:
    def ends(documented_on: date, months: int = 12) -> list[int]:
        found = years_between(performed_on=date(2025, 6, 1), documented_on=documented_on, months=months)
        return [end.year for end in found]

    assert ends(date(2025, 12, 31)) == []
    assert ends(date(2026, 11, 30)) == [2026]
    assert ends(date(2026, 11, 30), months=6) == []
    assert ends(date(2027, 2, 1), months=24) == [2026, 2027]
    assert ends(date(2027, 2, 1)) == [2027]
