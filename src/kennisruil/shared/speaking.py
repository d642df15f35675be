"""In which language sentences are written at this moment: the reader's, or the one a mail or document is made in."""

from django.utils.translation import get_language

_MARKS = {"nl": ("“", "”"), "fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}


def language_now() -> str:
    """Give nl, fr or en; nl where none is chosen."""
    return (get_language() or "nl")[:2]


def quoted(words: str, *, language: str = "") -> str:
    """Put words between the quotes of ``language``, or of the one spoken now: “so”, in French « ainsi »."""
    opens, closes = _MARKS.get(language or language_now(), _MARKS["nl"])
    return f"{opens}{words}{closes}"
