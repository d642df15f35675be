"""Reads a network's books as an accountant does: balances per account and party, lots, what is open, documents."""

from kennisruil.billing.models import Document
from kennisruil.billing.queries import invariants, open_euro_of, open_lots
from kennisruil.bookkeeping.models import JournalLine
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Network, Party
from kennisruil.shared.scope import network_scope


def books_of(network: Network) -> dict[tuple[str, str], int]:
    """Give the balance of each account per party, in cents (debit positive), leaving out what is nil."""
    with network_scope(network.pk):
        names = dict(Party.objects.values_list("pk", "name"))
        found: dict[tuple[str, str], int] = {}
        for line in JournalLine.objects.order_by("account", "pk"):
            key = (line.account, names.get(line.party_id, ""))
            found[key] = found.get(key, 0) + line.cents
        return {key: cents for key, cents in sorted(found.items()) if cents}


def lots_of_party(network: Network, party: Party) -> list[tuple[int, int]]:
    """Give the open lots, oldest first: minor units of the coin (negative still to give) and their cents."""
    with network_scope(network.pk):
        return [(lot.coins, lot.cents) for lot in open_lots(network_id=network.pk, party_id=party.pk)]


def open_of_party(network: Network, party: Party) -> list[tuple[str, int, int]]:
    """Give number, open VAT and open base per document, in cents: negative is for the operator to pay."""
    with network_scope(network.pk):
        rows = open_euro_of(network_id=network.pk, party_id=party.pk)
        return [(row.document_number, row.vat_cents, row.base_cents) for row in rows]


def documents_of_network(network: Network) -> list[tuple[str, str, str, int, int]]:
    """Give number, kind, party, base and VAT of what was issued."""
    with network_scope(network.pk):
        rows = Document.objects.filter(state="issued").order_by("number", "pk")
        return list(rows.values_list("number", "kind", "party__name", "base_cents", "vat_cents"))


def broken(network: Network) -> list[str]:
    """Name the laws of money and books that do not hold; none is right."""
    with network_scope(network.pk):
        every = invariants(network_id=network.pk) + book_invariants(network_id=network.pk)
        return [each.name for each in every if not each.holds]
