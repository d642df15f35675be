"""A measurement's row, how it comes about from interleaved rounds, and the table."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kennisruil.config.bench.crew import Contender, Slice


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table; ``says`` tells what ``ratio`` compares: ours a second over the other's, or times.

    Rates are a second, latencies and CPU are of one call of ours, in milliseconds; 0 where it makes no sense.
    """

    name: str
    ratio: float
    says: str
    ours_per_second: float = 0.0
    other_per_second: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    cpu_ms: float = 0.0
    ratios: list[float] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def interleaved(contenders: dict[str, Contender], *, rounds: int, seconds: float, every: dict[str, int]) -> "Rounds":
    """Let every contender work in each round (or every so many rounds), in an order that turns each time."""
    found: list[dict[str, Slice]] = []
    for number in range(rounds):
        names = [name for name in contenders if number % every.get(name, 1) == 0]
        turned = names[number % len(names) :] + names[: number % len(names)]
        found.append({name: contenders[name].run(seconds) for name in turned})
    return Rounds(slices=found)


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """What each contender did in each round."""

    slices: Sequence[dict[str, Slice]]

    def row(self, name: str, *, ours: str, other: str, says: str, items: int = 1) -> Row:
        """The median of the rounds' ratios of ``ours`` to ``other``; ``items`` is what one call books."""
        both = [one for one in self.slices if ours in one and other in one]
        ratios = [one[ours].per_second / one[other].per_second for one in both]
        calls = sorted(second for one in both for second in one[ours].seconds)
        return Row(
            name=name,
            ratio=statistics.median(ratios),
            says=says,
            ours_per_second=items * statistics.median(one[ours].per_second for one in both),
            other_per_second=items * statistics.median(one[other].per_second for one in both),
            p50_ms=1000 * calls[len(calls) // 2],
            p99_ms=1000 * calls[min(len(calls) - 1, len(calls) * 99 // 100)],
            cpu_ms=1000 / items * statistics.median(one[ours].cpu_seconds for one in both),
            ratios=[round(ratio, 4) for ratio in ratios],
        )


def table(rows: Sequence[Row]) -> str:
    """The rows as text, a column for each figure."""
    head = ("name", "ratio", "ours/s", "other/s", "p50 ms", "p99 ms", "CPU ms", "what the ratio says")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, len(head) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    def or_nothing(value: float, form: str) -> str:
        return format(value, form) if value else ""

    return (
        row.name, f"{row.ratio:.2f}", or_nothing(row.ours_per_second, ",.0f"), or_nothing(row.other_per_second, ",.0f"),
        or_nothing(row.p50_ms, ".2f"), or_nothing(row.p99_ms, ".2f"), or_nothing(row.cpu_ms, ".3f"), row.says,
    )  # fmt: skip
