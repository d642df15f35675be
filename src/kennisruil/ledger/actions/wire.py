"""Calls a function of the database in PostgreSQL's binary form, prepared once for each connection.

This is the hot path: psycopg's connection without its cursors, which cost as much as the booking itself. Values are
packed by the functions of this file; the answer is one value, as text.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import pq

# PostgreSQL counts instants in microseconds from here.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_OK = pq.ExecStatus.TUPLES_OK
_IDLE = pq.TransactionStatus.IDLE
_INT8, _INT4, _INT2 = struct.Struct("!q"), struct.Struct("!i"), struct.Struct("!h")
_LENGTH_8, _LENGTH_16 = _INT4.pack(8), _INT4.pack(16)
_NULL = _INT4.pack(-1)
_NOT_PREPARED = b"26000"  # invalid_sql_statement_name: nothing ran


@dataclass(frozen=True, slots=True)
class Type:
    """A type of PostgreSQL: its number, the number of its array, and how a value is packed."""

    oid: int
    array_oid: int
    pack: Callable[[Any], bytes]


def _instant(at: datetime) -> bytes:
    since = at - _EPOCH
    return _INT8.pack((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)


def _uuid(id: UUID) -> bytes:
    return id.bytes


def _truth(is_true: bool) -> bytes:
    return b"\x01" if is_true else b"\x00"


ID = Type(2950, 2951, _uuid)
INSTANT = Type(1184, 1185, _instant)
WHOLE = Type(20, 1016, _INT8.pack)
PLACE = Type(23, 1007, _INT4.pack)
SMALL = Type(21, 1005, _INT2.pack)
TEXT = Type(25, 1009, str.encode)
TRUTH = Type(16, 1000, _truth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function with the types it takes; ``many`` types come as arrays."""

    name: str
    types: tuple[Type, ...]
    many: tuple[bool, ...]
    query: bytes = field(init=False)
    label: bytes = field(init=False)
    oids: tuple[int, ...] = field(init=False)
    takes_many: bool = field(init=False)
    formats: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        places = ", ".join(f"${number + 1}" for number in range(len(self.types)))
        object.__setattr__(self, "query", f"SELECT {self.name}({places})".encode())
        object.__setattr__(self, "label", f"kr_{self.name}".encode())
        oids = (one.array_oid if is_many else one.oid for one, is_many in zip(self.types, self.many, strict=True))
        object.__setattr__(self, "oids", tuple(oids))
        object.__setattr__(self, "takes_many", any(self.many))
        object.__setattr__(self, "formats", (pq.Format.BINARY,) * len(self.types))


_prepared: WeakKeyDictionary[Any, set[bytes]] = WeakKeyDictionary()


def opened() -> BaseDatabaseWrapper:
    """Give Django's connection of this thread, open. Finding it costs as much as packing a call: ask once."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.connection is None:
        own.ensure_connection()
    return own


def is_alone(own: BaseDatabaseWrapper) -> bool:
    """Say whether the next call commits by itself: what the database raises then leaves no trace of the call."""
    return own.autocommit and bool(own.connection.pgconn.transaction_status == _IDLE)


def run(function: Function, packed: Sequence[bytes | None], *, own: BaseDatabaseWrapper | None = None) -> str | None:
    """Call ``function`` in one round trip and give its answer as text; ``own`` is what :func:`opened` gave.

    :raises django.db.Error: what the database raised; a command raises nothing that it foresees.
    """
    if own is None:
        own = opened()
    if own.needs_rollback:
        own.validate_no_broken_transaction()
    try:
        result = _answered(own.connection, function, packed)
        if result.status != _OK:
            error = psycopg.errors.error_from_result(result, encoding="utf-8")
            # Without a code it was not the server that spoke: the connection is gone, even where libpq says otherwise.
            raise error if error.sqlstate else psycopg.OperationalError(str(error))
    except psycopg.Error:
        with own.wrap_database_errors:
            raise
    value = result.get_value(0, 0)
    return None if value is None else value.decode()


def _answered(raw: "psycopg.Connection[Any]", function: Function, packed: Sequence[Any]) -> Any:
    pgconn = raw.pgconn
    if function.takes_many or not raw.autocommit or raw.prepare_threshold is None:
        if pgconn.transaction_status == _IDLE and not raw.autocommit:
            # psycopg opens the transaction with its first statement: let it.
            raw.execute("SELECT")
        # Where a rollback may come, psycopg may throw away what was prepared; and a batch is worth its own plan.
        return pgconn.exec_params(function.query, packed, function.oids, function.formats)
    known = _prepared.get(raw)
    if known is None:
        known = _prepared[raw] = set()
    if function.label in known:
        result = pgconn.exec_prepared(function.label, packed, function.formats)
        if result.status == _OK or result.error_field(pq.DiagnosticField.SQLSTATE) != _NOT_PREPARED:
            return result
    made = pgconn.prepare(function.label, function.query, function.oids)
    if made.status != pq.ExecStatus.COMMAND_OK:
        return made
    known.add(function.label)
    return pgconn.exec_prepared(function.label, packed, function.formats)


def array(kind: Type, values: Sequence[Any]) -> bytes:
    """Pack an array of one dimension: its header, then each value after its length; ``None`` is a NULL."""
    has_null = None in values
    header = struct.pack("!iiiii", 1, int(has_null), kind.oid, len(values), 1)
    if kind is ID and not has_null:
        return header + b"".join([part for one in values for part in (_LENGTH_16, one.bytes)])
    if kind is WHOLE:
        return header + b"".join([part for one in values for part in (_LENGTH_8, _INT8.pack(one))])
    parts: list[bytes] = [header]
    for one in values:
        if one is None:
            parts.append(_NULL)
        else:
            packed = kind.pack(one)
            parts += (_INT4.pack(len(packed)), packed)
    return b"".join(parts)
