"""A network with a book and accounts, and short ways to move coins in it; made by the real commands."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kennisruil.ledger import actions, queries
from kennisruil.ledger.queries.invariants import LAWS, ledger_invariants
from kennisruil.ledger.rules import Booked, Coin, Leg, Reference
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

AT = datetime(2026, 1, 10, 12, tzinfo=UTC)
LATER = AT + timedelta(days=30)
JANUARY = Month(2026, 1)
ME = Actor.command("test")
SESSION = Reference("session", UUID("0190a000-0000-7000-8000-000000000001"))


@dataclass
class World:
    """A book of one network; ``operator`` has no limits, others get what :meth:`account` says."""

    network_id: UUID = field(default_factory=new_id)
    book_id: UUID = field(default_factory=new_id)
    operator: UUID = field(default_factory=new_id)

    def __post_init__(self) -> None:
        coin = Coin(name="SIF", sign="SIF")
        actions.open_book(network_id=self.network_id, id=self.book_id, name="Coins", coin=coin, by=ME, at=AT)
        actions.open_account(
            network_id=self.network_id, id=self.operator, book_id=self.book_id, kind="operator", by=ME, at=AT
        )

    def account(self, *, floor: int | None = -1000, ceiling: int | None = 5000) -> UUID:
        account_id = new_id()
        actions.open_account(
            network_id=self.network_id, id=account_id, book_id=self.book_id, floor=floor, ceiling=ceiling, by=ME, at=AT
        )
        return account_id

    def transfer(self, from_id: UUID, to_id: UUID, amount: Any, **other: Any) -> Booked:
        given = {
            "id": new_id(), "book_id": self.book_id, "kind": "session", "occurred_at": AT, "booked_at": AT,
            "request_id": new_id(), "by": ME, **other,
        }  # fmt: skip
        return actions.post_transfer(network_id=self.network_id, from_id=from_id, to_id=to_id, amount=amount, **given)

    def group(self, *legs: Leg, **other: Any) -> Booked:
        given = {
            "group_id": new_id(), "book_id": self.book_id, "occurred_at": AT, "booked_at": AT,
            "request_id": new_id(), "by": ME, **other,
        }  # fmt: skip
        return actions.post_group(network_id=self.network_id, legs=legs, **given)

    def reserve(self, account_id: UUID, amount: Any, **other: Any) -> UUID:
        given = {
            "id": new_id(), "expires_at": None, "request_id": new_id(), "by": ME, "at": AT, "reference":
            SESSION, **other,
        }  # fmt: skip
        return actions.reserve(network_id=self.network_id, account_id=account_id, amount=amount, **given).id

    def post(self, reservation_id: UUID, *legs: Leg, **other: Any) -> Booked:
        given = {"occurred_at": AT, "booked_at": AT, "request_id": new_id(), "by": ME, **other}
        return actions.post_reservation(network_id=self.network_id, reservation_id=reservation_id, legs=legs, **given)

    def reverse(self, transfer_id: UUID, amount: int | None = None, **other: Any) -> Booked:
        given = {
            "id": new_id(), "reason": "it did not take place", "occurred_at": AT, "booked_at": AT,
            "request_id": new_id(), "by": ME, **other,
        }  # fmt: skip
        return actions.reverse_transfer(network_id=self.network_id, transfer_id=transfer_id, amount=amount, **given)

    def limits(self, account_id: UUID, *, floor: int | None, ceiling: int | None = None, **other: Any) -> Booked:
        given = {"id": new_id(), "reason": "the office decided", "by": ME, "at": AT, **other}
        return actions.set_limits(
            network_id=self.network_id, account_id=account_id, floor=floor, ceiling=ceiling, **given
        )

    def close(self, month: Month = JANUARY, *, at: datetime = LATER) -> Booked:
        return actions.close_period(network_id=self.network_id, book_id=self.book_id, month=month, by=ME, at=at)

    def standing(self) -> dict[UUID, tuple[int, int]]:
        """Balance and reserved of every account."""
        with network_scope(self.network_id):
            found = queries.balances(network_id=self.network_id, book_id=self.book_id)
        return {one.account_id: (one.balance, one.reserved) for one in found}

    def broken(self) -> list[str]:
        """Names of the laws that do not hold."""
        with network_scope(self.network_id):
            found = ledger_invariants(network_id=self.network_id)
        assert [one.name for one in found] == [f"ledger.{law}" for law in LAWS]
        return [one.name.removeprefix("ledger.") for one in found if not one.holds]


def leg(from_id: UUID, to_id: UUID, amount: Any, *, kind: str = "session") -> Leg:
    return Leg(id=new_id(), from_id=from_id, to_id=to_id, amount=amount, kind=kind, reference=SESSION)
