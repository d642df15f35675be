"""Each law of money, damaged by an administrator: exactly that one fails, and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import psycopg
import pytest

from kennisruil.billing.models import Movement
from kennisruil.billing.queries import invariants
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Network, Party
from kennisruil.network.queries import operator_of
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close, hold
from tests.database import OwnDatabase
from tests.factories import COMPANY, a_network, a_party

LAWS = [
    "money_1_lots_are_the_balance",
    "money_2_books_and_waiting_are_the_lots",
    "money_3_liability_is_the_credit",
    "money_4_operator_mirrors_all",
    "brokered_is_nil",
    "claims_stand_in_the_books",
    "series_without_gaps",
    "documents_come_from_supplies",
    "supplies_are_documented_or_wait",
    "journal_entries_balance",
    "journal_without_gaps",
]


@dataclass
class Damage:
    """An administrator with a database to break: triggers are off, and every row names the action of another."""

    admin: "psycopg.Connection[tuple[object, ...]]"
    network: Network
    a: Party
    b: Party

    def run(self, sql: str, *values: object) -> None:
        """Run one statement past all guards."""
        self.admin.execute("SET session_replication_role = replica")
        self.admin.execute(sql.encode(), values)

    @property
    def action_id(self) -> UUID:
        row = self.admin.execute("SELECT id FROM shared_action WHERE network_id = %s LIMIT 1", [self.network.pk])
        found = row.fetchone()
        assert found and isinstance(found[0], UUID)
        return found[0]

    def book(self, *lines: tuple[str, Party | None, int]) -> None:
        """Add an entry at the end of the journal, with the next number."""
        entry, network, act = uuid4(), self.network.pk, self.action_id
        self.run("UPDATE bookkeeping_journalcounter SET last = last + 1 WHERE network_id = %s", network)
        self.run(
            "INSERT INTO bookkeeping_journalentry (id, network_id, action_id, year, number, booked_on, kind, text, "
            "reference_kind, reference_id) SELECT %s, %s, %s, year, last, '2026-02-20', 'x', 'x', 'x', 'x' "
            "FROM bookkeeping_journalcounter WHERE network_id = %s",
            entry, network, act, network,
        )  # fmt: skip
        for position, (role, party, cents) in enumerate(lines, start=1):
            self.run(
                "INSERT INTO bookkeeping_journalline (id, network_id, action_id, entry_id, position, role, account, "
                "party_id, cents) VALUES (%s, %s, %s, %s, %s, %s, '0', %s, %s)",
                uuid4(), network, act, entry, position, role, party.pk if party else None, cents,
            )  # fmt: skip

    def add_lot(self, party_id: UUID, *, coins: int, cents: int) -> None:
        movement = uuid4()
        self.run(
            "INSERT INTO billing_lot (id, network_id, action_id, movement_id, party_id, position, coins, cents) "
            "VALUES (%s, %s, %s, %s, %s, 99, %s, %s)",
            uuid4(), self.network.pk, self.action_id, movement, party_id, coins, cents,
        )  # fmt: skip

    def add_claim(self, party_id: UUID, *, cents: int) -> None:
        self.run(
            "INSERT INTO billing_claim (id, network_id, action_id, party_id, position, part, sign, account, cents, "
            "settled_cents, issued_on, old_number) VALUES (%s, %s, %s, %s, 99, 'base', 1, 'customers', %s, 0, "
            "'2026-02-20', '')",
            uuid4(), self.network.pk, self.action_id, party_id, cents,
        )  # fmt: skip


@pytest.fixture
def damage(own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]") -> Damage:
    network = a_network()
    a, b = a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=COMPANY)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")
    return Damage(admin, network, a, b)


def broken(network: Network) -> list[str]:
    with network_scope(network.pk):
        every = [*invariants(network_id=network.pk), *book_invariants(network_id=network.pk)]
        assert [each.name for each in every] == LAWS
        return [each.name for each in every if not each.holds]


def test_sound_network_breaks_no_law(damage: Damage) -> None:
    assert broken(damage.network) == []


def extra_coins(damage: Damage) -> None:
    damage.add_lot(damage.a.pk, coins=-100, cents=0)


def credit_of_one_on_another(damage: Damage) -> None:
    damage.book(("coin_liability", damage.b, 10_00), ("coin_liability", damage.a, -10_00))


def brokered_on_one_side_only(damage: Damage) -> None:
    with network_scope(damage.network.pk):
        operator = operator_of(network_id=damage.network.pk)
    damage.book(("coin_liability", operator, 10_00), ("opening", None, -10_00))


def credit_and_base_blown_up(damage: Damage) -> None:
    damage.book(("customers", damage.a, 10_00), ("coin_liability", damage.a, -10_00))
    damage.add_claim(damage.a.pk, cents=10_00)


def lot_of_the_operator(damage: Damage) -> None:
    with network_scope(damage.network.pk):
        operator_id = operator_of(network_id=damage.network.pk).pk
    damage.add_lot(operator_id, coins=100, cents=50_00)


def vat_forgotten(damage: Damage) -> None:
    damage.run("UPDATE billing_claim SET settled_cents = cents WHERE part = 'vat' AND party_id = %s", damage.a.pk)


def number_skipped(damage: Damage) -> None:
    damage.run("UPDATE billing_series SET last = last + 1 WHERE name LIKE 'F%%'")


def document_without_supply(damage: Damage) -> None:
    damage.run(
        "DELETE FROM billing_documentline USING billing_document d WHERE d.id = document_id AND d.kind = 'invoice_380'"
    )


def supply_without_sides(damage: Damage) -> None:
    damage.run(
        "INSERT INTO billing_supply "
        "(id, network_id, action_id, ref_kind, ref_id, kind, performed_on, text, recorded_at) "
        "VALUES (%s, %s, %s, 'session', %s, 'session', '2026-01-20', 'x', now())",
        uuid4(), damage.network.pk, damage.action_id, uuid4(),
    )  # fmt: skip


def cent_lost(damage: Damage) -> None:
    damage.run("UPDATE bookkeeping_journalline SET cents = cents + 1 WHERE role = 'sales'")


def entry_number_drawn_for_nothing(damage: Damage) -> None:
    damage.run("UPDATE bookkeeping_journalcounter SET last = last + 1")


@pytest.mark.parametrize(
    ("law", "break_it"),
    list(
        zip(
            LAWS,
            [
                extra_coins,
                credit_of_one_on_another,
                credit_and_base_blown_up,
                lot_of_the_operator,
                brokered_on_one_side_only,
                vat_forgotten,
                number_skipped,
                document_without_supply,
                supply_without_sides,
                cent_lost,
                entry_number_drawn_for_nothing,
            ],
            strict=True,
        )
    ),
)
def test_damage_breaks_exactly_one_law(law: str, break_it: Callable[[Damage], None], damage: Damage) -> None:
    break_it(damage)

    assert broken(damage.network) == [law]


def test_supply_that_a_close_overlooked_breaks_the_law(damage: Damage) -> None:
    hold(damage.network, on=date(2026, 2, 10), pays=[(damage.a, 100)], earns=[(damage.b, 100)])
    close(damage.network, "2026-02")
    with network_scope(damage.network.pk):
        movement = Movement.objects.get(party=damage.a, coins=-100)
    damage.run("DELETE FROM billing_documentline WHERE movement_id = %s", movement.pk)
    damage.run("DELETE FROM billing_posted WHERE movement_id = %s", movement.pk)

    assert "supplies_are_documented_or_wait" in broken(damage.network)
