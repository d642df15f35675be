"""Limits of a party's account."""

from datetime import datetime
from uuid import UUID

from kennisruil.ledger import actions as ledger
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def change_limits(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    floor: int | None,
    ceiling: int | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Give a party's account other limits, minor units (None: none on that side), with a reason; ``id`` counts once.

    :raises LimitsCrossed, ReasonMissing, AccountClosed: the limits stay as they were.
    """
    with action("billing.change_limits", network_id=network_id, by=by, at=at, about=("party", party_id)):
        party = party_by_id(network_id=network_id, party_id=party_id)
        assert party.account_id, "only a party with an account has limits"
        ledger.set_limits(
            network_id=network_id,
            id=id,
            account_id=party.account_id,
            floor=floor,
            ceiling=ceiling,
            reason=reason,
            by=by,
            at=at,
        )
