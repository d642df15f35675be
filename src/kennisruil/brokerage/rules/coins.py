"""What a session moves: shares of several owners, legs of the transfer or linked group, euro bases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.brokerage.rules.refusals import SamePerson, SharesWrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one party pays; ``coins`` in minor units, positive."""

    party_id: UUID
    coins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One movement between two accounts, ``amount`` in minor units above zero; ``part`` numbers it in the session."""

    part: str
    from_id: UUID
    to_id: UUID
    amount: int


def split(*, total: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number over weights, in whole parts that add up to it; what is left goes to the largest remainders.

    Equal remainders favour the first. The sum is always ``total``; with weights all nil the first gets everything.
    """
    assert total >= 0 and weights and all(weight >= 0 for weight in weights)
    whole = sum(weights)
    if whole == 0:
        return [total] + [0] * (len(weights) - 1)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def weighed_shares(*, price: int, parts: Mapping[UUID, int]) -> list[Share]:
    """Split a price over owners by their parts, in whole minor units; an owner whose share would be nil is left out."""
    coins = split(total=price, weights=list(parts.values()))
    return [Share(party_id=party_id, coins=part) for party_id, part in zip(parts, coins, strict=True) if part]


def check_shares(shares: Sequence[Share], *, price: int, provider_party_id: UUID) -> None:
    """Let shares through that pay the price, by parties other than who gives.

    :raises SharesWrong, SamePerson: otherwise.
    """
    paid = sum(share.coins for share in shares)
    is_twice = len({share.party_id for share in shares}) != len(shares)
    if paid != price or is_twice or any(share.coins <= 0 for share in shares):
        raise SharesWrong(price=price, sum=paid)
    if any(share.party_id == provider_party_id for share in shares):
        raise SamePerson(id=provider_party_id)


def base_cents(*, coins: int, counter_value_cents: int, scale: int = 2) -> int:
    """Give the euro base of coins in cents at the counter-value of the day, rounded half up."""
    unit: int = 10**scale
    return (coins * counter_value_cents * 2 + unit) // (2 * unit)


def bases_of(shares: Sequence[Share], *, whole_cents: int) -> list[int]:
    """Give the euro base of each share in cents; together they are the base of the whole price, to the cent."""
    return split(total=whole_cents, weights=[share.coins for share in shares])


def moves_of(
    *, payers: Sequence[tuple[UUID, int]], provider_account_id: UUID, operator_account_id: UUID, provider_coins: int
) -> list[list[Move]]:
    """Give the movements of a session, a list per payer (account, coins): each is posted from that payer's reservation.

    Equal prices: straight from payer to provider. Otherwise everybody pays the network's own account, which pays the
    provider, with the first payer's. Over all lists every account but the operator's changes by its price.
    """
    if sum(coins for _account, coins in payers) == provider_coins:
        return [
            [Move(part=str(place), from_id=account, to_id=provider_account_id, amount=coins)]
            for place, (account, coins) in enumerate(payers)
        ]
    moves = [
        [Move(part=str(place), from_id=account, to_id=operator_account_id, amount=coins)]
        for place, (account, coins) in enumerate(payers)
    ]
    given = Move(part="given", from_id=operator_account_id, to_id=provider_account_id, amount=provider_coins)
    return [[*moves[0], given], *moves[1:]]
