"""Bank files brought into a world, and what came of them; what the tests of the bank share."""

from datetime import date

from kennisruil.billing.actions.bank import bring_in_bank_file
from kennisruil.billing.models import BankFile, BankLine, Document, Payment
from kennisruil.billing.queries import invariants, open_euro_of
from kennisruil.billing.rules.numbers import structured_message
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Party
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.billing.web_world import World

ON = date(2026, 2, 20)


HOW = {"by": BY, "at": at_noon(ON), "today": ON}


def bring_in(world: World, content: bytes, name: str = "bank.cod") -> BankFile:
    with network_scope(world.network.pk):
        return bring_in_bank_file(network_id=world.network.pk, name=name, content=content, **HOW)


def message_of(document: Document) -> str:
    assert document.message_seed is not None
    return "".join(letter for letter in structured_message(seed=document.message_seed) if letter.isdigit())


def lines(world: World) -> list[tuple[int, str, str]]:
    with network_scope(world.network.pk):
        return list(BankLine.objects.order_by("booked_on", "pk").values_list("cents", "state", "reason"))


def the_line(world: World) -> BankLine:
    with network_scope(world.network.pk):
        return BankLine.objects.get()


def paid(world: World) -> list[tuple[int, int, int, int]]:
    with network_scope(world.network.pk):
        rows = Payment.objects.order_by("paid_on", "pk")
        return list(rows.values_list("cents", "vat_cents", "base_cents", "coins"))


def open_of(world: World, party: Party) -> tuple[int, int]:
    with network_scope(world.network.pk):
        rows = open_euro_of(network_id=world.network.pk, party_id=party.pk)
    return sum(row.vat_cents for row in rows), sum(row.base_cents for row in rows)


def assert_sound(world: World) -> None:
    with network_scope(world.network.pk):
        every = invariants(network_id=world.network.pk) + book_invariants(network_id=world.network.pk)
    assert [each for each in every if not each.holds] == []
