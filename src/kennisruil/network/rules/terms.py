"""The texts people agree to, as they are shipped: one file per kind and language, its version in the first line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "terms"


@dataclass(frozen=True, slots=True)
class ShippedText:
    """One text: its kind, version, language, and the words (a ``#`` title, then paragraphs and ``-`` lists)."""

    kind: str
    version: str
    language: str
    text: str


def shipped_terms() -> Sequence[ShippedText]:
    """List the shipped texts in every language."""
    found = []
    for path in sorted(_FOLDER.glob("*.md")):
        kind, language, _suffix = path.name.split(".")
        head, _blank, text = path.read_text("utf-8").partition("\n")
        found.append(ShippedText(kind, head.removeprefix("version:").strip(), language, text.strip()))
    return found
