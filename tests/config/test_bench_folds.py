"""``kennisruil bench brokerage --folds``: the settings it weighs are those of the search."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.config.bench import folding
from kennisruil.config.bench.finding import SETS, judged_of, lines_of, names_only, needs_of, rankings, tell_profiles
from kennisruil.matching.actions import make_vectors
from kennisruil.matching.queries.search import USUAL, Reach
from kennisruil.matching.rules.measures import figures_of, per_need
from tests.factories import in_a_network

if TYPE_CHECKING:
    from kennisruil.matching.rules.folds import Setting

BIN = Path(sys.executable).parent / "kennisruil"
DEVELOPMENT = SETS / "development"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=14))
def test_many_needs_at_once_are_measured_as_one_is(people: list[tuple[int, int]]) -> None:
    import numpy as np

    grades, scores = (np.array([[row[nr] for row in people]], dtype=float) for nr in (0, 1))
    order = sorted(range(len(people)), key=lambda nr: -people[nr][1])
    one = figures_of([str(nr) for nr in order], {str(nr): grade for nr, (grade, _score) in enumerate(people) if grade})

    assert folding._ndcg(scores, grades).tolist() == pytest.approx([one.ndcg])


def test_setting_in_use_is_one_of_those_that_are_weighed() -> None:
    kept = folding.kept_setting()

    assert (kept[:2] in folding._PULLS, kept[2:] in folding._WEIGHTS) == (True, True)


def test_several_sets_count_alike_whatever_their_size_and_their_ids() -> None:
    other: Setting = (0.5, 0.0, 0.5, 4.0, 0.5)
    few = {folding.kept_setting(): dict.fromkeys("abcde", 1.0), other: dict.fromkeys("abcde", 0.0)}
    many = {setting: dict.fromkeys("abcdefghij", 0.5) for setting in few}

    found = folding.folded({"few": few, "many": many})

    assert (found["kept"]["mean"], found["fitted"], found["is_stable"]) == pytest.approx((0.75, 0.75, True))
    assert found["sets"] == {"few": {"held_out": 1.0, "kept": 1.0}, "many": {"held_out": 0.5, "kept": 0.5}}
    assert [fold["needs"] for fold in found["folds"]] == [3] * 5


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_weighed_ranks_as_the_search_does(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = folding.kept_setting()
    monkeypatch.setattr(folding, "_PULLS", (kept[:2],))
    needs, judged = needs_of(DEVELOPMENT / "needs.jsonl")[:8], judged_of(DEVELOPMENT / "qrels.txt")
    judged = {need["id"]: judged[need["id"]] for need in needs}
    with in_a_network() as network:
        people = tell_profiles(network_id=network.pk, profiles=lines_of(DEVELOPMENT / "profiles.jsonl"))
        make_vectors(network_id=network.pk, member_ids=list(people))
        values = folding.values_of(network_id=network.pk, people=people, needs=needs, judged=judged)
        ways = [
            per_need(names_only(rankings(network_id=network.pk, people=people, needs=needs, reach=reach)), judged)
            for reach in (USUAL, Reach(leave_out=1))
        ]

    assert values[kept] == pytest.approx({need: sum(way[need].ndcg for way in ways) / 2 for need in judged})


@pytest.mark.slow
def test_command_says_what_each_fold_chose_and_measured(tmp_path: Path) -> None:
    needs = (DEVELOPMENT / "needs.jsonl").read_text(encoding="utf-8").splitlines()[:10]
    lines = (DEVELOPMENT / "qrels.txt").read_text(encoding="utf-8").splitlines()
    for name, rows in (("needs", needs), ("qrels", [line for line in lines if line[:3] < "d11"])):
        (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    asked = [BIN, "bench", "brokerage", "--folds", "--json", "--model", "use", "--needs", tmp_path / "needs"]
    asked += ["--profiles", DEVELOPMENT / "profiles.jsonl"]

    unjudged, done = (
        subprocess.run([*asked, *more], capture_output=True, text=True)
        for more in ((), ("--qrels", tmp_path / "qrels"))
    )

    assert (unjudged.returncode, unjudged.stderr) == (2, "kennisruil: Name the judgements with --qrels.\n")
    found = json.loads(done.stdout)["folds"]
    assert [fold["needs"] for fold in found["folds"]] == [2] * 5
    assert found["fitted"] >= found["kept"]["mean"] >= 0.4
    assert all(0.3 <= one <= found["fitted"] for one in found["held_out"])
