"""Months as pages name and choose them."""

from typing import Any

from babel.dates import format_date
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kennisruil.shared.amounts import locale_of
from kennisruil.shared.periods import Month
from kennisruil.shared.web.asking import language_of, today_of

SHOWN = 24


def month_name(request: HttpRequest, month: Month) -> str:
    """Write a month in the reader's language: ``december 2026``."""
    return str(format_date(month.start_on, format="LLLL y", locale=locale_of(language_of(request))))


def month_short(request: HttpRequest, month: Month) -> str:
    """Write a month below a picture: ``dec 26``."""
    return str(format_date(month.start_on, format="LLL yy", locale=locale_of(language_of(request))))


def month_filter(request: HttpRequest, *, value: str, name: str = "month") -> dict[str, Any]:
    """Give the filter by month: the last two years, this month first."""
    now = Month.of(today_of(request))
    choices = [{"value": "", "text": _("All months")}]
    shown = [now.plus(-index) for index in range(SHOWN)]
    choices += [{"value": str(month), "text": month_name(request, month)} for month in shown]
    return {"name": name, "label": _("Month"), "kind": "choice", "value": value, "choices": choices}
