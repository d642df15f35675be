"""Sharing a brokered supply out: which coins go from whom to whom, and what is left as a fee or bought by the operator.

In the broker role the supply is the provider's, straight to who pays. What is paid above what is earned is the
operator's fee; what is earned above what is paid the operator buys itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kennisruil.billing.rules.lots import share_of
from kennisruil.billing.rules.reversals import parts_of

# The wording that says what the operator asks for bringing both sides together.
FEE = "brokerage_fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Coins in minor units and their worth in cents, both positive."""

    coins: int
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What goes from one payer to one provider: the same coins and the same cents on both sides."""

    payer_id: UUID
    provider_id: UUID
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """A brokered supply shared out; ``fees`` per payer and ``bought`` per provider are the operator's own part."""

    pieces: tuple[Piece, ...]
    fees: Mapping[UUID, Amount]
    bought: Mapping[UUID, Amount]


def share_out(*, payers: Mapping[UUID, Amount], providers: Mapping[UUID, Amount]) -> Sharing:
    """Share out what ``payers`` pay over what ``providers`` earn, in whole minor units; all coins add up.

    A piece is worth what the provider earns for it, so that one document can stand for both sides.
    """
    paid = sum(each.coins for each in payers.values())
    earned = sum(each.coins for each in providers.values())
    through = min(paid, earned)
    if not through:
        return Sharing(pieces=(), fees=dict(payers), bought=dict(providers))
    given = parts_of(coins={key: each.coins for key, each in payers.items()}, share=through, whole=paid)
    taken = parts_of(coins={key: each.coins for key, each in providers.items()}, share=through, whole=earned)
    left = dict(providers)
    pieces: list[Piece] = []
    for payer_id, provider_id, coins in _meet(given, taken):
        rest = left[provider_id]
        cents = share_of(cents=rest.cents, part=coins, whole=rest.coins)
        left[provider_id] = Amount(coins=rest.coins - coins, cents=rest.cents - cents)
        pieces.append(Piece(payer_id=payer_id, provider_id=provider_id, amount=Amount(coins=coins, cents=cents)))
    fees = {
        key: Amount(coins=each.coins - given[key], cents=max(0, each.cents - _cents_of(pieces, key)))
        for key, each in payers.items()
    }
    return Sharing(
        pieces=tuple(pieces),
        fees={key: each for key, each in fees.items() if each.coins},
        bought={key: each for key, each in left.items() if each.coins},
    )


def _meet(given: Mapping[UUID, int], taken: Mapping[UUID, int]) -> list[tuple[UUID, UUID, int]]:
    """Let two lists of coins with one sum use each other up, in their order."""
    found: list[tuple[UUID, UUID, int]] = []
    open_coins = {key: coins for key, coins in taken.items() if coins}
    for payer_id, coins in given.items():
        left = coins
        for provider_id in list(open_coins):
            part = min(left, open_coins[provider_id])
            if not part:
                break
            found.append((payer_id, provider_id, part))
            left -= part
            open_coins[provider_id] -= part
            if not open_coins[provider_id]:
                del open_coins[provider_id]
    return found


def _cents_of(pieces: list[Piece], payer_id: UUID) -> int:
    return sum(piece.amount.cents for piece in pieces if piece.payer_id == payer_id)
