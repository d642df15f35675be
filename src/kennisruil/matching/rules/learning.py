"""Weights of the search learnt from what people answered and the office judged; only proposed, a human takes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Weights = tuple[float, float, float, float]
Parts = Sequence[float]
# A pair: what speaks for the person who fitted, and for the one who did not, about one need.
Pairs = Sequence[tuple[Parts, Parts]]

# Each weight but the first is halved, kept or doubled, and the steps between: far enough to matter, near enough to
# stay sensible with some dozens of answers.
_STEPS = (0.5, 0.7, 1.0, 1.4, 2.0)
# Fewer needs than this say nothing, and a gain smaller than this is chance.
LEAST_NEEDS = 20
_LEAST_GAIN = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What came of it: the weights found, over how many needs and pairs, and the share of pairs in the right order.

    ``before`` and ``after`` are held out: each need is judged by weights found on the others.
    """

    weights: Weights
    needs: int
    pairs: int
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        """Whether the weights are worth taking: enough needs, and a gain that holds on needs they were not found on."""
        return self.needs >= LEAST_NEEDS and self.after >= self.before + _LEAST_GAIN


def learn(material: Mapping[str, Pairs], *, start: Weights) -> Learnt:
    """Find the weights that put most pairs in the right order, and how well that holds; ties stay near ``start``."""
    grid = sorted(_around(start), key=lambda weights: _distance(weights, start))
    right = {weights: {need: _right(pairs, weights) for need, pairs in material.items()} for weights in grid}
    pairs = sum(len(one) for one in material.values())
    held_out = 0
    for need in material:
        best = max(grid, key=lambda weights: sum(right[weights].values()) - right[weights][need])
        held_out += right[best][need]
    best = max(grid, key=lambda weights: sum(right[weights].values()))
    return Learnt(
        weights=best,
        needs=len(material),
        pairs=pairs,
        before=sum(right[start].values()) / max(pairs, 1),
        after=held_out / max(pairs, 1),
    )


def _around(start: Weights) -> Iterator[Weights]:
    first, *others = start
    for steps in product(_STEPS, repeat=3):
        second, third, fourth = (round(weight * step, 4) for weight, step in zip(others, steps, strict=True))
        yield (first, second, third, fourth)


def _distance(weights: Weights, start: Weights) -> float:
    return sum(abs(weight / kept - 1) for weight, kept in zip(weights, start, strict=True) if kept)


def _right(pairs: Pairs, weights: Weights) -> int:
    return sum(_score(better, weights) > _score(worse, weights) for better, worse in pairs)


def _score(parts: Parts, weights: Weights) -> float:
    return sum(part * weight for part, weight in zip(parts, weights, strict=True))
