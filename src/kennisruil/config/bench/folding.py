"""The weights of the search by cross-validation: each judged need ranked by every setting, its parts found once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kennisruil.matching.rules.folds import Folded, Setting

    Grid = NDArray[np.float64]

# What is chosen: how far a need is drawn to its themes, the step learnt from all, and what the whole, the words met and
# the words lent by themes weigh beside the best statement. How many the first stage passes on is not among them: of
# some dozens of people it passes on everybody.
NAMES = ("towards", "step", "whole", "words", "lent")
_PULLS = tuple(product((0.5, 0.75, 1.0), (0.0, 0.15, 0.3)))
_WEIGHTS = tuple(product((0.5, 0.7, 1.0, 1.4, 2.0), (4.0, 5.6, 8.0, 11.0, 16.0), (0.5, 0.7, 1.0, 1.4, 2.0)))
# Each need counts by half as it is, by half as if the theme it is found by had never been written: the themes were
# written by who had read the needs.
_LEFT_OUT = (0, 1)
_DEPTH = 10
# One dealing of the needs is told fold by fold; the mean over ten says how much of it is chance.
_DEALS = tuple(range(7, 17))
WAYS = len(_PULLS) * len(_LEFT_OUT)


def values_of(
    *,
    network_id: UUID,
    people: Mapping[UUID, str],
    needs: Sequence[Mapping[str, Any]],
    judged: Mapping[str, Mapping[str, int]],
    on_progress: Callable[[], None] = lambda: None,
) -> "dict[Setting, dict[str, float]]":
    """Give for each setting and judged need how well it ranks (nDCG@10). Inside a network's scope.

    The parts of every person's score are asked of the database once for each pull; the rest is weighing.
    """
    import numpy as np

    asked = [need for need in needs if need["id"] in judged]
    names = sorted(people.values())
    grades = np.array([[judged[need["id"]].get(name, 0) for name in names] for need in asked])
    found: dict[Setting, Grid] = {}
    for pull in _PULLS:
        for left_out in _LEFT_OUT:
            parts = _parts(network_id, people, asked, names, pull=pull, left_out=left_out)
            on_progress()
            for weights in _WEIGHTS:
                scores = np.round(parts @ np.array((1.0, *weights)), 5)
                share = _ndcg(scores, grades) / len(_LEFT_OUT)
                found[*pull, *weights] = found.get((*pull, *weights), np.zeros(len(asked))) + share
    ids = [need["id"] for need in asked]
    return {setting: dict(zip(ids, values.tolist(), strict=True)) for setting, values in found.items()}


def _parts(
    network_id: UUID,
    people: Mapping[UUID, str],
    needs: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    *,
    pull: tuple[float, float],
    left_out: int,
) -> "Grid":
    """What speaks for each person (in the order of ``names``, which is that of ties) about each need."""
    import numpy as np

    from kennisruil.matching.queries import candidates_for
    from kennisruil.matching.queries.search import Reach
    from kennisruil.matching.rules.asked import Pull

    reach = Reach(pull=Pull(towards=pull[0], step=pull[1]), leave_out=left_out, first=max(len(names), 1))
    place = {name: nr for nr, name in enumerate(names)}
    parts = np.full((len(needs), len(names), 4), -1e6)
    for nr, need in enumerate(needs):
        asked = {"text": need["text"], "sought": need.get("sought") or "", "language": need.get("lang") or "nl"}
        for one in candidates_for(network_id=network_id, **asked, limit=len(names), reach=reach):
            parts[nr, place[people[one.member_id]]] = one.parts
    return parts


def _ndcg(scores: "Grid", grades: "Grid") -> "Grid":
    """As ``matching.rules.measures`` measures it, of many needs at once."""
    import numpy as np

    worth = 1 / np.log2(np.arange(2, _DEPTH + 2))
    gains = 2.0**grades - 1
    order = np.argsort(-scores, axis=1, kind="stable")[:, :_DEPTH]
    got = np.take_along_axis(gains, order, axis=1)
    ideal = -np.sort(-gains, axis=1)[:, :_DEPTH]
    most = ideal @ worth[: ideal.shape[1]]
    reached: Grid = np.divide(got @ worth[: got.shape[1]], most, out=np.zeros(len(most)), where=most > 0)
    return reached


def kept_setting() -> "Setting":
    """Give the setting that the search uses."""
    from kennisruil.matching.queries.search import WEIGHTS
    from kennisruil.matching.rules.asked import USUAL_PULL

    return (USUAL_PULL.towards, USUAL_PULL.step, *WEIGHTS[1:])


def folded(sets: "Mapping[str, Mapping[Setting, Mapping[str, float]]]") -> dict[str, Any]:
    """Cross-validate over the needs of several sets together; every set counts alike."""
    ids = {name: list(next(iter(values.values()))) for name, values in sets.items()}
    # Two sets may use the same ids.
    counts = {f"{name} {need}": 1 / len(own) for name, own in ids.items() for need in own}
    values: dict[Setting, dict[str, float]] = {}
    for name, own in sets.items():
        for setting, measured in own.items():
            values.setdefault(setting, {}).update({f"{name} {need}": one for need, one in measured.items()})
    deals = list(_deals(values, [[f"{name} {need}" for need in own] for name, own in ids.items()], counts))
    first, kept = deals[0], values[kept_setting()]
    return {
        "names": NAMES,
        "settings": len(values),
        "needs": {name: len(own) for name, own in ids.items()},
        "folds": [{**asdict(fold), "needs": len(fold.needs)} for fold in first.folds],
        "is_stable": first.is_stable,
        "best": first.best,
        "fitted": first.fitted,
        "kept": {"setting": kept_setting(), "mean": first.kept},
        "held_out": [_weighed(deal.held_out, counts) for deal in deals],
        "sets": {
            name: {
                "held_out": sum(deal.held_out[f"{name} {need}"] for deal in deals for need in own)
                / len(own)
                / len(deals),
                "kept": sum(kept[f"{name} {need}"] for need in own) / len(own),
            }
            for name, own in ids.items()
        },
    }


def _deals(
    values: "Mapping[Setting, Mapping[str, float]]", sets: Sequence[Sequence[str]], counts: Mapping[str, float]
) -> "Iterator[Folded]":
    from kennisruil.matching.rules.folds import cross_validate, folds_of

    for seed in _DEALS:
        yield cross_validate(values, folds=folds_of(sets, seed=seed), counts=counts, kept=kept_setting())


def _weighed(values: Mapping[str, float], counts: Mapping[str, float]) -> float:
    return sum(value * counts[need] for need, value in values.items()) / sum(counts.values())
