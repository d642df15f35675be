"""The form of a new card: one row per service; shape only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.menu.rules import KINDS, ItemLine
from kennisruil.shared.amounts import UnreadableAmount, format_coins, parse_coins
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.speaking import language_now

KIND_WORDS = {
    "session": gettext_lazy("Session"),
    "workshop": gettext_lazy("Workshop by a member"),
    "office_workshop": gettext_lazy("Workshop by the office"),
    "article": gettext_lazy("Article"),
    "case": gettext_lazy("Case"),
    "bootcamp": gettext_lazy("Bootcamp"),
    "panel": gettext_lazy("Panel"),
}


class CoinsField(forms.CharField):
    """A signed number of coins as people write it, read as minor units."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "size": 7}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """Read it; empty is nil."""
        text = str(super().clean(value) or "").strip() or "0"
        try:
            return parse_coins(text)
        except UnreadableAmount as error:
            raise forms.ValidationError(_("Write an amount such as -2 or 0,50.")) from error


class ItemForm(forms.Form):
    """One service: prices per role and names."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    name_nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=120, required=False)
    name_fr = forms.CharField(label=gettext_lazy("Name in French"), max_length=120, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[(kind, KIND_WORDS[kind]) for kind in KINDS])
    recipient_coins = CoinsField(label=gettext_lazy("Who receives or attends"), required=False)
    provider_coins = CoinsField(label=gettext_lazy("Who gives"), required=False)
    off = forms.BooleanField(label=gettext_lazy("Take off the card"), required=False)


class FromForm(forms.Form):
    """From which day the card holds."""

    holds_from = forms.DateField(
        label=gettext_lazy("Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


ItemForms = forms.formset_factory(ItemForm, extra=1, max_num=60)


def initial_of(items: Sequence[ItemLine]) -> list[dict[str, Any]]:
    """Fill the rows with the card that stands."""
    return [
        {
            "code": item.code,
            "name": item.names.get(language_now()) or item.names.get("nl", item.code),
            "kind": item.kind,
            "recipient_coins": format_coins(item.recipient_coins, language=language_now()),
            "provider_coins": format_coins(item.provider_coins, language=language_now()),
            **{f"name_{language}": item.names.get(language, "") for language in LANGUAGES},
        }
        for item in items
    ]


def items_from(rows: Sequence[dict[str, Any]], *, standing: Sequence[ItemLine]) -> list[ItemLine]:
    """Read the rows as items; what the form does not ask is taken over from the card that stands.

    Empty rows are left out.
    """
    by_code = {item.code: item for item in standing}
    items = []
    for row in rows:
        names = {language: row.get(f"name_{language}", "").strip() for language in LANGUAGES}
        if row.get("off") or not (row.get("code") or any(names.values())):
            continue
        coins = {name: row.get(name) or 0 for name in ("recipient_coins", "provider_coins")}
        known = by_code.get(row.get("code") or "")
        if known:
            items.append(replace(known, names=names, **coins))
        else:
            items.append(ItemLine(code=_code(names, taken=by_code), kind=row["kind"], names=names, **coins))
    return items


def _code(names: dict[str, str], *, taken: dict[str, ItemLine]) -> str:
    """Make a short stable word of the English name."""
    word = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in names["en"].lower()).strip(
        "_"
    )
    base = word[:30] or "service"
    return base if base not in taken else f"{base}_{len(taken)}"
