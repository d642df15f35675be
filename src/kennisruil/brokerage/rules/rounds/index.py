"""A field with places instead of keys, and what its limits allow in whole sessions."""

from dataclasses import dataclass

import numpy as np

from kennisruil.brokerage.rules.rounds.field import Field, Link, Standing
from kennisruil.brokerage.rules.rounds.network import Whole

# A unit of cost: the distance between no fit at all and a perfect one.
FIT = 1000


@dataclass(frozen=True, slots=True)
class Index:
    """The same field by place: the party of each giver and wish; the wish, the giver and the cost of each pair.

    A pair is a row of ``field.possible``; ``between`` are the numbers of those that join two parties.
    """

    field: Field
    giver_party: Whole
    wish_party: Whole
    wish: Whole
    giver: Whole
    cost: Whole
    between: Whole

    def link(self, pair: int) -> Link:
        """Give the link behind a possible pair."""
        giver, wish = self.field.givers[self.giver[pair]], self.field.wishes[self.wish[pair]]
        return Link(
            wish=wish.key,
            giver=giver.key,
            provider_party=giver.party,
            recipient_party=wish.party,
            fit=self.field.possible[pair].fit,
        )


def index_of(field: Field) -> Index:
    """Number the rows by place."""
    # By the number in a UUID: asking a UUID for its hash takes three times as long.
    parties = {one.key.int: place for place, one in enumerate(field.standings)}
    givers = {one.key.int: place for place, one in enumerate(field.givers)}
    wishes = {one.key.int: place for place, one in enumerate(field.wishes)}
    giver_party = _whole([parties[one.party.int] for one in field.givers])
    wish_party = _whole([parties[one.party.int] for one in field.wishes])
    wish = _whole([wishes[one.wish.int] for one in field.possible])
    giver = _whole([givers[one.giver.int] for one in field.possible])
    fit = np.asarray([one.fit for one in field.possible], dtype=np.float64)
    return Index(
        field=field,
        giver_party=giver_party,
        wish_party=wish_party,
        wish=wish,
        giver=giver,
        cost=FIT - np.rint(FIT * fit).astype(np.int64),
        between=np.flatnonzero(wish_party[wish] != giver_party[giver]),
    )


def _whole(numbers: list[int]) -> Whole:
    return np.asarray(numbers, dtype=np.int64)


def sessions_in(room: int | None, *, price: int, most: int) -> int:
    """Give how many sessions a room allows, ``most`` where no limit holds."""
    return most if room is None else min(most, room // price)


def still_to_give(standing: Standing, *, price: int) -> int:
    """Give how many sessions bring a party under zero nearer to zero, as far as its ceiling allows."""
    nearest = (2 * -standing.balance + price) // (2 * price) if standing.balance < 0 else 0
    return sessions_in(standing.room_to_earn, price=price, most=nearest)


def in_credit(standing: Standing, *, price: int) -> int:
    """Give how many sessions bring a party above zero nearer to zero, as far as its floor allows."""
    nearest = (2 * standing.balance + price) // (2 * price) if standing.balance > 0 else 0
    return sessions_in(standing.room_to_pay, price=price, most=nearest)


def may_stand_between(standing: Standing, *, price: int) -> bool:
    """Whether a party can earn and pay one session more than what brings it to zero, whichever comes first."""
    earns = 1 + still_to_give(standing, price=price)
    pays = 1 + in_credit(standing, price=price)
    return all(
        sessions_in(room, price=price, most=wanted) == wanted
        for room, wanted in ((standing.room_to_earn, earns), (standing.room_to_pay, pays))
    )
