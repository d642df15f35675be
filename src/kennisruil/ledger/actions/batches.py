"""Move coins by the thousand: a batch in one round trip, a whole history batch by batch."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from kennisruil.ledger.actions import wire
from kennisruil.ledger.actions.command import answer_of
from kennisruil.ledger.rules import (
    MOST_AMOUNT,
    MOST_IN_BATCH,
    MOST_LEGS,
    Booked,
    Imported,
    Order,
    Reference,
    TransferOrder,
    check_amount,
    check_kind,
)
from kennisruil.ledger.rules.refusals import BatchOutOfRange, LedgerRefusal, LegsOutOfRange, ReasonMissing
from kennisruil.shared.actors import Actor

_POST_MANY = wire.Function(
    name="ledger_post_many",
    types=(
        wire.ID, wire.ID, wire.ID, wire.PLACE, wire.SMALL, wire.TRUTH, wire.ID, wire.ID, wire.WHOLE, wire.TEXT,
        wire.TEXT, wire.ID, wire.ID, wire.INSTANT, wire.INSTANT, wire.ID, wire.TEXT, wire.TRUTH, wire.TEXT,
    ),
    many=(False, False, *(True,) * 14, False, False, False),
)  # fmt: skip
_REFUSALS_KEPT = 1_000
# From so many bookings on an import is worth new statistics of the tables.
_LONG = 5_000


class _Row(NamedTuple):
    """A leg as the function takes it; ``item`` is the place of its order, from 1."""

    id: UUID
    item: int
    part: int
    grouped: bool
    from_id: UUID
    to_id: UUID
    amount: int
    kind: str
    reference: Reference
    group_id: UUID | None
    occurred_at: datetime
    booked_at: datetime
    request_id: UUID


def post_many(
    *,
    network_id: UUID,
    book_id: UUID,
    orders: Sequence[Order],
    by: Actor,
    allow_beyond_limits: bool = False,
    reason: str = "",
) -> list[Booked | LedgerRefusal]:
    """Book ``orders`` in one round trip and answer each, exactly as one by one in order would have been answered.

    A group counts as one order. A refused order books nothing and its refusal stands in the answer; those after it go
    on. At most :data:`MOST_IN_BATCH` legs. All accounts of the batch stay locked until the end.
    :raises BatchOutOfRange, ReasonMissing, OtherNetwork: nothing of the batch is booked.
    """
    if allow_beyond_limits and not reason.strip(" "):
        raise ReasonMissing
    answers: list[Booked | LedgerRefusal | None] = [None] * len(orders)
    rows = _plain_rows(orders)
    if rows is None:
        rows = list(_rows(orders, answers))
    if len(rows) > MOST_IN_BATCH:
        raise BatchOutOfRange(count=len(rows))
    if rows:
        ends = [str(by).encode(), wire.TRUTH.pack(allow_beyond_limits), reason.encode()]
        found = wire.run(_POST_MANY, [network_id.bytes, book_id.bytes, *_columns(rows), *ends])
        for one in json.loads(found or "[]"):
            answer = answer_of(one)
            if not one["n"] and isinstance(answer, LedgerRefusal):
                raise answer
            answers[one["n"] - 1] = answer
    return [answer or _booked(order) for answer, order in zip(answers, orders, strict=True)]


def import_history(
    *,
    network_id: UUID,
    book_id: UUID,
    orders: Iterable[Order],
    by: Actor,
    batch: int = 5_000,
    on_progress: Callable[[int], None] | None = None,
) -> Imported:
    """Book a whole history in order, ``batch`` orders at a time, with every check of a single booking.

    Each batch is a transaction of its own (inside ``atomic``: all together), so after an interruption the same history
    is simply imported again: what was booked is answered as before. ``on_progress`` gets the number of orders done.
    After a long history the database counts its tables anew, so that closing its months is planned for what is there.
    :raises BatchOutOfRange: a batch has more than :data:`MOST_IN_BATCH` legs; the batches before it are booked.
    :raises OtherNetwork: wrong scope; nothing is booked.
    """
    source = iter(orders)
    booked = repeated = done = refused_count = 0
    refused: list[tuple[int, LedgerRefusal]] = []
    while chunk := list(islice(source, batch)):
        for place, answer in enumerate(
            post_many(network_id=network_id, book_id=book_id, orders=chunk, by=by), start=done
        ):
            if isinstance(answer, Booked):
                booked += not answer.repeated
                repeated += answer.repeated
            else:
                refused_count += 1
                if len(refused) < _REFUSALS_KEPT:
                    refused.append((place, answer))
        done += len(chunk)
        if on_progress is not None:
            on_progress(done)
    if booked >= _LONG:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_take_statistics()")
    return Imported(booked=booked, repeated=repeated, refused_count=refused_count, refused=tuple(refused))


def _booked(order: Order) -> Booked:
    if isinstance(order, TransferOrder):
        return Booked((order.id,), False)
    return Booked(tuple(leg.id for leg in order.legs), False)


def _plain_rows(orders: Sequence[Order]) -> list[_Row] | None:
    """The rows of a batch of single transfers whose amounts are all right; else nothing."""
    rows = []
    kinds: set[str] = set()
    for item, order in enumerate(orders, start=1):
        if type(order) is not TransferOrder:
            return None
        id, from_id, to_id, amount, kind, occurred_at, booked_at, request_id, reference, group_id = order
        if type(amount) is not int or not 1 <= amount <= MOST_AMOUNT:
            return None
        kinds.add(kind)
        rows.append(
            _Row(
                id,
                item,
                0,
                False,
                from_id,
                to_id,
                amount,
                kind,
                reference,
                group_id,
                occurred_at,
                booked_at,
                request_id,
            )
        )
    for kind in kinds:
        check_kind(kind)
    return rows


def _rows(orders: Sequence[Order], answers: list[Booked | LedgerRefusal | None]) -> Iterator[_Row]:
    """The rows of every order that has the shape of one; the others get their refusal in ``answers``."""
    for item, order in enumerate(orders, start=1):
        try:
            made = list(_of_one(order, item))
        except LedgerRefusal as refusal:
            answers[item - 1] = refusal
        else:
            yield from made


def _of_one(order: Order, item: int) -> Iterator[_Row]:
    if isinstance(order, TransferOrder):
        amount, kind = check_amount(order.amount), check_kind(order.kind)
        yield _Row(
            order.id, item, 0, False, order.from_id, order.to_id, amount, kind, order.reference, order.group_id,
            order.occurred_at, order.booked_at, order.request_id,
        )  # fmt: skip
        return
    for part, leg in enumerate(order.legs):
        yield _Row(
            leg.id, item, part, True, leg.from_id, leg.to_id, check_amount(leg.amount), check_kind(leg.kind),
            leg.reference, order.group_id, order.occurred_at, order.booked_at, order.request_id,
        )  # fmt: skip
    if not 1 <= len(order.legs) <= MOST_LEGS:
        raise LegsOutOfRange(count=len(order.legs))


def _columns(rows: Sequence[_Row]) -> Iterator[bytes | None]:
    """The columns of the rows, packed; one without any value is left out."""
    columns: list[tuple[object, ...]] = list(zip(*rows, strict=True))
    references: list[Reference] = [row.reference for row in rows]
    has_group = any(columns[3])
    has_reference = has_group or any(one.kind for one in references)
    values: list[Sequence[object] | None] = [
        *columns[:8],
        [one.kind for one in references] if has_reference else None,
        [one.id for one in references] if has_reference else None,
        columns[9] if any(columns[9]) else None,
        *columns[10:],
    ]
    for kind, column in zip(_POST_MANY.types[2:-3], values, strict=True):
        yield None if column is None else wire.array(kind, column)
