"""What a plan does to balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.brokerage.rules.rounds.field import Field, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Balances before and after per party that takes part, and what is out of balance before and after; minor units."""

    before: Mapping[UUID, int]
    after: Mapping[UUID, int]
    unbalanced_before: int
    unbalanced_after: int


def sums_of(field: Field, links: Sequence[Link]) -> Sums:
    """Add up what ``links`` do: who gives earns the price, who receives pays it; the sum of all stays."""
    before = {one.key: one.balance for one in field.standings}
    after = dict(before)
    for link in links:
        after[link.provider_party] += field.price
        after[link.recipient_party] -= field.price
    part = {key for link in links for key in (link.provider_party, link.recipient_party)}
    return Sums(
        before={key: value for key, value in before.items() if key in part},
        after={key: value for key, value in after.items() if key in part},
        unbalanced_before=sum(abs(value) for value in before.values()),
        unbalanced_after=sum(abs(value) for value in after.values()),
    )
