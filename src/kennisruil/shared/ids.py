"""Identifiers: time-ordered UUIDs, drawn here and passed in as arguments, never by the database."""

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from kennisruil.shared import clock

_NAMESPACE = uuid.UUID("6b6e7269-7275-596c-8b65-6e6e69737275")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_seeded: ContextVar[random.Random | None] = ContextVar("seeded", default=None)
_last: ContextVar[tuple[int, int]] = ContextVar("last", default=(-1, 0))
_COUNTER_BITS = 12


def new_id(*, at: datetime | None = None) -> uuid.UUID:
    """Draw a UUID version 7 (RFC 9562): 48 bits of milliseconds, a counter of 12, then 62 random bits.

    ``at`` is the instant in the id; without it the clock is read. Ids drawn one after another for the same
    millisecond sort in that order (RFC 9562, 6.2, method 1), so rows that tie on their instant never fall
    by chance. Inside :func:`seeded` the random bits come from the seed: the same walk draws the same ids.
    """
    instant = at or clock.now()
    source = _seeded.get()
    random_bits = source.getrandbits(62) if source else secrets.randbits(62)
    # Whole numbers all the way: a float would put some instants a millisecond early and so out of order.
    milliseconds = (instant - _EPOCH) // timedelta(milliseconds=1) & (1 << 48) - 1
    value = milliseconds << 80 | 0x7 << 76 | _counted(milliseconds) << 64 | 0b10 << 62 | random_bits
    return uuid.UUID(int=value)


def _counted(milliseconds: int) -> int:
    """Give the place of this id among those just drawn for the same millisecond, 0 to 4095."""
    last, count = _last.get()
    count = count + 1 if milliseconds == last else 0
    _last.set((milliseconds, count))
    # Past 4095 for one instant the order starts over; the random bits keep the ids apart.
    return count & (1 << _COUNTER_BITS) - 1


def derived_id(*parts: object) -> uuid.UUID:
    """Give the one id that belongs to ``parts``: the same parts, the same id, on every machine and retry.

    Use it for request ids that must survive a crash between drawing and using them.
    """
    return uuid.uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))


@contextmanager
def seeded(seed: int | str) -> Iterator[None]:
    """Draw reproducible ids inside the block."""
    source = _seeded.set(random.Random(seed))  # noqa: S311  # nosec B311  # reproducible, never a secret
    place = _last.set((-1, 0))
    try:
        yield
    finally:
        _last.reset(place)
        _seeded.reset(source)
