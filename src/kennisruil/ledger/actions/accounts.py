"""Open books and accounts, set limits, freeze and close."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kennisruil.ledger.actions.command import call
from kennisruil.ledger.rules import Booked, Coin
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id

_OPEN_BOOK = (
    "SELECT * FROM ledger_open_book(%s, %s, %s::text, %s::text, %s, %s::text, %s::text, %s::smallint, %s::text, %s)"
)
_OPEN_ACCOUNT = """
SELECT * FROM ledger_open_account(%s, %s, %s, %s::text, %s::bigint, %s::bigint, %s::bigint, %s, %s::text, %s)
"""
_SET_LIMITS = "SELECT * FROM ledger_set_limits(%s, %s, %s, %s::bigint, %s::bigint, %s::bigint, %s::text, %s::text, %s)"
_SET_STATE = "SELECT * FROM ledger_set_state(%s, %s, %s::text, %s::text, %s)"


def open_book(
    *, network_id: UUID, id: UUID, name: str, coin: Coin, by: Actor, at: datetime, zone: str = "Europe/Brussels"
) -> Booked:
    """Open a book that counts in ``coin``; the coin itself is made when the network has none of that sign yet.

    ``zone`` (IANA) decides in which civil month a booking falls. The same id with the same content is opened once.
    :raises ExistsOtherwise: the book, or a coin of this sign, exists with another content; nothing is opened.
    :raises OtherNetwork: the session stands in another network.
    """
    assert ZoneInfo(zone), "an unknown zone raises here, before it is kept"
    coin_id = derived_id("ledger.coin", network_id, coin.sign)
    return call(_OPEN_BOOK, [network_id, id, name, zone, coin_id, coin.name, coin.sign, coin.scale, str(by), at])


def open_account(
    *,
    network_id: UUID,
    id: UUID,
    book_id: UUID,
    by: Actor,
    at: datetime,
    kind: str = "member",
    floor: int | None = None,
    ceiling: int | None = None,
    alarm_level: int | None = None,
) -> Booked:
    """Open an account with balance zero; limits in minor units, ``None`` binds nothing.

    ``kind`` is ``member``, or ``operator`` for the network's own account, which has
    no limits but may have an ``alarm_level``. A newcomer's first session must pass:
    give a ``floor`` below zero. The same id with the same content is opened once.
    :raises BookUnknown: nothing is opened.
    :raises LimitsCrossed: nothing is opened.
    :raises ExistsOtherwise: the account exists with another book, kind or first limits; it stays as it is.
    """
    change_id = derived_id("ledger.opened", network_id, id)
    return call(_OPEN_ACCOUNT, [network_id, id, book_id, kind, floor, ceiling, alarm_level, change_id, str(by), at])


def set_limits(
    *,
    network_id: UUID,
    id: UUID,
    account_id: UUID,
    floor: int | None,
    ceiling: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    alarm_level: int | None = None,
) -> Booked:
    """Give an account other limits, in minor units, and keep who, when and why; ``id`` is the row of the history.

    An account beyond its new limits stays where it is and may
    only come back. The same id with the same content counts once.
    :raises AccountUnknown, AccountClosed, LimitsCrossed, ReasonMissing, ExistsOtherwise: the limits stay as they were.
    """
    return call(_SET_LIMITS, [network_id, id, account_id, floor, ceiling, alarm_level, reason, str(by), at])


def freeze_account(*, network_id: UUID, account_id: UUID, by: Actor, at: datetime) -> Booked:
    """Stop new coins from leaving the account; it still receives, and what was reserved before is still posted.

    :raises AccountUnknown, AccountClosed: the account stays as it was.
    """
    return call(_SET_STATE, [network_id, account_id, "frozen", str(by), at])


def unfreeze_account(*, network_id: UUID, account_id: UUID, by: Actor, at: datetime) -> Booked:
    """Let coins leave a frozen account again. :raises AccountUnknown, AccountClosed: the account stays as it was."""
    return call(_SET_STATE, [network_id, account_id, "open", str(by), at])


def close_account(*, network_id: UUID, account_id: UUID, by: Actor, at: datetime) -> Booked:
    """Close an empty account for good; its history stays.

    :raises AccountNotEmpty: there is a balance or a reservation; it stays open.
    :raises AccountUnknown: nothing to close.
    """
    return call(_SET_STATE, [network_id, account_id, "closed", str(by), at])
