"""Template filters: one way each to write coins, euro and days."""

from datetime import date, datetime

from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kennisruil.shared import amounts, links_to

register = template.Library()


def _language() -> str:
    return (get_language() or "nl")[:2]


@register.filter
def coins(minor: int | None) -> str:
    """Write coins, e.g. ``2,00``."""
    return "" if minor is None else amounts.format_coins(minor, language=_language())


@register.filter
def euro(cents: int | None) -> str:
    """Write euro, e.g. ``€ 121,00``."""
    return "" if cents is None else amounts.format_euro(cents, language=_language())


def _civil(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day with its weekday: ``donderdag 10 december 2026``."""
    return "" if value is None else format_date(_civil(value), format="full", locale=amounts.locale_of(_language()))


@register.filter
def day_short(value: date | datetime | None) -> str:
    """Write a day in a list: ``10 dec 2026``."""
    return "" if value is None else format_date(_civil(value), format="d MMM y", locale=amounts.locale_of(_language()))


@register.filter
def month_name(value: date | None) -> str:
    """Write a month: ``december 2026``."""
    return "" if value is None else format_date(value, format="MMMM y", locale=amounts.locale_of(_language()))


@register.simple_tag
def link_to(kind: str, id: object) -> str:
    """Give the page of a row of any room, or an empty string."""
    return links_to.url_for(kind, str(id)) or ""
