"""One typst compiler a process, and the way our sheets go through it: PDF/A-3a with tags, the same bytes each time."""

import json
import re
import threading
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

_FOLDER = Path(str(files("kennisruil.billing"))) / "paper"
_STANDARDS: list[Any] = ["a-3a", "ua-1"]
# A compiler keeps the inputs of its last run, so one thread at a time.
_LOCK = threading.Lock()


def typeset(*, template: str, sheet: dict[str, Any], on: date, xml: bytes | None = None) -> bytes:
    """Set ``sheet`` with ``template`` (document, statement, letter) and give the PDF, with ``xml`` attached if given.

    ``on`` is the date the file carries, so that the same sheet gives the same bytes.
    """
    inputs = {"sheet": json.dumps(_shown(sheet), ensure_ascii=False), "xml": xml.decode("utf-8") if xml else ""}
    stamp = datetime.combine(on, time(12), tzinfo=UTC)
    with _LOCK:
        pdf = _compiler().compile(
            input=_FOLDER / "typst" / f"{template}.typ",
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=_STANDARDS,
            timestamp=stamp,
        )
    assert isinstance(pdf, bytes)
    return pdf


def _shown(value: Any) -> Any:
    """Put a question mark for what our typeface cannot show: PDF/A refuses a missing glyph, and the sheet must come."""
    if isinstance(value, str):
        return _unknown_glyphs().sub("?", value)
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list) else value


@cache
def _unknown_glyphs() -> re.Pattern[str]:
    """Match every character outside the typeface; ``coverage.json`` holds the ranges both weights have."""
    ranges = json.loads((_FOLDER / "fonts" / "coverage.json").read_text())
    return re.compile("[^\n" + "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges) + "]")


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FOLDER / "fonts"])
    return typst.Compiler(root=_FOLDER / "typst", font_paths=fonts, ignore_system_fonts=True)
