"""The books of a broker, read as an accountant does."""

from collections.abc import Iterator
from datetime import date

import pytest

from kennisruil.billing.models import Claim, Document
from kennisruil.shared.scope import network_scope
from tests.billing.books import Books
from tests.billing.broker import a_broker_network

FEBRUARY = date(2026, 2, 3)


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    found = Books(a_broker_network())
    yield found
    found.assert_sound()


def issued(books: Books) -> list[tuple[str, str, str, str | None, int, int]]:
    """Give kind, number, party, buyer, base and VAT of every issued document."""
    with network_scope(books.network.pk):
        rows = Document.objects.filter(state="issued").order_by("party__number", "number", "pk")
        return list(rows.values_list("kind", "number", "party__name", "counterparty__name", "base_cents", "vat_cents"))


def claims(books: Books) -> list[tuple[str, str, str, int, int]]:
    with network_scope(books.network.pk):
        rows = Claim.objects.order_by("party__number", "position", "pk")
        return list(rows.values_list("party__name", "part", "account", "cents", "settled_cents"))
