"""The one style sheet: the small files of `static/shell/css/` in the order of their names."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static" / "shell" / "css"


def _read() -> str:
    """Join the files and point at the fonts as the static files' storage names them, digest included."""
    whole = "\n".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.css")))
    for path in sorted((FOLDER.parent / "fonts").glob("*.woff2")):
        whole = whole.replace(f"../fonts/{path.name}", static(f"shell/fonts/{path.name}"))
    return whole


@cache
def _built() -> str:
    return _read()


def text() -> str:
    """Give the whole style sheet; while developing it is read anew every time."""
    return _read() if settings.DEBUG else _built()


def digest() -> str:
    """Name the style sheet by its content, so that a browser may keep it for ever."""
    return hashlib.sha256(text().encode()).hexdigest()[:12]
