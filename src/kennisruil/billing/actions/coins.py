"""Coins that move because billing says so: payments, balances brought in, paid out, given away, written off."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Reference
from kennisruil.network.models import Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def move_coins(
    house: House,
    id: UUID,
    party: Party,
    *,
    coins: int,
    kind: MoveKind,
    reason: str,
    on: date,
    by: Actor,
    at: datetime,
    other: Party | None = None,
) -> None:
    """Move the coins in the ledger, beyond limits: positive from the operator to the party, negative the other way."""
    across = other.account_id if other else house.operator_account_id
    ends = (across, party.account_id) if coins > 0 else (party.account_id, across)
    assert ends[0] is not None and ends[1] is not None
    ledger.post_transfer(
        network_id=house.network_id,
        id=derived_id(id, "coins"),
        book_id=house.book_id,
        from_id=ends[0],
        to_id=ends[1],
        amount=abs(coins),
        kind=str(kind),
        occurred_at=house.noon(on),
        booked_at=at,
        request_id=derived_id(id, "coins"),
        by=by,
        reference=Reference("movement", id),
        allow_beyond_limits=True,
        reason=reason or str(kind),
    )
