"""What all pictures share: the value handed to a page, two drawings of it, small SVG words, round steps for an axis."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

WIDE, NARROW = 720, 340
Write = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing for a wide screen and one for a phone, both SVG text, and the same numbers as rows of text.

    ``urls``: the page each row opens, in the order of the rows; none, or fewer than there are rows, where none does.
    """

    title: str
    wide: str
    narrow: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[str, ...] = ()

    @property
    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """The rows, each with the page it opens or nothing."""
        return list(zip_longest(self.urls, self.rows, fillvalue=""))  # type: ignore[arg-type]  # never more urls than rows


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of an SVG and its height in units of the view box."""

    inside: str
    height: int


def picture_of(
    *,
    key: str,
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    draw: Callable[[int], Drawing],
    urls: Sequence[str] = (),
) -> Picture:
    """Draw twice, ``WIDE`` and ``NARROW`` units wide; ``key`` is unique on its page and names the ids inside.

    With ``urls`` the drawing is a group of links rather than one image.
    """
    role = "group" if urls else "img"
    described = "; ".join(", ".join(row) for row in rows[:40])
    wide, narrow = (
        _svg(
            key=f"{key}-{name}",
            width=width,
            title=title,
            described=described,
            name=name,
            role=role,
            drawing=draw(width),
        )
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    cells = tuple(tuple(row) for row in rows)
    return Picture(title=title, wide=wide, narrow=narrow, head=tuple(head), rows=cells, urls=tuple(urls))


def _svg(*, key: str, width: int, title: str, described: str, name: str, role: str, drawing: Drawing) -> str:
    return (
        f'<svg class="drawing drawing--{name}" viewBox="0 0 {width} {drawing.height}" role="{role}" '
        f'aria-labelledby="{escape(key)}-title {escape(key)}-desc">'
        f'<title id="{escape(key)}-title">{escape(title)}</title>'
        f'<desc id="{escape(key)}-desc">{escape(described)}</desc>{drawing.inside}</svg>'
    )


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "start") -> str:
    """Write words at a point; ``kind`` adds a class, ``anchor`` is start, middle or end."""
    classes = f"drawing__text drawing__text--{kind}" if kind else "drawing__text"
    return f'<text class="{classes}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str = "rule") -> str:
    """Draw a straight line of a kind: rule, zero, limit."""
    return f'<line class="drawing__{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def bar(x: float, y: float, width: float, height: float, *, kind: str) -> str:
    """Draw a bar; what is not nil is at least a hair wide."""
    shown = max(width, 1.5) if width > 0 else 0.0
    return f'<rect class="drawing__{kind}" x="{x:.1f}" y="{y:.1f}" width="{shown:.1f}" height="{height:.1f}" rx="2"/>'


def dot(x: float, y: float, *, kind: str, radius: float = 5) -> str:
    """Draw a dot of a kind."""
    return f'<circle class="drawing__{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def shortened(words: str, most: int) -> str:
    """Cut words that would not fit, with an ellipsis."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def lines_of(words: str, *, most: int) -> list[str]:
    """Break words into lines of at most ``most`` letters; a longer word stands on a line of its own, whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def round_step(span: int, parts: int) -> int:
    """Give a step of 1, 2 or 5 times a power of ten that cuts ``span`` in at most ``parts``."""
    wanted, step = max(span / max(parts, 1), 1), 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= wanted:
                return step * factor
        step *= 10


def csv_of(picture: Picture) -> str:
    """Write the numbers of a picture as CSV with semicolons, as Belgian spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(picture.head)
    writer.writerows([_harmless(cell) for cell in row] for row in picture.rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula, unless it is a plain number."""
    starts = cell[:1] in "=+-@\t\r" and bool(cell)
    return f"'{cell}" if starts and not cell[1:].replace(".", "").replace(",", "").isdigit() else cell
