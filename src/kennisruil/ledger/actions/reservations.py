"""Hold coins for what was agreed, and let them go: posted, released or expired."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.ledger.actions.command import call, columns, whole
from kennisruil.ledger.rules import Booked, Leg, Reference
from kennisruil.shared.actors import Actor

_RESERVE = "SELECT * FROM ledger_reserve(%s, %s, %s, %s, %s::text, %s::uuid, %s::timestamptz, %s, %s::text, %s)"
_POST = """
SELECT * FROM ledger_post_reservation(
    %s, %s, %s::uuid, %s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::uuid[], %s,
    %s, %s, %s::text)
"""
_RELEASE = "SELECT * FROM ledger_release_reservation(%s, %s, %s::text, %s)"
_EXPIRE = "SELECT * FROM ledger_expire_reservations(%s, %s)"


def reserve(
    *,
    network_id: UUID,
    id: UUID,
    account_id: UUID,
    amount: int,
    expires_at: datetime | None,
    request_id: UUID,
    by: Actor,
    at: datetime,
    reference: Reference,
) -> Booked:
    """Hold ``amount`` minor units of an account as reservation ``id``; the floor is looked at now, not later.

    Without ``expires_at`` only a command ends it. A retry is recognised by account, amount and reference.
    :raises FloorReached: nothing is held, ``short_by`` says how much is missing.
    :raises AmountNotWhole, AmountOutOfRange, AccountUnknown, AccountClosed, AccountFrozen, ExpiryPast: nothing is held.
    :raises RequestReused: the request id was used for something else. :raises OtherNetwork: wrong scope.
    """
    arguments = [
        network_id,
        id,
        account_id,
        whole(amount),
        reference.kind,
        reference.id,
        expires_at,
        request_id,
        str(by),
        at,
    ]
    return call(_RESERVE, arguments)


def post_reservation(
    *,
    network_id: UUID,
    reservation_id: UUID,
    legs: Sequence[Leg],
    occurred_at: datetime,
    booked_at: datetime,
    request_id: UUID,
    by: Actor,
    group_id: UUID | None = None,
) -> Booked:
    """Move reserved coins: what ``legs`` pay from the reserving account comes out of the reservation, whole or in part.

    Other legs may pay from an operator's account, with other amounts. Limits refuse nothing here, a frozen
    account neither.
    What is left stays held until the next posting, :func:`release_reservation` or expiry. All legs or none.
    :raises ReservationUnknown, ReservationEnded, OverReserved, LegNotCovered: nothing is booked, nothing is let go.
    :raises LegsOutOfRange, AmountNotWhole, AmountOutOfRange, SameAccount, AccountUnknown, OtherBook, AccountClosed,
        PeriodClosed, RequestReused, OtherNetwork: the same.
    """
    arguments = [network_id, reservation_id, group_id, *columns(legs), occurred_at, booked_at, request_id, str(by)]
    return call(_POST, arguments)


def release_reservation(*, network_id: UUID, reservation_id: UUID, by: Actor, at: datetime) -> Booked:
    """Let go of what a reservation still holds; ``repeated`` when it was released or had expired before.

    :raises ReservationUnknown: nothing changes. :raises ReservationEnded: all of it was posted, so nothing is held.
    """
    return call(_RELEASE, [network_id, reservation_id, str(by), at])


def expire_reservations(*, network_id: UUID, at: datetime) -> Booked:
    """Let go of every reservation whose ``expires_at`` is not after ``at``; the answer names them."""
    return call(_EXPIRE, [network_id, at])
