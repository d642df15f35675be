"""Bars: given against received, ages of what is still to give, needs by theme."""

from collections.abc import Sequence

from kennisruil.shared.pictures.frame import Drawing, Picture, Write, bar, line, lines_of, picture_of, shortened, text


def given_received(
    *, key: str, title: str, people: Sequence[tuple[str, int, int]], head: tuple[str, str, str], write: Write
) -> Picture:
    """Draw what each received to the left and gave to the right; ``people`` are (name, given, received)."""
    most = max([1, *(max(given, received) for _name, given, received in people)])

    def draw(width: int) -> Drawing:
        roomy = width > 500
        names, row, room = (190, 30, 56) if roomy else (0, 46, 50)
        middle = names + (width - names) / 2
        reach = (width - names) / 2 - room
        parts = [
            text(middle - 8, 14, head[2], kind="below", anchor="end"),
            text(middle + 8, 14, head[1], kind="above"),
        ]
        for index, (name, given, received) in enumerate(people):
            top = 26 + index * row
            at = top + (0 if roomy else 18)
            left, right = reach * received / most, reach * given / most
            parts += [
                text(0, top + 15 if roomy else top + 12, shortened(name, 27 if roomy else 42), kind="name"),
                bar(middle - 1 - left, at, left, 19, kind="received"),
                bar(middle + 1, at, right, 19, kind="given"),
                text(middle - left - 8, at + 14, write(received), kind="axis", anchor="end"),
                text(middle + right + 8, at + 14, write(given), kind="axis"),
            ]
        height = 26 + len(people) * row
        return Drawing("".join(parts) + line(middle, 20, middle, height, kind="zero"), height + 4)

    rows = [(name, write(given), write(received)) for name, given, received in people]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)


def ages(
    *, key: str, title: str, bins: Sequence[tuple[str, int, str]], head: tuple[str, str, str], write: Write
) -> Picture:
    """Draw how long coins have been waiting to be given; ``bins`` are (age, minor units, who: a few words)."""
    most = max([1, *(amount for _label, amount, _who in bins)])

    def draw(width: int) -> Drawing:
        step = width / max(len(bins), 1)
        below = [lines_of(label, most=max(int(step / 6.5), 1)) for label, _amount, _who in bins]
        deepest = max([1, *(len(lines) for lines in below)])
        height, foot = 214 + 16 * deepest, 28 + 16 * deepest
        parts = [line(0, height - foot, width, height - foot, kind="zero")]
        for index, (_label, amount, who) in enumerate(bins):
            tall = (height - foot - 30) * amount / most
            middle, top = step * (index + 0.5), height - foot - tall
            named = who if width > 500 else who.split(" ")[0]
            depth = 1 + round(3 * index / max(len(bins) - 1, 1))
            parts += [
                bar(middle - min(step * 0.36, 44), top, min(step * 0.72, 88), tall, kind=f"age-{depth}"),
                text(middle, top - 8, write(amount), kind="strong", anchor="middle"),
                *(
                    text(middle, height - foot + 18 + 16 * nr, words, kind="axis", anchor="middle")
                    for nr, words in enumerate(below[index])
                ),
                text(middle, height - foot + 19 + 16 * deepest, named, kind="axis", anchor="middle"),
            ]
        return Drawing("".join(parts), height)

    rows = [(label, write(amount), who) for label, amount, who in bins]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)


def themes(*, key: str, title: str, needs: Sequence[tuple[str, int, int]], head: tuple[str, str, str]) -> Picture:
    """Draw open and met needs by theme; ``needs`` are (theme, open, met)."""
    most = max([1, *(waiting + met for _theme, waiting, met in needs)])

    def draw(width: int) -> Drawing:
        roomy = width > 500
        names, row = (210, 30) if roomy else (0, 46)
        reach = width - names - 46
        parts = [text(names, 14, head[1], kind="below"), text(width - 4, 14, head[2], kind="above", anchor="end")]
        for index, (theme, waiting, met) in enumerate(needs):
            top = 26 + index * row
            at = top + (0 if roomy else 18)
            first, second = reach * waiting / most, reach * met / most
            parts += [
                text(0, top + 15 if roomy else top + 12, shortened(theme, 30 if roomy else 42), kind="name"),
                bar(names, at, first, 19, kind="received"),
                bar(names + first + (2 if first else 0), at, second, 19, kind="given"),
                text(names + first + second + 10, at + 14, f"{waiting} · {met}", kind="axis"),
            ]
        return Drawing("".join(parts), 30 + len(needs) * row)

    rows = [(theme, str(waiting), str(met)) for theme, waiting, met in needs]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)
