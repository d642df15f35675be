"""What a round looks at and what it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A party: its balance, and how far it can still earn and pay before a limit; minor units, rooms never negative.

    ``room_to_earn`` None means that no ceiling holds, ``room_to_pay`` None that no floor does.
    """

    key: UUID
    balance: int
    room_to_earn: int | None = None
    room_to_pay: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """A person who can give up to ``capacity`` sessions in this round, for a party; ``load`` are under way already."""

    key: UUID
    party: UUID
    capacity: int = 1
    load: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An open need: who asks, and for which party."""

    key: UUID
    party: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A person who fits a need; ``fit`` 0 to 1 orders, it is never shown."""

    wish: UUID
    giver: UUID
    fit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Everything a plan looks at; ``price`` of one session in minor units, positive.

    The order of the rows breaks ties: the caller sorts by what people know (asked first, name), never by ids.
    """

    standings: Sequence[Standing]
    givers: Sequence[Giver]
    wishes: Sequence[Wish]
    possible: Sequence[Possible]
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One session of a plan: who would help with which need, between which parties."""

    wish: UUID
    giver: UUID
    provider_party: UUID
    recipient_party: UUID
    fit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Links in groups: a chain or a ring belongs together, an assignment stands alone. ``kind`` names the plan."""

    kind: str
    groups: Sequence[Sequence[Link]]

    @property
    def links(self) -> list[Link]:
        """All links, in the order of the groups."""
        return [link for group in self.groups for link in group]
