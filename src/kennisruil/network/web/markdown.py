"""The little markup of our texts, as prepared lines for a template: title, paragraphs, lists, strong openings."""

import re
from dataclasses import dataclass

from kennisruil.shared.speaking import quoted

_STRONG = re.compile(r"\*\*(.+?)\*\*\s*(.*)", re.DOTALL)
_SLANTED = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


@dataclass(frozen=True)
class Line:
    """``kind``: title, text or item; ``strong`` stands before ``text``. ``opens``, ``closes``: ends of a list."""

    kind: str
    strong: str
    text: str
    opens: bool = False
    closes: bool = False


def paragraphs(text: str) -> list[Line]:
    """Read ``# title``, ``- item`` and paragraphs; ``**words**`` at the start of one are its strong opening."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        bare = _SLANTED.sub(lambda found: quoted(found[1]), line.strip())
        if bare.startswith("#"):
            found.append(("title", bare.lstrip("# ")))
        elif bare.startswith("- "):
            found.append(("item", bare[2:]))
        elif bare:
            found.append(("text", bare))
    lines = []
    for index, (kind, words) in enumerate(found):
        strong = _STRONG.match(words)
        before = found[index - 1][0] if index else ""
        after = found[index + 1][0] if index + 1 < len(found) else ""
        opens, closes = kind == "item" and before != "item", kind == "item" and after != "item"
        lines.append(Line(kind, strong[1] if strong else "", strong[2] if strong else words, opens, closes))
    return lines
