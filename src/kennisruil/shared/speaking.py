"""In which language sentences are written at this moment: the reader's, or the one a mail or document is made in."""

from babel.numbers import format_decimal
from django.utils.translation import get_language

from kennisruil.shared.amounts import locale_of

_MARKS = {"nl": ("“", "”"), "fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}


def language_now() -> str:
    """Give nl, fr or en; nl where none is chosen."""
    return (get_language() or "nl")[:2]


def quoted(words: str, *, language: str = "") -> str:
    """Put words between the quotes of ``language``, or of the one spoken now: “so”, in French « ainsi »."""
    opens, closes = _MARKS.get(language or language_now(), _MARKS["nl"])
    return f"{opens}{words}{closes}"


def shortened(words: str, *, most: int) -> str:
    """Give the first words on one line, never half a word, with an ellipsis where some are left out."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    start = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[: most - 1]
    return f"{start.rstrip(' ,;:.–-')}…"


def in_fours(text: str) -> str:
    """Write an account number in groups of four: ``BE38 9990 0000 0272``."""
    plain = text.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


class Count(int):
    """A count in a sentence: writes itself with the marks of the language spoken now, 2969 as ``2.969`` in Dutch.

    It stays a whole number, so that it still chooses between one and several.
    """

    def __str__(self) -> str:
        """Write it for people."""
        return str(format_decimal(int(self), format="#,##0", locale=locale_of(language_now())))
