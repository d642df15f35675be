"""The bench of the ledger: clients in step, honest medians, a table, a picture; and all of it once, small."""

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

from kennisruil.config.bench.chart import chart
from kennisruil.config.bench.crew import Crew, Slice, Work
from kennisruil.config.bench.peers.remote import PEERS
from kennisruil.config.bench.rows import Rounds, Row, interleaved, table

BIN = Path(sys.executable).parent / "kennisruil"
NAMES = [
    "single_1", "single_4", "single_16", "hot_16", "batch_100", "batch_1000", "batch_8000", "balance_growth",
    "statement_growth",
]  # fmt: skip


def sleeping(number: int) -> Work:
    return Work(server=os.getpid(), once=lambda: time.sleep(0.005))


def preparing(number: int) -> Work:
    def prepare() -> Callable[[], None]:
        time.sleep(0.02)
        return lambda: time.sleep(0.005)

    return Work(server=os.getpid(), prepare=prepare)


def did(*rates: float) -> list[Slice]:
    return [Slice(per_second=rate, seconds=[1 / rate], cpu_seconds=0.001) for rate in rates]


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def run(self, seconds: float) -> Slice:
        self.times += 1
        return did(self.times)[0]

    def close(self) -> None:
        self.times = -1


def test_a_crew_works_together_and_tells_every_call() -> None:
    crew = Crew(sleeping, count=3, warm_up=1)

    found = crew.run(0.2)

    crew.close()
    assert min(found.seconds) >= 0.005
    assert 0 < found.per_second <= 3 / 0.005
    assert len(found.seconds) > 6


def test_a_crew_does_not_time_what_is_prepared() -> None:
    crew = Crew(preparing, count=1, warm_up=1)

    found = crew.run(0.2)

    crew.close()
    assert found.per_second == pytest.approx(len(found.seconds) / sum(found.seconds))
    assert sum(found.seconds) < 0.15


def test_a_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    ours, limit = did(80, 10, 300), did(100, 100, 100)
    rounds = Rounds(slices=[{"ours": a, "limit": b} for a, b in zip(ours, limit, strict=True)])

    row = rounds.row("single_1", ours="ours", other="limit", says="ours to the limit", items=10)

    assert (row.ratio, row.ratios) == (0.8, [0.8, 0.1, 3.0])
    assert (row.ours_per_second, row.other_per_second) == (800, 1000)
    assert (row.p50_ms, row.p99_ms, row.cpu_ms) == (12.5, 100, 0.1)


def test_rounds_are_interleaved_and_the_seldom_ones_seldom() -> None:
    often, seldom = Counted(), Counted()

    found = interleaved({"a": often, "b": seldom}, rounds=6, seconds=0, every={"b": 3})

    assert (often.times, seldom.times) == (6, 2)
    assert [sorted(one) for one in found.slices] == [["a", "b"], ["a"], ["a"]] * 2


def test_the_table_has_a_line_for_each_row() -> None:
    text = table([Row(name="single_1", ratio=0.876, says="ours to the limit", ours_per_second=1234.4)])

    head, line = text.splitlines()
    assert head.split() == [
        "name", "ratio", "ours/s", "other/s", "p50", "ms", "p99", "ms", "CPU", "ms", "what", "the", "ratio", "says",
    ]  # fmt: skip
    assert line.split() == ["single_1", "0.88", "1,234", "ours", "to", "the", "limit"]


def test_the_chart_is_a_picture_with_a_name_and_every_bar() -> None:
    picture = ElementTree.fromstring(chart([Row(name=name, ratio=0.5, says="") for name in NAMES]))

    space = "{http://www.w3.org/2000/svg}"
    assert picture.find(f"{space}title") is not None
    assert len(picture.findall(f"{space}rect")) == 7
    assert "16 clients, one hot account" in [text.text for text in picture.iter(f"{space}text")]


@pytest.mark.parametrize("name", list(PEERS))
def test_peers_are_pinned_and_their_programs_there(name: str) -> None:
    program, wanted = PEERS[name]

    assert all("==" in one for one in wanted)
    assert wanted[0].startswith(name)
    assert (Path(sys.modules["kennisruil.config.bench.peers.remote"].__file__ or "").parent / program).exists()


@pytest.mark.slow
def test_the_whole_bench_runs_small(tmp_path: Path) -> None:
    rows, picture = tmp_path / "rows.json", tmp_path / "chart.svg"

    done = subprocess.run(
        [BIN, "bench", "ledger", "--quick", "--json", rows, "--chart", picture],
        capture_output=True, text=True, timeout=1_800, env={**os.environ, "KENNISRUIL_HOME": str(tmp_path / "home")},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = {row["name"]: row["ratio"] for row in json.loads(rows.read_text())["rows"]}
    assert set(NAMES) <= set(found)
    assert all(ratio > 0 for ratio in found.values())
    assert picture.read_text().startswith("<svg")
    assert done.stdout.startswith("name ")


@pytest.mark.slow
def test_a_history_is_imported_closed_and_checked(tmp_path: Path) -> None:
    rows = tmp_path / "history.json"

    done = subprocess.run(
        [BIN, "bench", "ledger", "--history", "5000", "--json", rows],
        capture_output=True, text=True, timeout=1_800, env={**os.environ, "KENNISRUIL_HOME": str(tmp_path / "home")},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert list(json.loads(rows.read_text())["steps"]) == ["import", "close", "check"]
