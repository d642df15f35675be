"""Template filters: one way each to write coins, euro and days."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django import template
from django.utils import timezone

from kennisruil.shared import amounts, chain, links_to, speaking
from kennisruil.shared.days import written_day
from kennisruil.shared.periods import Month
from kennisruil.shared.speaking import language_now

register = template.Library()


@register.filter
def coins(minor: int | None) -> str:
    """Write coins, e.g. ``2,00``."""
    return "" if minor is None else amounts.format_coins(minor, language=language_now())


@register.filter
def euro(cents: int | None) -> str:
    """Write euro, e.g. ``€ 121,00``."""
    return "" if cents is None else amounts.format_euro(cents, language=language_now())


@register.filter
def number(count: int | None) -> speaking.Count | str:
    """Write a count with thousands marks, also where it chooses between one and several: ``2.969``."""
    return "" if count is None else speaking.Count(count)


@register.filter
def quoted(words: str) -> str:
    """Put somebody's words between quotes: “so”, in French « ainsi »."""
    return speaking.quoted(words)


@register.filter
def short(words: str, most: int) -> str:
    """Give the first words of a text, whole: ``Hoe verdeel je het werk…``."""
    return speaking.shortened(words, most=most)


@register.filter
def in_fours(text: str) -> str:
    """Write an account number in groups of four."""
    return speaking.in_fours(text)


def _civil(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _on_one_line(words: str) -> str:
    return words.replace(" ", "\u00a0")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day with its weekday: ``donderdag 10 december 2026``; a line breaks after the weekday only."""
    if value is None:
        return ""
    words = written_day(_civil(value), pattern="full", language=language_now())
    weekday, _space, date_words = words.partition(" ")
    return f"{weekday} {_on_one_line(date_words)}"


@register.filter
def day_short(value: date | datetime | None) -> str:
    """Write a day in a list, on one line: ``10 dec 2026``."""
    if value is None:
        return ""
    return _on_one_line(written_day(_civil(value), pattern="d MMM y", language=language_now()))


@register.filter
def month_name(value: date | None) -> str:
    """Write a month: ``december 2026``."""
    return "" if value is None else format_date(value, format="MMMM y", locale=amounts.locale_of(language_now()))


@register.filter
def version_name(version: str) -> str:
    """Write the name of a version of a text: one named by its month (``2026-11``) as ``november 2026``."""
    try:
        return month_name(Month.parse(version).start_on)
    except ValueError:
        return version


@register.simple_tag
def link_to(kind: str, id: object) -> str:
    """Give the page of a row of any room, or an empty string."""
    return links_to.url_for(kind, str(id)) or ""


@register.simple_tag(takes_context=True)
def chain_of(context: dict[str, Any], kind: str, id: object) -> list[dict[str, Any]]:
    """Give the chain a row stands in, as ``parts/chain.html`` shows it, for who looks.

    The books and the office see and open all of it; a member sees what is no other party's up to what settled it, and
    opens own documents and sessions. Nothing for a row that stands alone, or for a member with its question only.
    """
    request = context["request"]
    steps = chain.chain_of(network_id=request.network.id, kind=kind, id=str(id))
    sees_all = bool(getattr(request, "is_office", False) or getattr(request, "may_keep_books", False))
    if not sees_all:
        steps = [step for step in steps if step.name not in ("entry", "package")]
    if not any(step.rows for step in steps if sees_all or step.name != "need"):
        return []
    own = frozenset(context.get("own_party_ids", ()))
    return [
        {"name": step.name, "is_here": step.is_here, "rows": _chain_rows(step, sees_all=sees_all, own=own)}
        for step in steps
    ]


def _chain_rows(step: chain.ChainStep, *, sees_all: bool, own: frozenset[UUID]) -> list[dict[str, Any]]:
    shown = [row for row in step.rows if sees_all or row.party_id is None or row.party_id in own]
    opens = sees_all or step.name in ("session", "document")
    # Somebody else's words about what they lack are not for everyone who paid for the answer.
    texts = sees_all or step.name != "need"
    return [
        {
            "text": row.text if texts else "",
            "on": row.on,
            "coins": row.coins,
            "cents": row.cents,
            "url": (links_to.url_for(row.kind, row.id) or "") if opens else "",
        }
        for row in shown
    ]
