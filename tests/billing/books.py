"""A network's books read as an accountant does; what the tests of the posting table share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants, lots_of, open_euro_of
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Network, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.factories import COMPANY, a_network, a_party

JANUARY = date(2026, 1, 15)
LATER = date(2026, 2, 20)


@dataclass
class Books:
    """A network under test, read as an accountant does."""

    network: Network

    def balances(self) -> dict[str, int]:
        """Give cents per account, leaving out what is nil; parties are added together."""
        with network_scope(self.network.pk):
            found: dict[str, int] = {}
            for line in JournalLine.objects.order_by("role", "pk"):
                found[line.role] = found.get(line.role, 0) + line.cents
            return {role: cents for role, cents in found.items() if cents}

    def lots(self, party: Party) -> list[tuple[int, int]]:
        with network_scope(self.network.pk):
            return [(lot.coins, lot.cents) for lot in lots_of(network_id=self.network.pk, party_id=party.pk)]

    def open(self, party: Party) -> tuple[int, int]:
        """Give open VAT and open base of a party."""
        with network_scope(self.network.pk):
            rows = open_euro_of(network_id=self.network.pk, party_id=party.pk)
        return sum(row.vat_cents for row in rows), sum(row.base_cents for row in rows)

    def documents(self) -> list[tuple[str, int, int]]:
        with network_scope(self.network.pk):
            rows = Document.objects.filter(state="issued").order_by("kind", "number", "pk")
            return list(rows.values_list("kind", "base_cents", "vat_cents"))

    def assert_sound(self) -> None:
        with network_scope(self.network.pk):
            every = invariants(network_id=self.network.pk) + book_invariants(network_id=self.network.pk)
        assert [each for each in every if not each.holds] == []


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    found = Books(a_network())
    yield found
    found.assert_sound()


def company(books: Books, name: str = "A") -> Party:
    return a_party(books.network, name=name, facts=COMPANY)


def own(books: Books, party: Party, today: date = LATER) -> dict[str, object]:
    """Give the arguments every action about a party takes."""
    return {
        "network_id": books.network.pk,
        "id": new_id(at=at_noon(today)),
        "party_id": party.pk,
        "by": BY,
        "at": at_noon(today),
        "today": today,
    }
