"""django-hordak as its documentation sets it up: PostgreSQL with its triggers, one currency, ids that grow with time
(its setting HORDAK_UUID_DEFAULT, meant for the locality of indexes).
"""

import os
import time
import uuid

from common_settings import *  # noqa: F403  # settings are shared by a star

INSTALLED_APPS = [*INSTALLED_APPS, "mptt", "hordak"]  # noqa: F405  # settings are shared by a star
HORDAK_DECIMAL_PLACES = 2
HORDAK_MAX_DIGITS = 20
DEFAULT_CURRENCY = "EUR"
HORDAK_INTERNAL_CURRENCY = "EUR"
HORDAK_CURRENCIES = ["EUR"]


def HORDAK_UUID_DEFAULT() -> uuid.UUID:  # noqa: N802  # the peer asks this name
    """A UUID version 7."""
    moment, chance = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=moment << 80 | 7 << 76 | (chance >> 68) << 64 | 0b10 << 62 | chance & (1 << 62) - 1)
