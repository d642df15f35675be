"""Checking in parallel finds what checking in one go finds, cut into pieces or not, while others book on."""

import psycopg
import pytest

from kennisruil.ledger.queries import checking
from kennisruil.ledger.queries.invariants import LAWS
from kennisruil.shared.periods import Month
from tests.database import OwnDatabase
from tests.ledger.world import AT, LATER, World, leg


@pytest.fixture
def lived(own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> World:
    """A network with a closed month, of which a piece is ten entries."""
    monkeypatch.setattr(checking, "_ENTRIES_A_PIECE", 10)
    world = World()
    accounts = [world.account() for _ in range(6)]
    for number in range(30):
        world.transfer(accounts[number % 6], accounts[(number + 1) % 6], 1 + number)
    world.group(leg(accounts[0], accounts[1], 5), leg(accounts[1], accounts[2], 7))
    world.close(Month.of(AT.date()))
    world.transfer(accounts[3], accounts[4], 1, booked_at=LATER)
    return world


def test_every_law_holds_and_every_piece_is_told(lived: World) -> None:
    told: list[tuple[int, int]] = []

    found = checking.checked_in_parallel(
        network_id=lived.network_id, workers=3, on_progress=lambda done, of: told.append((done, of))
    )

    assert [law.name for law in found if not law.holds] == []
    assert [law.name for law in found] == [f"ledger.{law}" for law in LAWS]
    (of,) = {of for _, of in told}
    assert of > len(LAWS)
    assert [done for done, _ in told] == list(range(1, of + 1))


@pytest.mark.parametrize(
    ("law", "damage"),
    [
        ("entries_chain", "UPDATE ledger_entry SET balance_after = balance_after + 1 WHERE version = 2"),
        ("seals_verify", "UPDATE ledger_transfer SET ref_kind = 'other' WHERE booked_at < '2026-02-01'"),
        ("transfers_have_two_entries", "DELETE FROM ledger_transfer WHERE booked_at > '2026-02-01'"),
    ],
)
def test_a_breach_is_found_whatever_piece_it_lies_in(
    lived: World, admin: "psycopg.Connection[tuple[object, ...]]", law: str, damage: str
) -> None:
    admin.execute("SET session_replication_role = replica")
    assert admin.execute(damage).rowcount > 0  # type: ignore[arg-type]  # a statement made here

    found = checking.checked_in_parallel(network_id=lived.network_id, workers=2)

    assert f"ledger.{law}" in [one.name for one in found if not one.holds]


def test_ranges_touch_without_overlap() -> None:
    bounds = [checking.UUID(int=10), checking.UUID(int=20)]

    assert [(low.int, high.int) for low, high in checking._ranges(bounds)] == [(0, 9), (10, 19), (20, 2**128 - 1)]
