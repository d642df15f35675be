"""What happened on an account: pages of it, a month of it, its balance at any moment."""

from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection
from django.db.models import F

from kennisruil.ledger.models import Account, Transfer
from kennisruil.ledger.queries.lean import pairs
from kennisruil.ledger.queries.values import Line, Movement, Statement
from kennisruil.ledger.rules import Reference
from kennisruil.shared.periods import Month, month_instants

_LINES: LiteralString = """
SELECT e.version, e.transfer_id, e.amount, e.balance_after, t.kind,
    CASE WHEN t.from_id = e.account_id THEN t.to_id ELSE t.from_id END,
    t.ref_kind, t.ref_id, t.group_id, t.reverses_id, t.occurred_at, e.booked_at, t.by, t.reason
FROM ledger_entry e JOIN ledger_transfer t ON t.network_id = e.network_id AND t.id = e.transfer_id
WHERE e.network_id = %(network)s AND e.account_id = %(account)s
"""
_PAGE: LiteralString = _LINES + "AND e.version < %(before)s ORDER BY e.version DESC LIMIT %(limit)s"
_MONTH: LiteralString = (
    _LINES + "AND e.booked_at >= %(start)s AND e.booked_at < %(end)s ORDER BY e.booked_at, e.version"
)

# From the next fixed point (the seal that ends at or after the moment, else the balance of now), minus what
# was booked in between.
_AT: LiteralString = """
SELECT a.id, p.balance - coalesce((
    SELECT sum(e.amount) FROM ledger_entry e
    WHERE e.network_id = a.network_id AND e.account_id = a.id AND e.booked_at >= %(at)s AND e.booked_at < p.until
), 0)::bigint
FROM ledger_account a
JOIN ledger_book b ON b.network_id = a.network_id AND b.id = a.book_id
CROSS JOIN LATERAL (
    (SELECT s.closing_balance AS balance, (s.period_on + interval '1 month') AT TIME ZONE b.zone AS until
     FROM ledger_seal s
     WHERE s.network_id = a.network_id AND s.account_id = a.id
       AND s.period_on >= date_trunc('month', (%(at)s AT TIME ZONE b.zone) - interval '1 microsecond')::date
     ORDER BY s.period_on LIMIT 1)
    UNION ALL SELECT a.balance, 'infinity' LIMIT 1
) p
WHERE a.network_id = %(network)s AND a.id = %(account)s
"""
# The same for a whole book at once: all its accounts start from one fixed point.
_FIXED_POINT: LiteralString = """
SELECT min(l.period_on), (min(l.period_on) + interval '1 month') AT TIME ZONE b.zone
FROM ledger_book b LEFT JOIN ledger_periodlock l ON l.network_id = b.network_id AND l.book_id = b.id
    AND l.period_on >= date_trunc('month', (%(at)s AT TIME ZONE b.zone) - interval '1 microsecond')::date
WHERE b.network_id = %(network)s AND b.id = %(book)s GROUP BY b.zone
"""
_SINCE: LiteralString = """
coalesce((
    SELECT sum(e.amount) FROM ledger_entry e
    WHERE e.network_id = %(network)s AND e.account_id = a.id AND e.booked_at >= %(at)s AND e.booked_at < %(until)s
), 0)::bigint
"""
_BOOK: LiteralString = "FROM ledger_account a WHERE a.network_id = %(network)s AND a.book_id = %(book)s"
_FROM_NOW: LiteralString = "SELECT a.id, a.balance - " + _SINCE + _BOOK
_SEALED: LiteralString = """
FROM ledger_account a LEFT JOIN ledger_seal s
    ON s.network_id = a.network_id AND s.account_id = a.id AND s.period_on = %(period)s
WHERE a.network_id = %(network)s AND a.book_id = %(book)s
"""
_FROM_SEALS: LiteralString = "SELECT a.id, coalesce(s.closing_balance, 0) - " + _SINCE + _SEALED
_SEALS: LiteralString = "SELECT a.id, coalesce(s.closing_balance, 0)" + _SEALED
_NAMES = tuple(Line.__slots__)


def account_history(
    *, network_id: UUID, account_id: UUID, before_version: int | None = None, limit: int = 50
) -> list[Line]:
    """Give a page of entries, newest first; the next page starts at the ``version`` of the last line."""
    before = before_version if before_version is not None else 2**63 - 1
    return _lines(_PAGE, {"network": network_id, "account": account_id, "before": before, "limit": limit})


def statement_for(*, network_id: UUID, account_id: UUID, month: Month) -> Statement:
    """Give a month of an account (civil, in the zone of its book), by the date of booking.

    A month that is still open may get earlier bookings later;
    ``balance`` of a line counts this month's lines only, in order.
    :raises Account.DoesNotExist: the network has no such account.
    """
    account = Account.objects.filter(network_id=network_id, id=account_id)
    start, end = month_instants(month, account.values_list("book__zone", flat=True).get())
    opening = balance_at(network_id=network_id, account_id=account_id, at=start)
    lines = _lines(_MONTH, {"network": network_id, "account": account_id, "start": start, "end": end})
    running = list(accumulate((line.amount for line in lines), initial=opening))
    settled = tuple(replace(line, balance=after) for line, after in zip(lines, running[1:], strict=True))
    return Statement(opening=opening, lines=settled, closing=running[-1])


def balance_at(*, network_id: UUID, account_id: UUID, at: datetime) -> int:
    """Give the sum of everything booked before ``at``.

    :raises Account.DoesNotExist: the network has no such account.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AT, {"network": network_id, "account": account_id, "at": at})
        row = cursor.fetchone()
    if row is None:
        raise Account.DoesNotExist
    return int(row[1])


def balances_at(*, network_id: UUID, book_id: UUID, at: datetime) -> dict[UUID, int]:
    """Give every account's balance from everything booked before ``at``, by account id.

    At the end of a closed month that is what its seals say; elsewhere a few entries of each account are added up.
    """
    arguments: dict[str, Any] = {"network": network_id, "book": book_id, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_FIXED_POINT, arguments)
        period_on, until = cursor.fetchone() or (None, None)
    arguments |= {"period": period_on, "until": until or "infinity"}
    if period_on is None:
        return pairs(_FROM_NOW, arguments)
    return pairs(_SEALS if until == at else _FROM_SEALS, arguments)


def transfers_about(*, network_id: UUID, reference: Reference, limit: int = 1_000) -> list[Movement]:
    """Give the transfers that carry ``reference``, in the order of booking."""
    found = Transfer.objects.filter(network_id=network_id, ref_kind=reference.kind, ref_id=reference.id)
    fields = (
        "kind", "from_id", "to_id", "amount", "group_id", "reverses_id", "reservation_id",
        "occurred_at", "booked_at", "by", "reason",
    )  # fmt: skip
    return [Movement(**row) for row in found.order_by("booked_at", "pk").values(*fields, transfer_id=F("id"))[:limit]]


def _lines(statement: LiteralString, arguments: dict[str, Any]) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return [Line(**dict(zip(_NAMES, row, strict=True))) for row in cursor.fetchall()]
