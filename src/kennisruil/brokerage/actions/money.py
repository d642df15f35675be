"""What sessions do to coins and euro: reserve, release, move, record the supply. Always inside an action."""

from datetime import datetime

from kennisruil.billing.actions import Side, record_supply
from kennisruil.brokerage.models import Session, SessionPayer
from kennisruil.brokerage.queries.sessions import payers_of
from kennisruil.brokerage.rules import coins
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Leg, Reference
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def reserve(session: Session, *, by: Actor, at: datetime) -> None:
    """Hold each payer's coins, once.

    :raises FloorReached: a payer has not enough room; the caller undoes everything.
    """
    for payer in payers_of(network_id=session.network_id, session_id=session.pk):
        if payer.reservation_id is not None:
            continue
        assert payer.party.account_id is not None
        payer.reservation_id = derived_id(session.pk, "reservation", payer.position)
        ledger.reserve(
            network_id=session.network_id,
            id=payer.reservation_id,
            account_id=payer.party.account_id,
            amount=payer.coins,
            # It never runs out by itself: whatever becomes of the session, somebody has a line about it.
            expires_at=None,
            request_id=derived_id(session.pk, "reserve", payer.position),
            by=by,
            at=at,
            reference=Reference("session", session.pk),
        )
        payer.save(update_fields=["reservation_id"])


def release(session: Session, *, by: Actor, at: datetime) -> None:
    """Let go of what was held for the session."""
    for payer in payers_of(network_id=session.network_id, session_id=session.pk):
        if payer.reservation_id is not None:
            ledger.release_reservation(network_id=session.network_id, reservation_id=payer.reservation_id, by=by, at=at)


def settle(session: Session, *, by: Actor, at: datetime) -> None:
    """Move the reserved coins to who gave and record the supply on the session's date; once per session."""
    payers = payers_of(network_id=session.network_id, session_id=session.pk)
    _move_coins(session, payers=payers, by=by, at=at)
    record_supply(
        network_id=session.network_id,
        id=session.supply_id,
        ref=("session", session.pk),
        kind="session",
        performed_on=session.held_on,
        text=session.item.name_in(session.recipient.language),
        sides=[
            *(
                Side(side="recipient", party_id=payer.party_id, coins=payer.coins, base_cents=payer.base_cents)
                for payer in payers
            ),
            Side(
                side="provider",
                party_id=session.provider_party_id,
                coins=session.provider_coins,
                base_cents=session.provider_base_cents,
            ),
        ],
        group_id=session.group_id,
        by=by,
        at=at,
    )


def _move_coins(session: Session, *, payers: list[SessionPayer], by: Actor, at: datetime) -> None:
    """Post every payer's reservation; several movements, and those of several recipients, carry one group's id."""
    provider_account = session.provider_party.account_id
    assert provider_account is not None
    lists = coins.moves_of(
        payers=[(payer.party.account_id, payer.coins) for payer in payers if payer.party.account_id],
        provider_account_id=provider_account,
        operator_account_id=network.network_by_id(network_id=session.network_id).operator_account_id,
        provider_coins=session.provider_coins,
    )
    is_group = session.joint_id is not None or sum(len(moves) for moves in lists) > 1
    for payer, moves in zip(payers, lists, strict=True):
        assert payer.reservation_id is not None
        ledger.post_reservation(
            network_id=session.network_id,
            reservation_id=payer.reservation_id,
            legs=[
                Leg(
                    id=derived_id(session.settlement_id, move.part),
                    from_id=move.from_id,
                    to_id=move.to_id,
                    amount=move.amount,
                    kind="session",
                    reference=Reference("session", session.pk),
                )
                for move in moves
            ],
            occurred_at=session.starts_at,
            booked_at=at,
            request_id=derived_id(session.settlement_id, "post", payer.position),
            by=by,
            group_id=session.group_id if is_group else None,
        )
