"""Each law has a damage that only an administrator can do, and exactly that law notices it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from kennisruil.ledger import actions
from kennisruil.ledger.queries.invariants import LAWS, ledger_invariants
from kennisruil.ledger.rules import Coin
from kennisruil.shared.ids import new_id
from tests.database import OwnDatabase
from tests.ledger.world import AT, JANUARY, LATER, ME, SESSION, World, leg

# What to do to the database, in words of the life below; each leaves every other law whole.
DAMAGES = {
    "balances_sum_to_zero": "UPDATE ledger_account SET book_id = %(second_book)s WHERE id = %(late)s",
    "balance_is_sum_of_entries": """
        UPDATE ledger_account SET balance = balance + CASE id WHEN %(a)s THEN -1 ELSE 1 END WHERE id IN (%(a)s, %(b)s)
    """,
    "entries_chain": "UPDATE ledger_entry SET balance_after = balance_after + 1 WHERE account_id = %(late)s",
    "limits_in_force_hold": "UPDATE ledger_account SET floor_in_force = floor_in_force - 1 WHERE id = %(a)s",
    "reservations_add_up": "UPDATE ledger_reservation SET amount = amount + 1 WHERE id = %(held)s",
    "reversals_stay_within": "UPDATE ledger_reversedsofar SET reversed = reversed + 1 WHERE transfer_id = %(reversed)s",
    "transfers_have_two_entries": "UPDATE ledger_transfer SET to_id = %(nobody)s WHERE id = %(open)s",
    "requests_are_remembered": "DELETE FROM ledger_requestmemory WHERE %(held)s = ANY (answer_ids)",
    "seals_verify": "UPDATE ledger_transfer SET ref_id = %(nobody)s WHERE id = %(sealed)s",
}
MORE = [
    ("seals_verify", "UPDATE ledger_seal SET digest = sha256('') WHERE account_id = %(a)s"),
    ("seals_verify", "DELETE FROM ledger_seal WHERE account_id = %(a)s"),
    ("seals_verify", "DELETE FROM ledger_periodlock WHERE book_id = %(book)s"),
    ("entries_chain", "UPDATE ledger_account SET version = version + 1 WHERE id = %(late)s"),
    ("reservations_add_up", "UPDATE ledger_account SET reserved = reserved + 1 WHERE id = %(b)s"),
    ("reversals_stay_within", "DELETE FROM ledger_reversedsofar WHERE transfer_id = %(reversed)s"),
    ("transfers_have_two_entries", "UPDATE ledger_transfer SET amount = amount + 1 WHERE id = %(open)s"),
]


@dataclass
class Life:
    """A network in which every table has rows: a closed month, a reversal, a reservation posted in part."""

    world: World
    names: dict[str, UUID]

    @classmethod
    def lived(cls) -> "Life":
        world = World()
        a, b = world.account(), world.account()
        sealed = world.transfer(a, b, 100, reference=SESSION)
        again = world.transfer(a, b, 50)
        world.reverse(again.id, 20)
        held = world.reserve(b, 60)
        world.post(held, leg(b, world.operator, 10), leg(world.operator, a, 5))
        world.close(JANUARY)
        late, second_book = world.account(), new_id()
        open_ = world.transfer(a, late, 7, booked_at=LATER, occurred_at=LATER - timedelta(days=50))
        coin = Coin(name="SIF", sign="SIF")
        actions.open_book(network_id=world.network_id, id=second_book, name="Trial", coin=coin, by=ME, at=AT)
        names = {
            "book": world.book_id, "a": a, "b": b, "late": late, "second_book": second_book, "held": held,
            "reversed": again.id, "sealed": sealed.id, "open": open_.id, "nobody": new_id(),
        }  # fmt: skip
        return cls(world=world, names=names)


def test_every_law_has_a_damage() -> None:
    assert set(DAMAGES) == set(LAWS)


def test_a_damage_breaks_exactly_its_law(
    own_database: OwnDatabase, admin: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    untouched = Life.lived()
    admin.execute("SET session_replication_role = replica")

    for law, damage in [*DAMAGES.items(), *MORE]:
        life = Life.lived()
        assert life.world.broken() == []
        assert admin.execute(damage, life.names).rowcount > 0, damage  # type: ignore[arg-type]  # a statement made here
        assert life.world.broken() == [law], damage

    assert untouched.world.broken() == []


@pytest.mark.django_db
def test_laws_are_checked_inside_the_scope_only() -> None:
    with pytest.raises((AssertionError, RuntimeError)):
        ledger_invariants(network_id=new_id())
