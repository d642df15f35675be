"""The whole measurement of the ledger, from the machine's own figures to the last row."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kennisruil.config.bench import batches, contenders, machine, reads, singles, tpcb
from kennisruil.config.bench.ground import open_ground
from kennisruil.config.bench.peers.remote import peers_beside
from kennisruil.config.bench.rows import Row, table
from kennisruil.config.bench.singles import Sizes
from kennisruil.config.server import Server, read_card


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much of everything; :data:`WHOLE` takes some minutes, :data:`QUICK` some seconds and says little."""

    singles: Sizes
    batches: Sizes
    accounts: int
    tpcb_scale: int
    most_entries: int
    read_rounds: int
    fsync_seconds: float


WHOLE = Plan(
    # Short rounds and many: what else the machine does then hits both sides of a ratio alike.
    singles=Sizes(rounds=96, seconds=0.15),
    batches=Sizes(rounds=15, seconds=0.1),
    accounts=1_000,
    tpcb_scale=10,
    most_entries=1_000_000,
    read_rounds=15,
    fsync_seconds=1.0,
)
QUICK = Plan(
    singles=Sizes(rounds=1, seconds=0.05),
    batches=Sizes(rounds=1, seconds=0.05),
    accounts=50,
    tpcb_scale=1,
    most_entries=10_000,
    read_rounds=2,
    fsync_seconds=0.1,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was measured, and on what kind of machine."""

    rows: list[Row]
    fsyncs_per_second: float
    sha256s_per_second: float
    more: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "rows": [row.as_data() for row in self.rows]}

    def as_text(self) -> str:
        """For a person."""
        return (
            f"{table(self.rows)}\n\nThis machine: {self.fsyncs_per_second:,.0f} fsync/s,"
            f" {self.sha256s_per_second:,.0f} sha256/s a core. Ratios are medians of rounds,"
            " both sides of each within a second on the same server; durable commits throughout."
        )


def measure_ledger(server: Server, *, plan: Plan, peers_folder: Path | None, say: Callable[[str], None]) -> Found:
    """Measure everything on ``server``, which is migrated; with ``peers_folder`` the peers are installed there.

    :raises ServerProblem: a peer cannot be installed or falls over.
    """
    card = read_card(server.folder)
    assert card is not None, "the server runs"
    ground = open_ground(server, accounts=plan.accounts)
    contenders.make_tables(ground)
    url = tpcb.make_tpcb(ground, scale=plan.tpcb_scale)
    fsyncs = [machine.fsyncs_per_second(card.place, seconds=plan.fsync_seconds)]
    with ExitStack() as stack:
        peers = stack.enter_context(peers_beside(ground, folder=peers_folder, say=say)) if peers_folder else {}
        rows = singles.measure_singles(ground, sizes=plan.singles, tpcb_url=url, peers=peers, say=say)
    rows += batches.measure_batches(ground, sizes=plan.batches, say=say)
    rows += reads.measure_reads(ground, most=plan.most_entries, rounds=plan.read_rounds, say=say)
    fsyncs.append(machine.fsyncs_per_second(card.place, seconds=plan.fsync_seconds))
    return Found(
        rows=rows, fsyncs_per_second=sum(fsyncs) / len(fsyncs), sha256s_per_second=machine.sha256s_per_second()
    )
