"""The decisions about the books that are tables, in words: account numbers, packages."""

from datetime import date
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.rules.chart import name_of, shipped_roles
from kennisruil.bookkeeping.web.labels import SHORT_TARGETS
from kennisruil.shared.templatetags.kr import day_short


def tables_of_the_books(*, network_id: UUID, key: str, value: Any, language: str) -> list[str] | None:
    """Write each account as the page of the chart does, each package with its first day."""
    del network_id
    if key == "books.accounts":
        known = {role: code for role, code in value.items() if role in shipped_roles()}
        return [f"{code} {name_of(role, language=language)}" for role, code in sorted(known.items(), key=_code)]
    if key == "books.targets":
        short = {target.value: name for target, name in SHORT_TARGETS.items()}
        return [
            f"{short[name]} ({day_short(date.fromisoformat(since))})"
            for name, since in sorted(value.items())
            if name in short
        ]
    return None


def _code(item: tuple[str, str]) -> str:
    return item[1]
