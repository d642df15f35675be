"""The home of the embedded server: where it is, and what is said when it cannot be made."""

import subprocess
import sys
from pathlib import Path

import pytest

from kennisruil.config.server import Server, ServerProblem, home
from kennisruil.config.server.postmaster import check_space
from kennisruil.config.server.problems import from_log


def test_home_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KENNISRUIL_HOME", str(tmp_path / "here"))
    named = home()
    monkeypatch.delenv("KENNISRUIL_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert (named, home()) == (tmp_path / "here", tmp_path / "data" / "kennisruil")


def test_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ServerProblem, match="is not a folder"):
        Server(tmp_path / "file" / "home").start()


def test_folder_without_permission_is_named(tmp_path: Path) -> None:
    """As root nothing is forbidden, so there the question is asked as nobody."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    code = f"""
import os, sys
from pathlib import Path
from kennisruil.config.server import Server, ServerProblem
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Server(Path({str(closed / "home")!r})).start()
except ServerProblem as problem:
    print(problem)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.startswith(f"No permission to make {closed / 'home'}: choose another folder with KENNISRUIL_HOME")


def test_full_disk_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ServerProblem, match=r"has \d+ MB free and the database needs .* MB: free some space"):
        check_space(tmp_path, needed_bytes=2**60)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("FATAL:  could not write lock file: No space left on device", "The disk (or /dev/shm) is full"),
        ("FATAL:  could not open file: Permission denied", "The database files are not all readable"),
        ("FATAL:  database files are incompatible with server", "The database files were made by another version"),
        ("FATAL:  something never seen", "PostgreSQL could not start and said: FATAL:  something never seen"),
    ],
)
def test_the_servers_own_words_become_one_sentence(words: str, sentence: str) -> None:
    assert str(from_log(words, log=Path("/x/log"))).startswith(sentence)
