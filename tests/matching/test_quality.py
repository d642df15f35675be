"""How good the ranking is on judged needs: floors that no change may fall through (see tests/data/matching)."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from kennisruil.config.bench.finding import SETS, lines_of, names_only, rankings, tell_profiles
from kennisruil.matching import queries
from kennisruil.matching.actions import make_vectors
from kennisruil.matching.queries.search import USUAL, Reach
from kennisruil.matching.rules import asked, model
from kennisruil.matching.rules.measures import Figures, judged_from, mean, per_need
from tests.factories import in_a_network

pytestmark = pytest.mark.django_db


@contextmanager
def told(name: str = "development") -> Iterator[tuple[UUID, dict[UUID, str]]]:
    """A network in which the people of a set have told what they can do."""
    with in_a_network() as network:
        people = tell_profiles(network_id=network.pk, profiles=lines_of(SETS / name / "profiles.jsonl"))
        make_vectors(network_id=network.pk, member_ids=list(people))
        yield network.pk, people


def figures(network_id: UUID, people: dict[UUID, str], name: str, reach: Reach = USUAL) -> Figures:
    needs, judged = lines_of(SETS / name / "needs.jsonl"), (SETS / name / "qrels.txt").read_text().splitlines()
    run = rankings(network_id=network_id, people=people, needs=needs, reach=reach)
    return mean(per_need(names_only(run), judged_from(judged)))


def test_default_installation_ranks_above_its_floors() -> None:
    with told() as (network_id, people):
        usual, own = (figures(network_id, people, name) for name in ("development", "own"))
        left_out, bare = (
            figures(network_id, people, "own", reach) for reach in (Reach(leave_out=1), Reach(with_themes=False))
        )
        without = figures(network_id, people, "development", Reach(with_themes=False))
        words = figures(network_id, people, "development", Reach(by_words_alone=True, with_themes=False))

    assert (usual.ndcg >= 0.52, usual.best_in_3 >= 0.60, own.ndcg >= 0.69) == (True, True, True)
    # A need whose own theme is missing is found better than without themes.
    assert left_out.ndcg >= bare.ndcg + 0.04
    # The model without our themes, and full text alone: what the trials found before us.
    assert (without.ndcg >= 0.40, 0.14 <= words.ndcg <= 0.18) == (True, True)


@pytest.mark.slow
def test_people_and_needs_that_nobody_looked_at_are_ranked_better_with_themes() -> None:
    """Held out: nothing was chosen by these; the floors say what was found, not what was hoped for."""
    with told("second") as (network_id, people):
        usual = figures(network_id, people, "second")
        bare = figures(network_id, people, "second", Reach(with_themes=False))
        words = figures(network_id, people, "second", Reach(by_words_alone=True, with_themes=False))

    assert (usual.ndcg >= 0.355, usual.ndcg >= bare.ndcg + 0.08, bare.ndcg >= words.ndcg + 0.1) == (True,) * 3


@pytest.mark.slow
def test_extra_model_ranks_above_its_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENNISRUIL_MODEL", "e5")
    model.installed.cache_clear()
    queries.asked_for.cache_clear()
    try:
        with told() as (network_id, people):
            usual = figures(network_id, people, "development")
    finally:
        monkeypatch.undo()
        model.installed.cache_clear()
        queries.asked_for.cache_clear()

    assert (usual.ndcg >= 0.60, usual.best_in_3 >= 0.63) == (True, True)


@pytest.mark.parametrize("key", ["use", "e5"])
def test_sample_that_comes_with_the_program_is_of_these_themes_and_this_model(key: str) -> None:
    import numpy as np

    with np.load(f"src/kennisruil/matching/data/sample-{key}.npz") as kept:
        assert str(kept["fingerprint"]) == asked.fingerprint(
            model.Model(key=key, name=model.name_of(key), encode=_never)
        )


def _never(_texts: object, _is_question: bool) -> object:
    raise AssertionError("nothing is encoded here")
