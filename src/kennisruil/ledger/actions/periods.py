"""Close a month of a book."""

from datetime import datetime
from uuid import UUID

from kennisruil.ledger.actions.command import call
from kennisruil.ledger.rules import Booked
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month

_CLOSE = "SELECT * FROM ledger_close_period(%s, %s, %s, %s, %s::text, %s)"


def close_period(*, network_id: UUID, book_id: UUID, month: Month, by: Actor, at: datetime) -> Booked:
    """Lock a month of a book and seal every account's entries in it; ``repeated`` when it was done before.

    The month is civil, in the zone of the book. It waits for every booking under way, and bookings wait for it
    until the transaction ends. With every refusal nothing is locked.
    :raises PeriodNotOver: the month ends after ``at``. :raises EarlierPeriodOpen: an earlier month has open bookings.
    :raises PeriodClosed: a later month is closed already. :raises BookUnknown, OtherNetwork: wrong place.
    """
    lock_id = derived_id("ledger.lock", network_id, book_id, month)
    return call(_CLOSE, [network_id, lock_id, book_id, month.start_on, str(by), at])
