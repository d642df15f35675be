"""``kennisruil serve`` as a process: it answers, mends itself, and leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.database import OwnDatabase


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int) -> int:
    """What the address answers; 0 where nobody does."""
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/static/nothing-here")
            return connection.getresponse().status
    except OSError:
        return 0


def until(condition: Callable[[], bool], *, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def children(pid: int) -> dict[int, str]:
    """The processes that ``pid`` started, with their command lines."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
            if parent == str(pid):
                found[int(path.name)] = (path / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


class Served:
    """A running ``kennisruil serve``."""

    def __init__(self, env: dict[str, str]) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            ["kennisruil", "serve", "--port", str(self.port), "--workers", "1"],
            env={**env, "KENNISRUIL_SECRET_KEY": "a key for this test only, long enough for nobody to mind"},
            stderr=subprocess.PIPE,
            text=True,
        )

    def part(self, words: str) -> int:
        return next((pid for pid, command in children(self.process.pid).items() if words in command), 0)

    def is_alive(self, pid: int) -> bool:
        try:
            return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False


@pytest.fixture
def served(own_database: OwnDatabase) -> Iterator[Served]:
    served = Served(own_database.env)
    yield served
    served.process.kill()
    served.process.communicate()


def test_serves_until_told_to_stop(served: Served) -> None:
    answered = until(lambda: status(served.port) == 404)

    served.process.send_signal(signal.SIGTERM)
    _, said = served.process.communicate(timeout=30)

    assert answered
    assert served.process.returncode == 0
    assert f"Kennisruil is at http://127.0.0.1:{served.port}/ (Ctrl-C stops it)" in said
    assert status(served.port) == 0


def test_a_killed_worker_comes_back(served: Served) -> None:
    assert until(lambda: served.part("config.worker") != 0)
    first = served.part("config.worker")

    os.kill(first, signal.SIGKILL)

    assert until(lambda: served.part("config.worker") not in (0, first))


def test_kill_of_the_program_takes_its_parts_along(served: Served) -> None:
    assert until(lambda: status(served.port) == 404)
    parts = [served.part("config.worker"), served.part("granian")]

    served.process.kill()
    served.process.wait()

    assert until(lambda: not any(served.is_alive(pid) for pid in parts))
    assert until(lambda: status(served.port) == 0)


def test_a_port_in_use_is_named(own_database: OwnDatabase) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            ["kennisruil", "serve", "--port", port], env=own_database.env, capture_output=True, text=True, check=False
        )

    assert done.returncode == 3
    assert done.stderr == (
        f"kennisruil: Port {port} is in use by another program:"
        " stop it, or choose another with --port or KENNISRUIL_PORT.\n"
    )


@pytest.mark.parametrize("url", ["admin_url", "owner_url"])
def test_serving_as_a_mightier_role_is_refused(own_database: OwnDatabase, url: str) -> None:
    env = {**own_database.env, "DATABASE_URL": getattr(own_database, url)}

    done = subprocess.run(
        ["kennisruil", "serve", "--port", str(free_port())], env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 3
    assert "DATABASE_URL must name kr_app" in done.stderr
