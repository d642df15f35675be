"""A balance over time: above the line there is credit, below it something still to give."""

from collections.abc import Sequence
from html import escape

from kennisruil.shared.pictures.frame import Drawing, Picture, Write, dot, line, picture_of, round_step, text

HEIGHT, TOP, BOTTOM, LEFT = 230, 22, 34, 52
# How near words and a curve may come, and how wide half a short word is.
_NEAR, _WORD = 30, 60


def balance_line(
    *,
    key: str,
    title: str,
    points: Sequence[tuple[str, int]],
    head: tuple[str, str],
    write: Write,
    above_text: str,
    below_text: str,
    floor: int | None = None,
    floor_text: str = "",
) -> Picture:
    """Draw the balance at each month's end; ``points`` are (label, minor units), oldest first, at least one."""

    def draw(width: int) -> Drawing:
        axis = _Axis(values=[value for _label, value in points], floor=floor, width=width, count=len(points))
        return Drawing(
            _ground(key=key, axis=axis, width=width, write=write)
            + _floor(axis=axis, width=width, points=points, words=floor_text)
            + _curve(key=key, axis=axis, width=width, points=points)
            + _words(axis=axis, width=width, points=points, write=write, sides=(above_text, below_text)),
            HEIGHT,
        )

    rows = [(label, write(value)) for label, value in points]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)


class _Axis:
    """Where a month and a value lie on the paper."""

    def __init__(self, *, values: list[int], floor: int | None, width: int, count: int) -> None:
        lowest = min([0, *values] + ([floor] if floor is not None else []))
        highest = max([0, *values])
        self.step = round_step(max(highest - lowest, 1), 4)
        self.low = lowest // self.step * self.step
        self.high = max(-(-highest // self.step) * self.step, self.low + self.step)
        self.width, self.count, self.floor = width, count, floor

    def x(self, index: int) -> float:
        # A first month stands where the last one does: at the right, below its words.
        return LEFT + (index + (self.count == 1)) * (self.width - LEFT - 14) / max(self.count - 1, 1)

    def y(self, value: int) -> float:
        return TOP + (self.high - value) * (HEIGHT - TOP - BOTTOM) / (self.high - self.low)


def _ground(*, key: str, axis: _Axis, width: int, write: Write) -> str:
    zero, name = axis.y(0), f"{escape(key)}-{width}"
    clips = (
        f'<clipPath id="{name}-above"><rect x="0" y="0" width="{width}" height="{zero:.1f}"/></clipPath>'
        f'<clipPath id="{name}-below"><rect x="0" y="{zero:.1f}" width="{width}" height="{HEIGHT}"/></clipPath>'
    )
    rules = "".join(
        line(LEFT, axis.y(value), width, axis.y(value), kind="zero" if value == 0 else "rule")
        + text(LEFT - 8, axis.y(value) + 4, write(value), kind="axis", anchor="end")
        for value in range(axis.low, axis.high + 1, axis.step)
    )
    return clips + rules


def _floor(*, axis: _Axis, width: int, points: Sequence[tuple[str, int]], words: str) -> str:
    if axis.floor is None:
        return ""
    foot = axis.y(axis.floor)
    x, anchor = _clear_of_the_curve(axis=axis, foot=foot, width=width, points=points)
    return line(LEFT, foot, width, foot, kind="limit") + text(x, foot - 5, words, kind="axis", anchor=anchor)


def _clear_of_the_curve(
    *, axis: _Axis, foot: float, width: int, points: Sequence[tuple[str, int]]
) -> tuple[float, str]:
    """Give where the word of the limit is not run through: at the right, else nearer to the middle."""
    for x, anchor in ((width - 4.0, "end"), (width * 0.7, "middle"), (width * 0.5, "middle")):
        near = [axis.y(value) for index, (_label, value) in enumerate(points) if abs(axis.x(index) - x) < _WORD]
        if all(foot - y > _NEAR for y in near):
            return x, anchor
    return width - 4.0, "end"


def _curve(*, key: str, axis: _Axis, width: int, points: Sequence[tuple[str, int]]) -> str:
    spots = [(axis.x(index), axis.y(value)) for index, (_label, value) in enumerate(points)]
    along = " L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    area = f"M{spots[0][0]:.1f} {axis.y(0):.1f} L{along} L{spots[-1][0]:.1f} {axis.y(0):.1f} Z"
    name = f"{escape(key)}-{width}"
    return "".join(
        f'<g clip-path="url(#{name}-{side})"><path class="drawing__area drawing__area--{side}" d="{area}"/>'
        f'<path class="drawing__curve drawing__curve--{side}" d="M{along}"/></g>'
        for side in ("above", "below")
    ) + "".join(
        dot(x, y, kind="above" if value >= 0 else "below", radius=2.5 if index < len(spots) - 1 else 6)
        for index, ((x, y), (_label, value)) in enumerate(zip(spots, points, strict=True))
    )


def _beside(axis: _Axis, value: int) -> int:
    """Give how far from the last dot its amount stands: above it, or below what is to give where there is room."""
    foot = axis.y(axis.low if axis.floor is None else max(axis.floor, axis.low))
    return 24 if value < 0 and foot - axis.y(value) > _NEAR else -13


def _words(*, axis: _Axis, width: int, points: Sequence[tuple[str, int]], write: Write, sides: tuple[str, str]) -> str:
    every = max(1, -(-len(points) // (9 if width > 500 else 4)))
    last = len(points) - 1
    shown = [index for index in range(len(points)) if (last - index) % every == 0]
    months = "".join(
        text(axis.x(index), HEIGHT - 10, points[index][0], kind="axis", anchor="end" if index == last else "middle")
        for index in shown
    )
    value = points[-1][1]
    now = text(width - 4, axis.y(value) + _beside(axis, value), write(value), kind="strong", anchor="end")
    above = text(LEFT + 6, TOP + 6, sides[0], kind="above") if axis.high > 0 and axis.y(0) > TOP + 10 else ""
    # Above the limit's line, where there is one, so that no line runs through the words.
    foot = axis.y(axis.floor) if axis.floor is not None else HEIGHT - BOTTOM
    below = text(LEFT + 6, foot - 8, sides[1], kind="below") if axis.low < 0 else ""
    return months + now + above + below
