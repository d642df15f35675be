"""The bench of the close: the same documents twice, with a database and without."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent / "kennisruil"


@pytest.mark.slow
@pytest.mark.parametrize("papers", ["--papers", "--no-papers"])
def test_bench_of_the_close_makes_the_same_forms_as_the_bare_loop(papers: str) -> None:
    done = subprocess.run(
        [BIN, "bench", "close", "--members", "40", papers, "--json"], capture_output=True, text=True, timeout=300
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["same_structured_forms"] is True
    assert (found["close"]["documents"], found["close"]["statements"]) == (24, 40)
    assert (found["bare"]["documents"], found["bare"]["statements"]) == (24, 40)
    assert found["times_the_bare_loop"] > 0
