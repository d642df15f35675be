"""The ratios as a picture: bars beside the line that the database itself draws."""

from collections.abc import Sequence

from kennisruil.config.bench.rows import Row

# Name, what the bar says, and the least it must be.
_BARS = (
    ("single_1", "1 client", 0.80), ("single_4", "4 clients", None), ("single_16", "16 clients", 0.80),
    ("hot_16", "16 clients, one hot account", 0.75), ("batch_100", "batches of 100", None),
    ("batch_1000", "batches of 1,000", 0.45), ("batch_8000", "batches of 8,000", 0.45),
)  # fmt: skip
_SVG = "http://www.w3.org/2000/svg"
_FOOT = "Singles to one function without checks, batches to a bare COPY; the mark is what we promise."
_LEFT, _WIDE, _HIGH = 210, 380, 26
_STYLE = (
    "text{font:13px sans-serif;fill:#1f2933}.bar{fill:#2f6f5e}.least{stroke:#b4531f;stroke-width:2}"
    ".one{stroke:#52606d;stroke-dasharray:4 3}.small{font-size:11px;fill:#52606d}"
    "@media(prefers-color-scheme:dark){text{fill:#e4e7eb}.bar{fill:#5fb49c}.small{fill:#9aa5b1}}"
)


def chart(rows: Sequence[Row]) -> str:
    """An SVG of the rows that have a bar: ours to the limit (batches: to a bare COPY); 1.0 is the database itself."""
    by_name = {row.name: row for row in rows}
    bars = [(by_name[name], label, least) for name, label, least in _BARS if name in by_name]
    high = 58 + _HIGH * len(bars)
    most = max(1.05, *(row.ratio for row, _, _ in bars))
    parts = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 {_LEFT + _WIDE + 60} {high}" role="img" aria-labelledby="title">',
        '<title id="title">How near the ledger comes to the database itself</title>',
        f"<style>{_STYLE}</style>",
    ]
    for number, (row, label, least) in enumerate(bars):
        parts += _bar(label, row.ratio, least, top=14 + _HIGH * number, scale=_WIDE / most)
    foot = 14 + _HIGH * len(bars)
    one = _LEFT + _WIDE / most
    parts += [
        f'<line class="one" x1="{one:.0f}" y1="6" x2="{one:.0f}" y2="{foot}"/>',
        f'<text class="small" x="{one:.0f}" y="{foot + 14}" text-anchor="middle">the database itself</text>',
        f'<text class="small" x="8" y="{foot + 32}">{_FOOT}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(label: str, ratio: float, least: float | None, *, top: int, scale: float) -> list[str]:
    parts = [
        f'<text x="8" y="{top + 15}">{label}</text>',
        f'<rect class="bar" x="{_LEFT}" y="{top + 2}" width="{ratio * scale:.0f}" height="{_HIGH - 8}" rx="2"/>',
        f'<text x="{_LEFT + ratio * scale + 6:.0f}" y="{top + 15}">{ratio:.2f}</text>',
    ]
    if least is not None:
        x = _LEFT + least * scale
        parts.append(f'<line class="least" x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{top + _HIGH - 4}"/>')
    return parts
