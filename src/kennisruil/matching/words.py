"""Themes as people read and choose them, for the pages of this room and of those above."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


class ThemesForm(forms.Form):
    """Up to three themes; none at all is an answer too."""

    first = forms.ChoiceField(label=gettext_lazy("It is about"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("And about"), required=False)
    third = forms.ChoiceField(label=gettext_lazy("Also about"), required=False)

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = theme_choices(language, none_text=_("no theme"))
        for name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields, all three

    def themes(self) -> list[str]:
        """Give what was chosen, in order."""
        return [key for name in ("first", "second", "third") if (key := self.cleaned_data[name])]
