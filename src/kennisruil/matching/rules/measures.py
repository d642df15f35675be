"""How good a ranking is: the usual measures of retrieval, and whether one is really better than another."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What was judged of a need: person -> 3 best, 2 clearly helpful, 1 adjacent, 0 not.
Grades = Mapping[str, int]
_DEPTH = 10
_CLEARLY = 2
_BEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a ranking of one need (or the mean over many) is worth, each from 0 to 1.

    ``ndcg``: normalised discounted cumulative gain of the first ten, gain 2^grade - 1 (Järvelin & Kekäläinen 2002).
    ``best_in_3``: a best person among the first three. ``best_first``: a best person first. ``recall``: of the clearly
    helpful, how many among the first ten. ``reciprocal``: one over the place of the first clearly helpful one.
    """

    ndcg: float
    best_in_3: float
    best_first: float
    recall: float
    reciprocal: float


def figures_of(ranking: Sequence[str], grades: Grades) -> Figures:
    """Measure one ranking."""
    ideal = _gained(sorted(grades.values(), reverse=True))
    clearly = {person for person, grade in grades.items() if grade >= _CLEARLY}
    found = [grades.get(person, 0) for person in ranking]
    first = next((place for place, grade in enumerate(found, 1) if grade >= _CLEARLY), None)
    return Figures(
        ndcg=_gained(found) / ideal if ideal else 0.0,
        best_in_3=float(_BEST in found[:3]),
        best_first=float(found[:1] == [_BEST]),
        recall=len(clearly & set(ranking[:_DEPTH])) / len(clearly) if clearly else 0.0,
        reciprocal=1 / first if first else 0.0,
    )


def _gained(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:_DEPTH], 1)))


def per_need(run: Mapping[str, Sequence[str]], judged: Mapping[str, Grades]) -> dict[str, Figures]:
    """Measure a ranking of each judged need; a need without a ranking counts as nothing."""
    return {need: figures_of(run.get(need, ()), grades) for need, grades in judged.items()}


def mean(figures: Mapping[str, Figures]) -> Figures:
    """Give the mean over needs."""
    many = list(figures.values())
    names = Figures.__slots__
    return Figures(**{name: sum(getattr(one, name) for one in many) / max(len(many), 1) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much better one ranking is than another in ndcg: the mean, its 95 % interval, and the share below nothing."""

    mean: float
    low: float
    high: float
    chance: float


def paired_bootstrap(
    ours: Mapping[str, Figures], theirs: Mapping[str, Figures], *, times: int = 10_000, seed: int = 7
) -> Difference:
    """Draw the needs again and again and see how the difference in ndcg holds (Sakai 2006); same seed, same answer."""
    gaps = [ours[need].ndcg - theirs[need].ndcg for need in sorted(ours)]
    draw = random.Random(seed)  # noqa: S311  # a measurement, no secret  # nosec B311
    means = sorted(sum(draw.choices(gaps, k=len(gaps))) / len(gaps) for _time in range(times))
    return Difference(
        mean=sum(gaps) / len(gaps),
        low=means[int(times * 0.025)],
        high=means[int(times * 0.975)],
        chance=sum(one <= 0 for one in means) / times,
    )


def judged_from(lines: Sequence[str]) -> dict[str, dict[str, int]]:
    """Read judgements of the form ``need 0 person grade``, one a line."""
    judged: dict[str, dict[str, int]] = {}
    for line in lines:
        if line.strip():
            need, _zero, person, grade = line.split()
            judged.setdefault(need, {})[person] = int(grade)
    return judged


def run_lines(run: Mapping[str, Sequence[tuple[str, float]]], *, tag: str) -> list[str]:
    """Write rankings as a TREC run: ``need Q0 person rank score tag``."""
    return [
        f"{need} Q0 {person} {rank} {score:.6f} {tag}"
        for need, found in run.items()
        for rank, (person, score) in enumerate(found, 1)
    ]
