"""Single transfers: 1, 4 and 16 clients, random accounts and one hot one, beside the limit and others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kennisruil.config.bench import contenders
from kennisruil.config.bench.crew import Contender, Crew, Work
from kennisruil.config.bench.ground import Ground
from kennisruil.config.bench.rows import Row, interleaved
from kennisruil.config.bench.tpcb import TpcB

CASES = (
    ("single_1", 1, False), ("single_4", 4, False), ("single_16", 16, False),
    ("hot_1", 1, True), ("hot_4", 4, True), ("hot_16", 16, True),
)  # fmt: skip
# What has no bar is measured less often.
_SELDOM = 12

# Makes a contender for so many clients, on random accounts or one hot one.
Made = Callable[[int, bool], Contender]


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How long to measure: ``rounds`` of ``seconds`` for each contender."""

    rounds: int
    seconds: float


def measure_singles(
    ground: Ground, *, sizes: Sizes, tpcb_url: str, peers: Mapping[str, Made], say: Callable[[str], None]
) -> list[Row]:
    """Measure every case; the peers' rows of one client on random accounts carry their bare names."""
    rows: list[Row] = []
    for name, clients, hot in CASES:
        say(f"Single transfers: {clients} at once, {'one hot account' if hot else 'random accounts'}")
        rows += _one_case(ground, name, clients, hot, sizes=sizes, tpcb_url=tpcb_url, peers=peers)
    return rows


def _one_case(
    ground: Ground, name: str, clients: int, hot: bool, *, sizes: Sizes, tpcb_url: str, peers: Mapping[str, Made]
) -> list[Row]:
    def crew(make: Callable[..., Callable[[int], Work]]) -> Crew:
        return Crew(make(ground, hot=hot), count=clients)

    fields: dict[str, Contender] = {
        "ours": crew(contenders.ours),
        "limit": crew(contenders.limit),
        "atomic": crew(contenders.in_a_scope),
        "sum": crew(contenders.sum_over_history),
        "cursor": crew(contenders.limit_by_cursor),
    }
    if not hot:
        fields["tpcb"] = TpcB(url=tpcb_url, clients=clients)
    fields |= {peer: make(clients, hot) for peer, make in peers.items()}
    seldom = dict.fromkeys(fields.keys() - {"ours", "limit"}, _SELDOM)
    try:
        found = interleaved(fields, rounds=sizes.rounds, seconds=sizes.seconds, every=seldom)
    finally:
        for one in fields.values():
            one.close()
    suffix = name.removeprefix("single_")
    rows = [
        found.row(name, ours="ours", other="limit", says="ours to the limit"),
        found.row(
            f"atomic_{suffix}", ours="atomic", other="limit", says="ours in a transaction with a scope, to the limit"
        ),
        found.row(f"sum_{suffix}", ours="ours", other="sum", says="ours to a sum over history"),
    ]
    says = "ours to the limit called by psycopg's cursor"
    rows.append(found.row(f"cursor_{suffix}", ours="ours", other="cursor", says=says))
    if not hot:
        rows.append(found.row(f"tpcb_{suffix}", ours="ours", other="tpcb", says="ours to pgbench's TPC-B"))
    return rows + [
        found.row(peer if suffix == "1" else f"{peer}_{suffix}", ours="ours", other=peer, says=f"ours to {peer}")
        for peer in peers
    ]
