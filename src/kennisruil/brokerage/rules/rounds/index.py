"""A field with places instead of keys, and what its limits allow in whole sessions."""

from dataclasses import dataclass

from kennisruil.brokerage.rules.rounds.field import Field, Link, Standing

# A unit of cost: the distance between no fit at all and a perfect one.
FIT = 1000


@dataclass(frozen=True, slots=True)
class Index:
    """The same field by place: the party of each giver and wish, and for each possible pair (wish, giver, cost)."""

    field: Field
    giver_party: list[int]
    wish_party: list[int]
    pairs: list[tuple[int, int, int]]

    def link(self, pair: int) -> Link:
        """Give the link behind a possible pair."""
        wish, giver, _cost = self.pairs[pair]
        return Link(
            wish=self.field.wishes[wish].key,
            giver=self.field.givers[giver].key,
            provider_party=self.field.givers[giver].party,
            recipient_party=self.field.wishes[wish].party,
            fit=self.field.possible[pair].fit,
        )


def index_of(field: Field) -> Index:
    """Number the rows by place."""
    parties = {one.key: place for place, one in enumerate(field.standings)}
    givers = {one.key: place for place, one in enumerate(field.givers)}
    wishes = {one.key: place for place, one in enumerate(field.wishes)}
    return Index(
        field=field,
        giver_party=[parties[one.party] for one in field.givers],
        wish_party=[parties[one.party] for one in field.wishes],
        pairs=[(wishes[one.wish], givers[one.giver], FIT - round(FIT * one.fit)) for one in field.possible],
    )


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
