"""``kennisruil serve --set-up``: from an empty home to a first page, also after a kill half way."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.config.test_serve import free_port, status, until


@pytest.mark.slow
def test_a_first_start_killed_in_the_demo_is_finished_by_the_second(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")} | {
        "KENNISRUIL_HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = ["kennisruil", "serve", "--set-up", "--port", str(port), "--workers", "1"]

    killed = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    assert until((home / "demo-unfinished").exists, seconds=120)
    time.sleep(2)
    killed.kill()
    killed.wait()
    served = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    answered = until(lambda: status(port) == 404, seconds=300)
    served.terminate()
    _, said = served.communicate(timeout=60)
    checked = subprocess.run(["kennisruil", "check"], env=env, capture_output=True, text=True, check=False)

    assert answered
    assert "The demo network was not finished last time; making it again" in said
    assert checked.returncode == 0, checked.stdout
