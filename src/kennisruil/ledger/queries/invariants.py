"""The laws of the ledger, checked by the database without loading rows; each names the first breach it found."""

from uuid import UUID

from django.db import connection

from kennisruil.ledger.sql import text_of
from kennisruil.shared.invariants import Invariant
from kennisruil.shared.scope import current_network

LAWS = (
    "balances_sum_to_zero",
    "balance_is_sum_of_entries",
    "entries_chain",
    "limits_in_force_hold",
    "reservations_add_up",
    "reversals_stay_within",
    "transfers_have_two_entries",
    "requests_are_remembered",
    "seals_verify",
)


def ledger_invariants(*, network_id: UUID) -> list[Invariant]:
    """Check every law in one network, inside its scope: outside it there would be no row to find fault with."""
    assert current_network() == network_id, "check a network inside its own scope"
    return [_checked(law, network_id=network_id) for law in LAWS]


def _checked(law: str, *, network_id: UUID) -> Invariant:
    with connection.cursor() as cursor:
        cursor.execute(text_of(f"invariants/{law}"), {"network": network_id})
        breaches, first = cursor.fetchone()
    found = f"{breaches}: {first}" if breaches else ""
    return Invariant(name=f"ledger.{law}", holds=not breaches, found=found)
