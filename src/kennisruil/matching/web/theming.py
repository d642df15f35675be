"""Saying what a statement is about, by who said it or by the office."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kennisruil.matching import actions, queries
from kennisruil.matching.web.know_how import back_to_list, own_or_404
from kennisruil.matching.words import theme_choices
from kennisruil.shared.web.asking import language_of
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform


class ThemesForm(forms.Form):
    """Up to three themes; none at all is an answer too."""

    first = forms.ChoiceField(label=gettext_lazy("It is about"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("And about"), required=False)
    third = forms.ChoiceField(label=gettext_lazy("Also about"), required=False)

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = theme_choices(language, none_text=_("nothing more"))
        for name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields, all three

    def themes(self) -> list[str]:
        """Give what was chosen, in order."""
        return [key for name in ("first", "second", "third") if (key := self.cleaned_data[name])]


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def statement_themes(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Show and change the themes of a statement."""
    row = own_or_404(request, know_how_id)
    keys = queries.themes_of(network_id=network_of(request), kind="know_how", ids=[row.pk]).get(row.pk, [])
    initial = dict(zip(("first", "second", "third"), keys, strict=False))
    form = ThemesForm(request.POST or None, initial=initial, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        done = _("That is kept. People find it under these themes now.")
        perform(request, actions.say_themes, done=done, about=("know_how", row.pk), themes=form.themes())
        return back_to_list(request, row)
    status = 422 if form.errors else 200
    return render(request, "matching/statement_themes.html", {"form": form, "row": row}, status=status)
