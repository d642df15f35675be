"""The laws of the ledger, checked by the database without loading rows; each names the first breach it found."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from kennisruil.ledger.sql import text_of
from kennisruil.shared.invariants import Invariant
from kennisruil.shared.scope import current_network

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
# What a law looks at: "" all at once; else rows of a range of ids, so that it can be checked piece by piece.
LAWS = {
    "balances_sum_to_zero": "",
    "balance_is_sum_of_entries": "account",
    "entries_chain": "account",
    "limits_in_force_hold": "account",
    "reservations_add_up": "",
    "reversals_stay_within": "",
    "transfers_have_two_entries": "transfer",
    "requests_are_remembered": "",
    "seals_verify": "account",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A law over the ids from ``low`` to ``high``, both included."""

    law: str
    low: UUID = LOWEST
    high: UUID = HIGHEST


@dataclass(frozen=True, slots=True)
class Breaches:
    """How often a law was broken in a piece, and the first breach in words."""

    count: int
    first: str | None


def ledger_invariants(*, network_id: UUID) -> list[Invariant]:
    """Check every law in one network, inside its scope: outside it there would be no row to find fault with."""
    assert current_network() == network_id, "check a network inside its own scope"
    return [found_of(law, [breaches_of(Piece(law), network_id=network_id, using="default")]) for law in LAWS]


def breaches_of(piece: Piece, *, network_id: UUID, using: str) -> Breaches:
    """Check one piece of a law over the connection ``using``."""
    arguments = {"network": network_id, "low": piece.low, "high": piece.high}
    with connections[using].cursor() as cursor:
        cursor.execute(text_of(f"invariants/{piece.law}"), arguments)
        count, first = cursor.fetchone()
    return Breaches(count=count, first=first)


def found_of(law: str, pieces: list[Breaches]) -> Invariant:
    """Put what was found in the pieces of a law together."""
    count = sum(piece.count for piece in pieces)
    first = min((piece.first for piece in pieces if piece.first is not None), default="")
    return Invariant(name=f"ledger.{law}", holds=not count, found=f"{count}: {first}" if count else "")
