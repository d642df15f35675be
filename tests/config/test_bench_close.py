"""The bench of the close: the same documents twice, with a database and without."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent / "kennisruil"


@pytest.mark.slow
def test_bench_of_the_close_makes_the_same_forms_as_the_bare_loop() -> None:
    done = subprocess.run(
        [BIN, "bench", "close", "--members", "40", "--json"], capture_output=True, text=True, timeout=300
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for measured in (found["with_papers"], found["without_papers"]):
        assert measured["same_structured_forms"] is True
        assert (measured["close"]["documents"], measured["close"]["statements"]) == (24, 40)
        assert (measured["bare"]["documents"], measured["bare"]["statements"]) == (24, 40)
        assert measured["times_the_bare_loop"] > 0
