"""Flows: who gave to whom, and how concepts walk the pathway."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kennisruil.shared.pictures.frame import Drawing, Picture, Write, bar, picture_of, shortened, text

COLOURS = 6


@dataclass(frozen=True, slots=True)
class Stream:
    """What went from one to another, minor units above zero."""

    giver: str
    receiver: str
    amount: int


def who_gave_to_whom(
    *,
    key: str,
    title: str,
    flows: Sequence[tuple[str, str, int]],
    head: tuple[str, str, str],
    write: Write,
    rest_text: str,
    most_names: int = 9,
) -> Picture:
    """Draw streams from givers (left) to receivers (right); ``flows`` are (giver, receiver, minor units > 0).

    A side with more than ``most_names`` names gathers its smallest under ``rest_text``.
    """
    streams = gathered(flows=flows, rest_text=rest_text, most_names=most_names)

    def draw(width: int) -> Drawing:
        return _sankey(streams=streams, head=head, width=width)

    rows = [(giver, receiver, write(amount)) for giver, receiver, amount in sorted(flows, key=lambda flow: -flow[2])]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)


def totals_of(pairs: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Add up by name, the largest first."""
    sums: defaultdict[str, int] = defaultdict(int)
    for name, amount in pairs:
        sums[name] += amount
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def gathered(*, flows: Sequence[tuple[str, str, int]], rest_text: str, most_names: int) -> list[Stream]:
    """Add up by pair, the smallest names of a side as ``rest_text``."""

    def kept(pairs: list[tuple[str, int]]) -> set[str]:
        names = list(totals_of(pairs))
        return set(names if len(names) <= most_names else names[: most_names - 1])

    givers, receivers = kept([(g, n) for g, _r, n in flows]), kept([(r, n) for _g, r, n in flows])
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for giver, receiver, amount in flows:
        sums[giver if giver in givers else rest_text, receiver if receiver in receivers else rest_text] += amount
    return [Stream(giver, receiver, amount) for (giver, receiver), amount in sorted(sums.items())]


def places(*, totals: dict[str, int], scale: float, gap: float, top: float, height: float) -> dict[str, float]:
    """Give the upper edge of each name's block, the whole set in the middle of the height."""
    used = sum(totals.values()) * scale + gap * (len(totals) - 1)
    edge, found = top + (height - used) / 2, {}
    for name, amount in totals.items():
        found[name] = edge
        edge += amount * scale + gap
    return found


def _sankey(*, streams: list[Stream], head: tuple[str, str, str], width: int) -> Drawing:
    left, right = (totals_of([(getattr(s, side), s.amount) for s in streams]) for side in ("giver", "receiver"))
    rows, gap, top = max(len(left), len(right), 1), 12.0, 30.0
    height = rows * 36.0
    scale = (height - gap * (rows - 1)) / max(sum(left.values()), 1)
    names, letters = (188, 25) if width > 500 else (92, 11)
    x1, x2 = float(names), float(width - names)
    from_y = places(totals=left, scale=scale, gap=gap, top=top, height=height)
    to_y = places(totals=right, scale=scale, gap=gap, top=top, height=height)
    colour = {name: index % COLOURS + 1 for index, name in enumerate(left)}
    parts = [text(x1, 14, head[0], kind="strong", anchor="end"), text(x2, 14, head[1], kind="strong")]
    parts += streams_drawn(
        streams=streams, from_y=dict(from_y), to_y=dict(to_y), scale=scale, x=(x1, x2), colour=colour
    )
    for name, amount in left.items():
        parts.append(bar(x1 - 7, from_y[name], 7, max(amount * scale, 1.5), kind=f"series-{colour[name]}"))
        middle = from_y[name] + amount * scale / 2
        parts.append(text(x1 - 14, middle + 4, shortened(name, letters), kind="name", anchor="end"))
    for name, amount in right.items():
        parts.append(bar(x2, to_y[name], 7, max(amount * scale, 1.5), kind="end"))
        parts.append(text(x2 + 14, to_y[name] + amount * scale / 2 + 4, shortened(name, letters), kind="name"))
    return Drawing("".join(parts), round(top + height + 6))


