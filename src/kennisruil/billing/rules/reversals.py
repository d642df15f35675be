"""Taking back a part of a supply: which part of each side, so that coins stay whole and parts add up."""

from collections.abc import Mapping
from uuid import UUID

from kennisruil.billing.rules.lots import share_of


def parts_of(*, coins: Mapping[UUID, int], share: int, whole: int) -> dict[UUID, int]:
    """Give ``share`` out of ``whole`` of several amounts, in whole minor units that add up to the share of their sum.

    What rounding leaves goes to the largest amounts first.
    """
    total = share_of(cents=sum(coins.values()), part=share, whole=whole)
    parts = {key: amount * share // whole for key, amount in coins.items()}
    by_size = sorted(coins, key=lambda key: (-coins[key], str(key)))
    for key in by_size[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
