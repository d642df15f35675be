"""Half-days in words, and as choices of a form."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kennisruil.brokerage.rules.half_days import AFTERNOON, HALVES, MORNING, Choice, HalfDay
from kennisruil.shared.days import written_day
from kennisruil.shared.speaking import language_now
from kennisruil.shared.templatetags.kr import day


def half_name(half: str) -> str:
    """Name the half of a day."""
    return {MORNING: pgettext("half of a day", "morning"), AFTERNOON: pgettext("half of a day", "afternoon")}[half]


def text_of(one: HalfDay) -> str:
    """Write a half-day with its weekday."""
    return _("%(day)s, %(half)s") % {"day": day(one.on), "half": half_name(one.half)}


def short_day(on: date) -> str:
    """Write a day in a list of days: ``do 12 mrt``."""
    return written_day(on, pattern="EEE d MMM", language=language_now())


def key_of(one: HalfDay) -> str:
    """Give the value of a half-day in a form."""
    return f"{one.on.isoformat()}.{one.half}"


def read_half(text: str) -> HalfDay | None:
    """Read the value of a half-day; None: it is none."""
    on, _dot, half = text.partition(".")
    try:
        return HalfDay(date.fromisoformat(on), half) if half in HALVES else None
    except ValueError:
        return None


def read_halves(texts: Iterable[str]) -> set[HalfDay]:
    """Read many values; what is no half-day is left out."""
    return {one for text in texts if (one := read_half(text)) is not None}


def choices_in_words(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    """Give choices for a form: those that suit both say so."""
    return [
        (
            key_of(choice.half_day),
            _("%(when)s (suits you both)") % {"when": text_of(choice.half_day)}
            if choice.is_common
            else text_of(choice.half_day),
        )
        for choice in choices
    ]
