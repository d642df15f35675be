"""Move coins: one transfer, a linked group, a reversal."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from psycopg.errors import UniqueViolation

from kennisruil.ledger.actions import wire
from kennisruil.ledger.actions.command import answer_of, call, columns, whole
from kennisruil.ledger.rules import Booked, Leg, Reference, check_amount, check_kind
from kennisruil.shared.actors import Actor

_POST_TRANSFER = """
SELECT * FROM ledger_post_transfer(
    %s, %s, %s, %s, %s, %s, %s::text, %s::text, %s::uuid, %s::uuid, %s, %s, %s, %s::text, %s, %s::text)
"""
_POST_GROUP = """
SELECT * FROM ledger_post_group(
    %s, %s, %s, %s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::uuid[],
    %s, %s, %s, %s::text, %s, %s::text)
"""
_REVERSE = """
SELECT * FROM ledger_reverse_transfer(
    %s, %s, %s, %s::bigint, %s::text, %s::text, %s::uuid, %s::uuid, %s, %s, %s, %s::text, %s)
"""
_NOTHING = Reference()
_PLAIN = wire.Function(
    name="ledger_transfer_plain",
    types=(
        wire.ID, wire.ID, wire.ID, wire.ID, wire.ID, wire.WHOLE, wire.TEXT, wire.TEXT, wire.ID, wire.ID,
        wire.INSTANT, wire.INSTANT, wire.ID, wire.TEXT, wire.TRUTH,
    ),
    many=(False,) * 15,
)  # fmt: skip


def post_transfer(
    *,
    network_id: UUID,
    id: UUID,
    book_id: UUID,
    from_id: UUID,
    to_id: UUID,
    amount: int,
    kind: str,
    occurred_at: datetime,
    booked_at: datetime,
    request_id: UUID,
    by: Actor,
    reference: Reference = _NOTHING,
    group_id: UUID | None = None,
    allow_beyond_limits: bool = False,
    reason: str = "",
) -> Booked:
    """Move ``amount`` (minor units, 1 to 10¹²) from one account to another of the same book, once per ``request_id``.

    ``kind`` is a lower-case word. ``occurred_at`` is free, ``booked_at`` lies in an open month of the book. A retry is
    recognised by book, accounts, amount, kind, reference, group and ``occurred_at``; ids, clock and ``by`` may differ.
    ``allow_beyond_limits`` lets the office pass floor and ceiling, with a ``reason``. What had run out on the paying
    account is expired first, and stays expired when the transfer is refused; with every refusal nothing else changes.
    :raises AmountNotWhole, AmountOutOfRange, SameAccount, ReasonMissing: not a transfer.
    :raises AccountUnknown, OtherBook, AccountClosed, AccountFrozen, PeriodClosed: not now, or not there.
    :raises FloorReached, CeilingReached: by how much a limit would be passed.
    :raises RequestReused: the request id was used for something else.
    :raises OtherNetwork: wrong scope.
    """
    if not (allow_beyond_limits or reason):
        own = wire.opened()
        occurred, alone = wire.INSTANT.pack(occurred_at), wire.is_alone(own)
        plain = [
            network_id.bytes, id.bytes, book_id.bytes, from_id.bytes, to_id.bytes,
            wire.WHOLE.pack(check_amount(amount)), check_kind(kind).encode(), reference.kind.encode(),
            None if reference.id is None else reference.id.bytes, None if group_id is None else group_id.bytes,
            occurred, occurred if booked_at is occurred_at else wire.INSTANT.pack(booked_at), request_id.bytes,
            str(by).encode(), b"\x01" if alone else b"\x00",
        ]  # fmt: skip
        try:
            found = wire.run(_PLAIN, plain, own=own)
        except IntegrityError as error:
            if not (alone and isinstance(error.__cause__, UniqueViolation)):
                raise
            # Booked before, by this request or under this id: nothing stays of the try, and the command says which.
        else:
            if found is None:
                return Booked((id,), False)
            answer = answer_of(json.loads(found))
            if isinstance(answer, Booked):
                return answer
            raise answer
    return call(
        _POST_TRANSFER,
        [
            network_id, id, book_id, from_id, to_id, whole(amount), check_kind(kind), reference.kind, reference.id,
            group_id, occurred_at, booked_at, request_id, str(by), allow_beyond_limits, reason,
        ],
    )  # fmt: skip


def post_group(
    *,
    network_id: UUID,
    group_id: UUID,
    book_id: UUID,
    legs: Sequence[Leg],
    occurred_at: datetime,
    booked_at: datetime,
    request_id: UUID,
    by: Actor,
    allow_beyond_limits: bool = False,
    reason: str = "",
) -> Booked:
    """Move several amounts between accounts of one book, all or none.

    Limits look at what the whole group does to an account, in whatever order. ``ids`` of the answer are the
    legs' ids in order. Retry, dates and refusals are those of :func:`post_transfer`.
    :raises LegsOutOfRange: there is no leg, or more than 500; nothing is booked.
    """
    return call(
        _POST_GROUP,
        [
            network_id, group_id, book_id, *columns(legs), occurred_at, booked_at, request_id, str(by),
            allow_beyond_limits, reason,
        ],
    )  # fmt: skip


def reverse_transfer(
    *,
    network_id: UUID,
    id: UUID,
    transfer_id: UUID,
    reason: str,
    occurred_at: datetime,
    booked_at: datetime,
    request_id: UUID,
    by: Actor,
    amount: int | None = None,
    reference: Reference = _NOTHING,
    group_id: UUID | None = None,
    allow_beyond_limits: bool = False,
) -> Booked:
    """Book the opposite of a transfer as ``id`` (kind ``reversal``): ``amount`` minor units of it, or all that is left.

    Parts together never exceed the transfer. A retry is recognised by transfer and
    amount. Limits, states and months bind as for a transfer, from the account that
    received; the office may pass a limit. With every refusal nothing is booked.
    :raises TransferUnknown, ReversalOfReversal, OverReversed, ReasonMissing: not reversible like this.
    :raises AccountClosed, AccountFrozen, PeriodClosed, FloorReached,
    CeilingReached, RequestReused, OtherNetwork: as there.
    """
    return call(
        _REVERSE,
        [
            network_id, id, transfer_id, None if amount is None else whole(amount), reason, reference.kind,
            reference.id, group_id,
            occurred_at, booked_at, request_id, str(by), allow_beyond_limits,
        ],
    )  # fmt: skip
