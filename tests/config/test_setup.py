"""./run and ./test say plainly what is missing."""

import subprocess
from pathlib import Path

import pytest

from tests.config.house import ROOT


def shell(command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", f"set -euo pipefail; source tools/setup.sh; {command}"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def stand_in(tmp_path: Path, *, script: str) -> str:
    """A program that stands where python3 would."""
    path = tmp_path / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_no_python_at_all() -> None:
    done = shell("find_python", PYTHON="/nowhere/python3")

    assert (done.returncode, done.stderr) == (
        3,
        "bash: python3 is missing: install it (on Debian: apt-get install python3 python3-venv).\n",
    )


def test_a_python_that_is_too_old(tmp_path: Path) -> None:
    python = stand_in(tmp_path, script='[ "$1" = -V ] && echo "Python 3.9.2"; exit 1')

    done = shell("find_python", PYTHON=python)

    assert done.returncode == 3
    assert f"Python 3.11 or newer is needed and {python} is 3.9.2" in done.stderr


def test_no_venv(tmp_path: Path) -> None:
    python = stand_in(tmp_path, script='case "$2" in *ensurepip*) exit 1;; esac; exit 0')

    done = shell("find_python", PYTHON=python)

    assert (done.returncode, done.stderr) == (
        3,
        "bash: python3-venv is missing: install it (on Debian: apt-get install python3-venv).\n",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "a package differs from the one"),
        ("Max retries exceeded with url: /simple/django/", "the package index cannot be reached"),
        ("PermissionError: [Errno 13] Permission denied: '.venv/bin'", "no permission to write in"),
        ("something else", "the packages could not be installed; the whole story is in var/setup.log."),
    ],
)
def test_what_pip_says_becomes_a_sentence(tmp_path: Path, words: str, sentence: str) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "setup.log").write_text(words + "\n")

    done = shell(f"cd {tmp_path}; explain_pip")

    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"bash: {sentence}")


def test_continuous_integration_runs_what_a_person_runs() -> None:
    assert "exec ./test\n" in (ROOT / ".ci" / "run").read_text()
