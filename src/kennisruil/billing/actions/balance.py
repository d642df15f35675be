"""Balances that no supply stands behind: paid out, given away, written off."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.settle import settle_balance
from kennisruil.billing.models import Movement
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.shared.actors import Actor


def write_off(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
    document_id: UUID | None = None,
) -> Movement:
    """Write off what a party has still to give (all of it, or ``coins`` minor units), with a reason and a letter.

    The oldest first, or what ``document_id`` is about before others, and only that when ``coins`` says nothing. VAT
    stays due. :raises NotInTheLots: it has less to give; nothing changes.
    """
    return settle_balance(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.WRITE_OFF,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
        document_id=document_id,
    )


def pay_out(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
    reason: str = "",
) -> Movement:
    """Pay a party's credit out in euro (all of it, or ``coins``): owed to it within the days VAT is, by its letter.

    :raises PayOutNotAllowed: the network decided otherwise; nothing changes.
    :raises NotInTheLots: it has less credit; nothing changes.
    """
    return settle_balance(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.PAY_OUT,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
    )


def give_away(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
    to_party_id: UUID | None = None,
    reason: str = "",
) -> Movement:
    """Give a party's credit (all of it, or ``coins``) to the network, or to another party, at the worth of its lots.

    :raises NotInTheLots: it has less credit; nothing changes.
    """
    return settle_balance(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.GIFT if to_party_id else MoveKind.GIVEN_AWAY,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
        to_party_id=to_party_id,
    )
