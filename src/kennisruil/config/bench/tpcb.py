"""PostgreSQL's own measure beside ours: pgbench, TPC-B, prepared statements, a client in C."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kennisruil.config.bench.crew import Slice
from kennisruil.config.bench.ground import Ground
from kennisruil.config.server.programs import wheel_folder

_DATABASE = "tpcb"
_FOUND = re.compile(r"latency average = ([0-9.]+) ms.*tps = ([0-9.]+) \(without initial connection time\)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class TpcB:
    """A contender: ``clients`` of pgbench, on the scale that :func:`make_tpcb` made."""

    url: str
    clients: int

    def run(self, seconds: float) -> Slice:
        """Run for whole seconds, at least one; longer where the machine is too busy to end one transaction in it."""
        clients = ["--client", str(self.clients), "--jobs", str(min(self.clients, 2))]
        found = None
        for lasting in (max(1, round(seconds)), 5, 25):
            said = _pgbench("--no-vacuum", "--protocol", "prepared", *clients, "--time", str(lasting), self.url)
            if (found := _FOUND.search(said)) is not None:
                break
        assert found is not None, said
        return Slice(per_second=float(found[2]), seconds=[float(found[1]) / 1000], cpu_seconds=0.0)

    def close(self) -> None:
        """Nothing stays behind."""


def make_tpcb(ground: Ground, *, scale: int) -> str:
    """Fill a database of pgbench's own (100,000 accounts for each unit of ``scale``) and give its address."""
    with ground.admin("postgres") as admin:
        admin.execute(f"CREATE DATABASE {_DATABASE}")
    url = ground.url("kr_admin", _DATABASE)
    _pgbench("--initialize", "--quiet", "--scale", str(scale), url)
    return url


def _pgbench(*arguments: str) -> str:
    program = Path(wheel_folder()) / "pgbench"
    done = subprocess.run(  # noqa: S603  # nosec B603  # our own command, no words of others
        [str(program), *arguments], check=True, capture_output=True, text=True, env={"LC_ALL": "C"}
    )
    return done.stdout
