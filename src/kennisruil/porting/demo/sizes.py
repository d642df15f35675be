"""How large a demo network is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts to reach, over ``months`` closed months and the open one at the end."""

    months: int
    people: int
    organisations: int
    concepts: int
    sessions: int
    workshops: int
    contributions: int


SMALL = Size(months=6, people=30, organisations=18, concepts=12, sessions=40, workshops=4, contributions=3)
FULL = Size(months=18, people=450, organisations=220, concepts=190, sessions=900, workshops=36, contributions=24)
# For tests that need a network with something in it, fast.
TINY = Size(months=1, people=12, organisations=10, concepts=4, sessions=6, workshops=1, contributions=1)
