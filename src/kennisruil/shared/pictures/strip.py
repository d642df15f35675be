"""Months against the deadline: on which day of the next month the documents were all out."""

from collections.abc import Sequence

from kennisruil.shared.pictures.frame import Drawing, Picture, dot, line, picture_of, text

LAST_DAY = 31


def months_against_deadline(
    *,
    key: str,
    title: str,
    months: Sequence[tuple[str, int | None]],
    head: tuple[str, str],
    day_text: str,
    waiting_text: str,
    deadline_text: str,
    warn_day: int = 10,
    deadline_day: int = 15,
) -> Picture:
    """Draw a dot for each month; ``months`` are (label, day of the next month, None while it waits).

    ``day_text`` and ``deadline_text`` carry ``{day}``, e.g. ``dag {day}``.
    """

    def draw(width: int) -> Drawing:
        names, ends, row = (110, 84, 26) if width > 500 else (74, 62, 26)
        reach = width - names - ends
        bottom = 30 + len(months) * row

        def at(day: int) -> float:
            return names + (min(day, LAST_DAY) - 1) * reach / (LAST_DAY - 1)

        parts = [
            line(at(warn_day), 22, at(warn_day), bottom, kind="rule"),
            line(at(deadline_day), 22, at(deadline_day), bottom, kind="limit"),
            text(at(deadline_day), 14, deadline_text.format(day=deadline_day), kind="strong", anchor="middle"),
        ]
        for index, (label, day) in enumerate(months):
            y = 38 + index * row
            parts += [text(0, y + 4, label, kind="name"), line(names, y, names + reach, y)]
            if day is None:
                parts.append(text(width, y + 4, waiting_text, kind="below", anchor="end"))
                continue
            kind = "above" if day <= warn_day else "below" if day <= deadline_day else "late"
            parts.append(dot(at(day), y, kind=kind, radius=6))
            parts.append(text(width, y + 4, day_text.format(day=day), kind="axis", anchor="end"))
        return Drawing("".join(parts), bottom + 8)

    rows = [(label, waiting_text if day is None else day_text.format(day=day)) for label, day in months]
    return picture_of(key=key, title=title, head=head, rows=rows, draw=draw)