def streams_drawn(
    *,
    streams: list[Stream],
    from_y: dict[str, float],
    to_y: dict[str, float],
    scale: float,
    x: tuple[float, float],
    colour: dict[str, int],
    links: Mapping[tuple[str, str], tuple[str, str]] | None = None,
) -> list[str]:
    """Draw the streams from the top down on both sides, so that they cross as little as the order allows.

    ``links``: by giver and receiver, the page a stream opens and its name; the table has the same for the keyboard.
    """
    order_left, order_right = list(from_y), list(to_y)
    starts: dict[Stream, float] = {}
    for stream in sorted(streams, key=lambda s: (order_left.index(s.giver), order_right.index(s.receiver))):
        starts[stream] = from_y[stream.giver]
        from_y[stream.giver] += stream.amount * scale
    parts, middle = [], (x[0] + x[1]) / 2
    for stream in sorted(streams, key=lambda s: (order_right.index(s.receiver), order_left.index(s.giver))):
        thick = max(stream.amount * scale, 1.5)
        y1, y2 = starts[stream] + stream.amount * scale / 2, to_y[stream.receiver] + stream.amount * scale / 2
        to_y[stream.receiver] += stream.amount * scale
        path = (
            f'<path class="drawing__stream drawing__stream--{colour[stream.giver]}" stroke-width="{thick:.1f}" '
            f'd="M{x[0]:.1f} {y1:.1f} C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x[1]:.1f} {y2:.1f}"/>'
        )
        parts.append(_opening(path, (links or {}).get((stream.giver, stream.receiver))))
    return parts


def _opening(path: str, link: tuple[str, str] | None) -> str:
    if link is None:
        return path
    url, name = (escape(each) for each in link)
    return f'<a href="{url}" tabindex="-1" aria-label="{name}"><title>{name}</title>{path}</a>'


def pathway_flow(
    *, key: str, title: str, stages: Sequence[tuple[str, int, int]], head: tuple[str, str, str], stopped_text: str
) -> Picture:
    """Draw how many concepts stand in each stage; ``stages`` are (name, here now or further, stopped here).

    ``stopped_text`` carries ``{count}``.
    """
    most = max([1, *(count for _name, count, _stopped in stages)])

    def draw(width: int) -> Drawing:
        return _side_by_side(width) if width > 500 else _below_each_other(width)

    def _side_by_side(width: int) -> Drawing:
        step, middle, tall = width / max(len(stages), 1), 92.0, 110.0
        parts = []
        for index, (name, count, stopped) in enumerate(stages):
            x, half = step * index, max(tall * count / most / 2, 2)
            following = max(tall * stages[index + 1][1] / most / 2, 2) if index + 1 < len(stages) else half
            parts += [
                _narrowing(x=x, step=step, middle=middle, half=half, following=following),
                bar(x, middle - half, 3, 2 * half, kind="flow-edge"),
                text(x + 12, middle + 7, str(count), kind="count"),
                text(x, 18, shortened(name, int(step / 7.5)), kind="strong"),
                text(x, 174, stopped_text.format(count=stopped) if stopped else "", kind="axis"),
            ]
        return Drawing("".join(parts), 184)

    def _below_each_other(width: int) -> Drawing:
        parts = []
        for index, (name, count, stopped) in enumerate(stages):
            y = index * 52
            parts += [
                text(0, y + 14, name, kind="strong"),
                text(width, y + 14, stopped_text.format(count=stopped) if stopped else "", kind="axis", anchor="end"),
                bar(0, y + 21, (width - 44) * count / most, 20, kind="given"),
                text((width - 44) * count / most + 8, y + 36, str(count), kind="strong"),
            ]
        return Drawing("".join(parts), len(stages) * 52)

    rows = [(name, str(count), str(stopped)) for name, count, stopped in stages]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)


def _narrowing(*, x: float, step: float, middle: float, half: float, following: float) -> str:
    """Draw one stage of the pathway, flowing into the height of the next."""
    end, bend, turn = x + step, x + step * 0.8, x + step * 0.62
    upper = (
        f"M{x:.1f} {middle - half:.1f} H{turn:.1f} C{bend:.1f} {middle - half:.1f} {bend:.1f} {middle - following:.1f}"
    )
    lower = (
        f"C{bend:.1f} {middle + following:.1f} {bend:.1f} {middle + half:.1f} {turn:.1f} {middle + half:.1f} H{x:.1f} Z"
    )
    right = f"{end:.1f} {middle - following:.1f} V{middle + following:.1f}"
    return f'<path class="drawing__flow" d="{upper} {right} {lower}"/>'
