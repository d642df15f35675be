"""Cross-validation: each need is measured by values that were chosen on the other needs. No Django."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# How the search may be set: any tuple of numbers.
Setting = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """One fold: its needs, the setting chosen on all others, the mean over its needs by that and by the one in use."""

    needs: tuple[str, ...]
    setting: Setting
    held_out: float
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What a cross-validation found.

    ``held_out``: need -> its value by the setting of its fold. ``best``: the setting that is best on all needs, and
    ``fitted`` the mean it reaches there; ``kept`` the mean of the setting in use. A setting in use that was chosen on
    these needs stands where ``fitted`` does; what such choosing is worth elsewhere is the mean of ``held_out``.
    """

    folds: tuple[Fold, ...]
    held_out: Mapping[str, float]
    best: Setting
    fitted: float
    kept: float

    @property
    def is_stable(self) -> bool:
        """Whether every fold chose the same."""
        return len({fold.setting for fold in self.folds}) == 1


def folds_of(sets: Sequence[Sequence[str]], *, count: int = 5, seed: int = 7) -> list[tuple[str, ...]]:
    """Deal the needs of several sets into folds, each set evenly, by chance; same seed, same folds."""
    draw = random.Random(seed)  # noqa: S311  # a measurement, no secret  # nosec B311
    folds: list[list[str]] = [[] for _fold in range(count)]
    for needs in sets:
        dealt = sorted(needs)
        draw.shuffle(dealt)
        for place, need in enumerate(dealt):
            folds[place % count].append(need)
    return [tuple(sorted(fold)) for fold in folds]


def cross_validate(
    values: Mapping[Setting, Mapping[str, float]],
    *,
    folds: Sequence[Sequence[str]],
    counts: Mapping[str, float],
    kept: Setting,
) -> Folded:
    """Choose a setting for each fold on all other folds, and measure it on that fold.

    ``values``: setting -> need -> how good it is. ``counts``: how much a need counts. Of settings that are as good the
    one that lies nearest to ``kept`` is chosen.
    """
    nearest = sorted(values, key=lambda setting: (_distance(setting, kept), setting))
    found, held_out = [], {}
    for fold in folds:
        others = [need for other in folds if other is not fold for need in other]
        chosen = max(nearest, key=lambda setting: _mean(values[setting], others, counts))
        held_out.update({need: values[chosen][need] for need in fold})
        figures = (_mean(values[setting], fold, counts) for setting in (chosen, kept))
        found.append(Fold(needs=tuple(fold), setting=chosen, held_out=next(figures), kept=next(figures)))
    every = [need for fold in folds for need in fold]
    best = max(nearest, key=lambda setting: _mean(values[setting], every, counts))
    return Folded(
        folds=tuple(found),
        held_out=held_out,
        best=best,
        fitted=_mean(values[best], every, counts),
        kept=_mean(values[kept], every, counts),
    )


def _mean(values: Mapping[str, float], needs: Sequence[str], counts: Mapping[str, float]) -> float:
    return sum(values[need] * counts[need] for need in needs) / max(sum(counts[need] for need in needs), 1e-12)


def _distance(setting: Setting, kept: Setting) -> float:
    return sum(abs(one - two) / (abs(two) or 1.0) for one, two in zip(setting, kept, strict=True))
