"""Days the tests of the room speak about."""

from datetime import date

LATER = date(2026, 6, 1)
