"""PostgreSQL's own measure beside ours: pgbench, TPC-B, prepared statements, a client in C."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kennisruil.config.bench.crew import Slice
from kennisruil.config.bench.ground import Ground
from kennisruil.config.server.programs import wheel_folder

_DATABASE = "tpcb"
_RATE = re.compile(r"tps = ([0-9.]+) \(without initial connection time\)")
_LATENCY = re.compile(r"latency average = ([0-9.]+) ms")


@dataclass(frozen=True, kw_only=True)
class TpcB:
    """A contender: ``clients`` of pgbench, on the scale that :func:`make_tpcb` made."""

    url: str
    clients: int

    def run(self, seconds: float) -> Slice:
        """Run for whole seconds, at least one."""
        lasting = str(max(1, round(seconds)))
        clients = ["--client", str(self.clients), "--jobs", str(min(self.clients, 2))]
        said = _pgbench("--no-vacuum", "--protocol", "prepared", *clients, "--time", lasting, self.url)
        rate, latency = _RATE.search(said), _LATENCY.search(said)
        assert rate and latency, said
        return Slice(per_second=float(rate[1]), seconds=[float(latency[1]) / 1000], cpu_seconds=0.0)

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
    done = subprocess.run(  # noqa: S603  # nosec B603
        [str(program), *arguments], check=True, capture_output=True, text=True, env={"LC_ALL": "C"}
    )
    return done.stdout
