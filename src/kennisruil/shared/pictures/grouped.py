"""Flows between groups: as who gave to whom, with room for long names, amounts, and a page behind each stream."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennisruil.shared.pictures.flows import COLOURS, Stream, gathered, places, streams_drawn, totals_of
from kennisruil.shared.pictures.frame import Drawing, Picture, Write, bar, lines_of, picture_of, shortened, text

# What all blocks of a side are high together, and the height of a line of text, in units of the view box.
_BLOCKS, _LINE, _TOP = 200.0, 15.0, 44.0
# A stream carries its amount when it is at least so thick.
_THICK = 13.0


@dataclass(frozen=True, slots=True)
class GroupStream:
    """What one group gave to another (minor units above zero, in so many sessions), and the page with its list."""

    giver: str
    receiver: str
    amount: int
    times: int
    url: str


@dataclass(frozen=True, slots=True)
class _Room:
    """The room for names beside the blocks: its width, letters on a line, lines."""

    width: int
    letters: int
    lines: int

    @property
    def gap(self) -> float:
        """The space between two blocks, in which the names of thin ones stand clear of each other."""
        return (self.lines + 1) * _LINE + 2


def groups_gave(
    *,
    key: str,
    title: str,
    flows: Sequence[GroupStream],
    head: tuple[str, str, str, str],
    write: Write,
    rest_text: str,
    most_names: int = 9,
) -> Picture:
    """Draw streams from groups that gave (left) to groups that received (right); each opens its page, as its row does.

    A side with more than ``most_names`` groups gathers its smallest under ``rest_text``.
    """
    pairs = [(flow.giver, flow.receiver, flow.amount) for flow in flows]
    streams = gathered(flows=pairs, rest_text=rest_text, most_names=most_names)
    links = {
        (flow.giver, flow.receiver): (flow.url, f"{flow.giver} → {flow.receiver}: {write(flow.amount)}")
        for flow in flows
    }

    def draw(width: int) -> Drawing:
        room = _Room(185, 24, 2) if width > 500 else _Room(104, 13, 3)
        return _drawn(streams=streams, links=links, head=head, width=width, room=room, write=write, rest_text=rest_text)

    ordered = sorted(flows, key=lambda flow: -flow.amount)
    rows = [(flow.giver, flow.receiver, write(flow.amount), str(flow.times)) for flow in ordered]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw, urls=[flow.url for flow in ordered])


def _drawn(
    *,
    streams: list[Stream],
    links: dict[tuple[str, str], tuple[str, str]],
    head: tuple[str, str, str, str],
    width: int,
    room: _Room,
    write: Write,
    rest_text: str,
) -> Drawing:
    left, right = (
        _rest_last(totals_of([(getattr(s, side), s.amount) for s in streams]), rest_text)
        for side in ("giver", "receiver")
    )
    scale = _BLOCKS / max(sum(left.values()), 1)
    height = _BLOCKS + room.gap * (max(len(left), len(right), 1) - 1)
    x1, x2 = float(room.width), float(width - room.width)
    from_y = places(totals=left, scale=scale, gap=room.gap, top=_TOP, height=height)
    to_y = places(totals=right, scale=scale, gap=room.gap, top=_TOP, height=height)
    colour = {name: index % COLOURS + 1 for index, name in enumerate(left)}
    parts = [text(x1, 14, head[0], kind="strong", anchor="end"), text(x2, 14, head[1], kind="strong")]
    parts += streams_drawn(
        streams=streams, from_y=dict(from_y), to_y=dict(to_y), scale=scale, x=(x1, x2), colour=colour, links=links
    )
    for name, amount in left.items():
        parts.append(bar(x1 - 7, from_y[name], 7, max(amount * scale, 1.5), kind=f"series-{colour[name]}"))
        middle = from_y[name] + amount * scale / 2
        parts += _named(name, write(amount), x=x1 - 14, middle=middle, anchor="end", room=room)
    for name, amount in right.items():
        parts.append(bar(x2, to_y[name], 7, max(amount * scale, 1.5), kind="end"))
        middle = to_y[name] + amount * scale / 2
        parts += _named(name, write(amount), x=x2 + 14, middle=middle, anchor="start", room=room)
    parts += _amounts(streams=streams, from_y=from_y, order=list(to_y), scale=scale, x=x1 + 6, write=write)
    return Drawing("".join(parts), round(_TOP + height + (room.lines + 1) * _LINE / 2))


def _rest_last(totals: dict[str, int], rest_text: str) -> dict[str, int]:
    return dict(sorted(totals.items(), key=lambda item: item[0] == rest_text))


def _named(name: str, amount: str, *, x: float, middle: float, anchor: str, room: _Room) -> list[str]:
    """Write a group's name over as many lines as there is room for, what it gave or received below."""
    broken = lines_of(name, most=room.letters)
    said = broken[: room.lines]
    if len(broken) > room.lines:
        said[-1] = shortened(f"{said[-1]} {broken[room.lines]}", room.letters)
    top = middle - len(said) * _LINE / 2 + 4
    words = [text(x, top + nr * _LINE, part, kind="name", anchor=anchor) for nr, part in enumerate(said)]
    return [*words, text(x, top + len(said) * _LINE, amount, kind="axis", anchor=anchor)]


def _amounts(
    *, streams: list[Stream], from_y: dict[str, float], order: list[str], scale: float, x: float, write: Write
) -> list[str]:
    """Write the amount where a thick stream begins, for there streams lie below each other."""
    parts = []
    for giver, top in from_y.items():
        edge = top
        for stream in sorted((s for s in streams if s.giver == giver), key=lambda s: order.index(s.receiver)):
            thick = stream.amount * scale
            if thick >= _THICK:
                parts.append(text(x, edge + thick / 2 + 4, write(stream.amount), kind="axis"))
            edge += thick
    return parts
