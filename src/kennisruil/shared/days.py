"""Days in words, as each language writes them."""

from datetime import date

from babel.dates import format_date

from kennisruil.shared.amounts import locale_of


def written_day(day: date, *, pattern: str, language: str) -> str:
    """Write a day by a CLDR pattern or ``full``; French has ``1er mai`` where CLDR gives ``1 mai``."""
    words = str(format_date(day, format=pattern, locale=locale_of(language)))
    if language[:2] != "fr" or day.day != 1:
        return words
    return " ".join("1er" if word == "1" else word for word in words.split(" "))
