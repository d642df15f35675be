"""``kennisruil bench brokerage`` as a person runs it: on files of another hand, and with the plans of its search."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kennisruil.config.bench.finding import SETS, lines_of

BIN = Path(sys.executable).parent / "kennisruil"
PEOPLE = SETS / "development" / "profiles.jsonl"


def bench(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN, "bench", "brokerage", *map(str, arguments)], capture_output=True, text=True)


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.slow
def test_other_ids_and_fewer_fields_give_the_same_order_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    profiles, needs = lines_of(PEOPLE), lines_of(SETS / "development" / "needs.jsonl")[:3]
    other = [{**row, "id": 1000 - nr, "sector": None} for nr, row in enumerate(profiles)]
    other += [{"id": "silent"}, {"id": "empty", "skills_job": [], "wants": "Zingen", "lang": "de", "name": None}]
    runs = []
    for people, asked in ((profiles, needs), (other, [{**need, "id": f"x-{need['id']}"} for need in needs])):
        files = written(tmp_path / "people", people), written(tmp_path / "needs", asked)
        done = bench("--profiles", files[0], "--needs", files[1], "--run", tmp_path / "run", "--model", "use")
        assert done.returncode == 0, done.stderr
        runs.append([line.split() for line in (tmp_path / "run").read_text().splitlines()])

    names = {row["id"]: str(1000 - nr) for nr, row in enumerate(profiles)}
    first, second = (
        {need: [row[2] for row in run if row[0] == need] for need in {row[0] for row in run}} for run in runs
    )
    # Who ties is put in order by name, and the names are other ones: the best are the same.
    assert {need: [names[one] for one in found[:10]] for need, found in first.items()} == {
        need.removeprefix("x-"): found[:10] for need, found in second.items()
    }
    assert all(len(row) == 6 and row[1] == "Q0" for run in runs for row in run)
    assert not {"silent", "empty"} & {row[2] for row in runs[1]}


def test_unusable_files_are_refused_in_a_sentence_before_any_database_is_made(tmp_path: Path) -> None:
    twice = written(tmp_path / "twice", [{"id": "a"}, {"id": "a"}])

    done = bench("--profiles", twice, "--needs", SETS / "own" / "needs.jsonl", "--run", tmp_path / "run")

    assert (done.returncode, done.stderr.strip()) == (2, f"kennisruil: {twice}, line 2: the id a stands on line 1 too.")


@pytest.mark.slow
def test_search_reads_no_statements_from_end_to_end_and_people_by_their_signs() -> None:
    done = bench("--people", "3000", "--no-rounds", "--json", "--model", "use")
    assert done.returncode == 0, done.stderr

    [speed] = json.loads(done.stdout)["speed"]
    scans = speed["scans"]
    assert (scans["matching_knowhow"], scans["matching_statementvector"]) == (0, 0)
    # Once for who said something near, and again for everybody else where those are few.
    assert 1 <= scans["matching_personvector_codes"] <= 2
    # Once for each of the six themes nearest to the need.
    assert 1 <= scans["matching_statementvector_codes"] <= 6
    assert scans["matching_knowhow_words_nl"] > 10
    # Nothing is gathered by what every statement of a network shares.
    assert not {"matching_knowhow_action_id_ix", "matching_knowhow_network_id_key"} & scans.keys()
    assert speed["kept_by_first_stage"] >= 0.9
