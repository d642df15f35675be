"""The tax office's pages: figures equal the books, each opens its list, files, limits, numbers asked only then."""

from datetime import date

import pytest

from kennisruil.billing.queries.vat_office import (
    client_listing,
    drafts_in,
    intra_listing,
    provider_years,
)
from kennisruil.billing.web.vat_todo import todo_of_vat_office
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.billing.factories import BY, at_noon
from tests.billing.vat_world import FIRST, cents_of, network
from tests.billing.web_world import a_world

pytestmark = pytest.mark.django_db
__all__ = ["network"]


def test_the_quarter_by_grid(network: Network) -> None:
    # Sold: 3 x 150 to the company, 100 to NL, 100 to the association, 100 to Lies of which all is taken back.
    # Bought: 3 x 100 of the company of which 100 taken back, 150 of NL; notes count nowhere.
    assert cents_of(network) == {
        "03": 650_00,
        "44": 100_00,
        "49": 100_00,
        "54": 136_50,
        "64": 21_00,
        "82": 350_00,
        "85": 100_00,
        "88": 150_00,
        "55": 31_50,
        "59": 94_50,
        "63": 21_00,
        "71": 73_50,
    }


def test_the_return_equals_the_books(network: Network) -> None:
    found = cents_of(network)
    with network_scope(network.pk):
        lines = list(JournalLine.objects.values_list("role", "cents"))
    due = -sum(cents for role, cents in lines if role == "vat_due")
    deducted = sum(cents for role, cents in lines if role == "vat_deductible")

    assert due == found["54"] + found["55"] - found["64"]
    assert deducted == found["59"] - found["63"]
    assert found["71"] == due - deducted


def test_listings_of_clients_in_belgium_and_in_the_eu(network: Network) -> None:
    with network_scope(network.pk):
        clients = client_listing(network_id=network.pk, year=2026)
        intra = intra_listing(network_id=network.pk, quarter=FIRST)

    assert [(each.vat_number, each.base_cents, each.vat_cents) for each in clients] == [("BE0428759497", 450_00, 94_50)]
    assert [(each.vat_number, each.base_cents) for each in intra] == [("NL004495445B01", 100_00)]


def test_drafts_are_shown_apart() -> None:
    world = a_world(accept=False)

    with network_scope(world.network.pk):
        found = drafts_in(network_id=world.network.pk, start_on=FIRST.start_on, end_on=FIRST.end_on)

    assert found == (1, 100_00, 21_00)


def limit(network: Network, cents: int) -> None:
    change_setting(
        network_id=network.pk, key="vat.limit_private_person_cents", value=cents, holds_from=date(2026, 1, 1), by=BY,
        at=at_noon(FIRST.start_on),
    )  # fmt: skip


def test_years_of_providers_without_vat_number(network: Network) -> None:
    with network_scope(network.pk):
        rows = provider_years(network_id=network.pk, year=2026)

    assert [(row.name, row.cents, row.is_near) for row in rows] == [
        ("Buurthuis", 150_00, False),
        ("Lies", 150_00, False),
    ]


@pytest.mark.parametrize(("cents", "expected"), [(180_00, [False]), (140_00, [True]), (190_00, [])])
def test_the_office_hears_of_a_provider_near_or_past_the_limit(
    cents: int, expected: list[bool], network: Network
) -> None:
    limit(network, cents)

    with network_scope(network.pk):
        lines = todo_of_vat_office(network_id=network.pk, waits_for=OFFICE, today=date(2026, 3, 1))

    assert [line.overdue for line in lines] == expected
