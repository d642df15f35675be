"""Install a peer, start its program and give it orders."""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennisruil.config.bench.crew import Contender, Slice
from kennisruil.config.bench.ground import Ground
from kennisruil.config.server import ServerProblem

# Name, the program beside this file, and what is installed for it, in the versions that were measured.
PEERS = {
    "django-hordak": ("hordak_client.py", ("django-hordak==2.0.0", "Django==5.2.19", "psycopg[binary]==3.3.9")),
    "django-ledger": ("django_ledger_client.py", ("django-ledger==0.8.5", "Django==5.2.19", "psycopg[binary]==3.3.9")),
}


@dataclass(frozen=True, kw_only=True)
class Remote:
    """A peer's running program, as a contender of ``clients`` clients."""

    program: "subprocess.Popen[str]"
    clients: int
    hot: bool

    def begin(self) -> "Remote":
        """Let it fork its clients."""
        _order(self.program, {"clients": self.clients, "hot": self.hot})
        return self

    def run(self, seconds: float) -> Slice:
        """Let them work."""
        return Slice(**_order(self.program, {"seconds": seconds}))

    def close(self) -> None:
        """The next order ends these clients; the program itself goes with :func:`peers_beside`."""


@contextmanager
def peers_beside(
    ground: Ground, *, folder: Path, say: Callable[[str], None]
) -> Iterator[dict[str, Callable[[int, bool], Contender]]]:
    """Install what is missing into ``folder``, start each peer on a database of its own, stop them after."""
    programs: dict[str, subprocess.Popen[str]] = {}
    try:
        for name in PEERS:
            python = _installed(name, folder / name, say)
            say(f"Setting up {name} (not timed)")
            programs[name] = _started(ground, name, python)
        yield {name: _opening(program) for name, program in programs.items()}
    finally:
        for program in programs.values():
            program.communicate()


def _opening(program: "subprocess.Popen[str]") -> Callable[[int, bool], Contender]:
    return lambda clients, hot: Remote(program=program, clients=clients, hot=hot).begin()


def _installed(name: str, folder: Path, say: Callable[[str], None]) -> Path:
    """:raises ServerProblem: it cannot be installed; the last line of the installer says why."""
    python, mark = folder / "bin" / "python", folder / "installed"
    wanted = PEERS[name][1]
    if mark.exists() and mark.read_text() == " ".join(wanted):
        return python
    say(f"Installing {name} in {folder}")
    venv.create(folder, clear=True, with_pip=True)
    done = subprocess.run(  # noqa: S603  # nosec B603  # our own command, no words of others
        [str(python), "-m", "pip", "install", "--quiet", *wanted], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ServerProblem(f"{name} cannot be installed: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    mark.write_text(" ".join(wanted))
    return python


def _started(ground: Ground, name: str, python: Path) -> "subprocess.Popen[str]":
    database = name.replace("-", "_")
    with ground.admin("postgres") as admin:
        admin.execute(f"CREATE DATABASE {database}")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "DATABASE", "KENNISRUIL"))}
    program = subprocess.Popen(  # noqa: S603  # nosec B603  # our own command, no words of others
        [str(python), "-W", "ignore", str(Path(__file__).with_name(PEERS[name][0]))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=sys.stderr,
        text=True,
        env={**kept, "BENCH_DATABASE_URL": ground.url("kr_admin", database)},
    )
    _answer(program)
    return program


def _order(program: "subprocess.Popen[str]", order: dict[str, Any]) -> dict[str, Any]:
    assert program.stdin is not None
    program.stdin.write(json.dumps(order) + "\n")
    program.stdin.flush()
    return _answer(program)


def _answer(program: "subprocess.Popen[str]") -> dict[str, Any]:
    """:raises ServerProblem: the peer fell over; its own words were printed."""
    assert program.stdout is not None
    line = program.stdout.readline()
    if not line:
        raise ServerProblem(f"A peer stopped with exit code {program.wait()}; its own words are above.")
    found: dict[str, Any] = json.loads(line)
    return found
