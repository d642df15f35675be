"""Themes as people read them, for the pages of this room and of those above."""

from collections.abc import Sequence
from typing import Any

from kennisruil.matching.rules.themes import themes_by_key
from kennisruil.matching.rules.theming import fields, name_of_theme


def theme_choices(language: str, *, none_text: str) -> list[tuple[str, Any]]:
    """Give every theme as the choices of a form, by field, each by name; the first choice is none."""
    groups: list[tuple[str, Any]] = [("", none_text)]
    for field in fields():
        own = sorted((themes_by_key()[key].names[language], key) for key in field.themes)
        groups.append((field.names[language], [(key, name) for name, key in own]))
    return groups


def theme_tags(keys: Sequence[str], language: str) -> list[dict[str, str]]:
    """Give themes with their names, those that are still known."""
    return [{"key": key, "name": name} for key in keys if (name := name_of_theme(key, language))]
